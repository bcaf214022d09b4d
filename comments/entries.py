"""What search keeps of what colleagues say."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.contents import contents_of
from access.kinds import get_kind, kinds
from comments.models import Comment
from core.events import AudienceChanged, Event
from core.text import plain_text
from search.models import Freshness
from search.registry import EntryClass, Value, Written


class CommentEntry(EntryClass):
    """A comment: found by its own words, shown under the title of what it is about."""

    kind = "comment"
    family = "comments"
    family_label = _("Comments")
    label = _("Comment")
    order = 50
    freshness = Freshness.NEWS
    related = ("author__profile__portrait",)

    def findable(self) -> QuerySet:
        return Comment.objects.live().select_related("discussion", "user__profile__department")

    def prepare(self, things: list) -> None:
        """What they are about: one query per kind of thing (and per type of page)."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for comment in things:
            wanted[comment.discussion.kind].add(comment.discussion.object_id)
        places: dict[tuple[str, int], Model] = {}
        for kind, pks in wanted.items():
            model = get_kind(kind).model
            found = (
                Page.objects.filter(pk__in=pks).specific() if model is Page else model._base_manager.filter(pk__in=pks)
            )
            for place in found:
                places[kind, place.pk] = place
        for comment in things:
            comment.search_place = places.get((comment.discussion.kind, comment.discussion.object_id))

    def write(self, comment) -> Written | None:
        place, author = comment.search_place, comment.user
        if place is None:
            return None
        profile = getattr(author, "profile", None)
        department = profile.department if profile else None
        name = author.get_full_name() if author else ""
        return Written(
            title=getattr(place, "title", "") or str(place),
            title_counts=False,
            url=comment.get_absolute_url(),
            audience_id=comment.audience_id,
            language=getattr(place, "language", ""),
            body=plain_text(comment.comment),
            author_id=comment.user_id,
            author_name=name,
            department=Value(str(department.pk), department.name_nl, department.name_en) if department else None,
            meta=(Value("author", name),) if name else (),
            published_at=comment.submit_date,
        )

    def follows(self, event: Event) -> Iterable[int]:
        """Its author has another name; what it is about has another title, or is gone and came back."""
        if event.model == "accounts.user":
            return Comment.objects.filter(user_id=event.pk).values_list("pk", flat=True)
        kind = None if isinstance(event, AudienceChanged) else kind_of_model(apps.get_model(event.model))
        return Comment.objects.about(kind, event.pk).values_list("pk", flat=True) if kind else ()

    def audiences(self, event: AudienceChanged) -> Iterable[tuple[int, QuerySet]]:
        """Of the comments on a thing and on everything that lies in it."""
        for contents in contents_of(event):
            on_these = Comment.objects.filter(
                discussion__kind=contents.kind, discussion__object_id__in=contents.numbers
            )
            yield contents.audience_id, on_these.values_list("pk", flat=True)
        kind, thing = kind_of_model(apps.get_model(event.model)), event.thing()
        if kind and hasattr(thing, "audience_id"):
            yield thing.audience_id, Comment.objects.about(kind, event.pk).values_list("pk", flat=True)


def kind_of_model(model: type[Model]) -> str | None:
    """The name of the commentable kind that things of this model are of."""
    return next((kind.name for kind in kinds() if kind.commentable and issubclass(model, kind.model)), None)
