"""The two that are compared: our search, and Wagtail's own as it comes, on the same pages and people."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db.models import Model, Q
from wagtail.models import Page

from access.rule import visible_pages
from search.finding import search
from search.registry import entry_classes
from search.relevance.figures import DEPTH
from search.results import Asked, Hit


def ours(user):
    """Answers as the results page shows them: the strip of people, then the hits."""
    slugs = dict(Page.objects.values_list("pk", "slug"))
    mails = {person.pk: _mail(person) for person in get_user_model().objects.only("email")}

    def name(hit: Hit) -> str:
        if hit.kind == "people":
            return mails[hit.thing.pk]
        return slugs[hit.thing.pk] if isinstance(hit.thing, Page) else f"{hit.kind} {hit.thing.pk}"

    def answer(text: str) -> list[str]:
        found = search(user, Asked(text=text, size=DEPTH))
        return [name(hit) for hit in (*found.people, *found.hits)]

    return answer


def stock(user):
    """Wagtail's database search with its defaults, by score; people by name, as its list of users finds them."""

    visible = set(visible_pages(user).values_list("pk", flat=True))

    def answer(text: str) -> list[str]:
        people = get_user_model().objects.filter(is_active=True)
        for word in text.split():
            people = people.filter(
                Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            )
        found = [(2.0, mail) for mail in map(_mail, people[:DEPTH])]
        for model in _page_models():
            pages = model.objects.filter(live=True).search(text).annotate_score("_score")[: DEPTH * 5]
            # Its search cannot filter by audience: what this person may not see is left out here.
            found += [(page._score or 0.0, page.slug) for page in pages if page.pk in visible][:DEPTH]
        return [name for _score, name in sorted(found, key=lambda pair: -pair[0])]

    return answer


def _page_models() -> Iterator[type[Model]]:
    return (model for model, _entry_class in entry_classes() if issubclass(model, Page))


def _mail(user) -> str:
    return "@" + user.email.partition("@")[0]
