"""What search keeps of posts."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.mentions import tags_in
from communities.models import Post
from communities.post_types import label_of
from core.events import Event
from core.text import excerpt, plain_text
from search.models import Freshness
from search.registry import EntryClass, Value, Written


class PostEntry(EntryClass):
    """A post: found by its title, its words, its #topics and its author."""

    kind = "post"
    family = "posts"
    family_label = _("Posts")
    label = _("Message")
    order = 40
    freshness = Freshness.NEWS
    related = ("author__profile__portrait",)

    def findable(self) -> QuerySet:
        return Post.objects.live().select_related(
            "community", "author__profile__department", "question__answer", "praise__value"
        )

    def write(self, post) -> Written | None:
        author, place = post.author, post.community
        profile = getattr(author, "profile", None)
        department = profile.department if profile else None
        name = author.get_full_name() if author else ""
        question = getattr(post, "question", None)
        answer = question.shown_answer if question is not None else None
        body = plain_text(post.text)
        if answer is not None:
            body = f"{body} {plain_text(answer.comment)}"
        return Written(
            title=post.title or excerpt(post.text, 80),
            title_counts=bool(post.title),
            url=post.get_absolute_url(),
            audience_id=post.audience_id,
            language=place.language if place is not None else "",
            body=body,
            keywords=tuple(tags_in(post.text)),
            author_id=post.author_id,
            author_name=name,
            department=Value(str(department.pk), department.name_nl, department.name_en) if department else None,
            meta=(_both("type", post.type), *((Value("author", name),) if name else ())),
            published_at=post.published_at,
        )

    def follows(self, event: Event) -> Iterable[int]:
        """Its author has another name."""
        if event.model == "accounts.user":
            return Post.objects.filter(author_id=event.pk).values_list("pk", flat=True)
        return ()


def _both(key: str, name: str) -> Value:
    with override("nl"):
        dutch = str(label_of(name))
    with override("en"):
        return Value(key, dutch, str(label_of(name)))
