"""Who may have a file. A file has no readers of its own: it is read where it is used.

1. Its collection must be within reach, and
2. something that uses it must be visible to this person: a live page (by Wagtail's reference index), or a thing that
   its app registered here (a portrait).

Beside that, who works with files in the CMS sees what she works on: see `kept_by`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from access.models import Audience
from access.reach import reach

ACTIONS = {"add", "change", "delete", "choose"}


@dataclass(frozen=True)
class Use:
    """Things that show a file through a foreign key. `visible_to(user)` gives those this person may see,
    `for_everyone()` those that every signed-in person may see: their files may stay in the browser's cache."""

    model: type[Model]
    field: str
    visible_to: Callable[..., QuerySet]
    for_everyone: Callable[[], QuerySet] | None = None

    @property
    def file_model(self) -> type[Model]:
        return self.model._meta.get_field(self.field).related_model


_uses: dict[tuple[type[Model], str], Use] = {}


def register_use(
    model: type[Model],
    field: str,
    visible_to: Callable[..., QuerySet],
    for_everyone: Callable[[], QuerySet] | None = None,
) -> None:
    """Make the files that `model.field` points at readable with the thing; called from `AppConfig.ready()`."""
    _uses[model, field] = Use(model, field, visible_to, for_everyone)


def uses_of(file_model: type[Model]) -> list[Use]:
    """What apps registered for this kind of file."""
    return [use for use in _uses.values() if use.file_model is file_model]


def references(file_model: type[Model]) -> QuerySet:
    """Pages that use the file of the outer query, as rows with `page_id`."""
    types = ContentType.objects.get_for_models(file_model, Page, for_concrete_models=False)
    return ReferenceIndex.objects.filter(
        to_content_type=types[file_model],
        to_object_id=Cast(OuterRef("pk"), CharField()),
        base_content_type=types[Page],
    ).annotate(page_id=Cast("object_id", BigIntegerField()))


def used_where(file_model: type[Model], user) -> Q:
    """The file is on a live page or a registered thing that this person may see."""
    pages = Page.objects.filter(pk=OuterRef("page_id"), live=True, page_audience__audience_id__among=reach(user))
    used = Q(Exists(references(file_model).filter(Exists(pages))))
    for use in _uses.values():
        if use.file_model is file_model:
            used |= Q(Exists(use.visible_to(user).filter(**{use.field: OuterRef("pk")})))
    return used


def open_to_everyone(file_model: type[Model]) -> Q:
    """The file stands, in an open collection, on something every signed-in person may read."""
    pages = Page.objects.filter(pk=OuterRef("page_id"), live=True, page_audience__audience_id=Audience.EVERYONE_ID)
    used = Q(Exists(references(file_model).filter(Exists(pages))))
    for use in _uses.values():
        if use.file_model is file_model and use.for_everyone is not None:
            used |= Q(Exists(use.for_everyone().filter(**{use.field: OuterRef("pk")})))
    return Q(collection__collection_audience__audience_id=Audience.EVERYONE_ID) & used


def visible_to(files: QuerySet, user) -> QuerySet:
    """The files this person may read."""
    return files.filter(
        Q(collection__collection_audience__audience_id__among=reach(user)), used_where(files.model, user)
    )


def kept_by(files: QuerySet, user) -> QuerySet:
    """The files this person works with in the CMS.

    She uploaded it, or has a right of Wagtail's on its collection, the collection is within her reach, and: nobody
    uses it yet, or a page uses it that she may edit. An administrator edits every page, so for her that page must be
    within reach too: closed pictures stay behind the glass with the pages they are on.
    """
    policy = CollectionOwnershipPermissionPolicy(
        files.model, auth_model=files.model, owner_field_name="uploaded_by_user"
    )
    hers = policy.instances_user_has_any_permission_for(user, ACTIONS)
    editable = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    if user.is_superuser:
        editable = editable.filter(page_audience__audience_id__in=reach(user))
    used = references(files.model)
    idle = ~Exists(used)
    for use in _uses.values():
        if use.file_model is files.model:
            idle &= ~Exists(use.model._base_manager.filter(**{use.field: OuterRef("pk")}))
    return files.filter(
        Q(pk__in=hers.values("pk")) | Q(uploaded_by_user=user),
        collection__collection_audience__audience_id__in=reach(user),
    ).filter(idle | Exists(used.filter(Exists(editable.filter(pk=OuterRef("page_id"))))))
