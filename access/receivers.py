"""Wagtail's and Django's own signals, turned into audiences. Nothing else in Kring listens to them for this."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import post_page_move

from access.actions import follow_memberships, follow_privacy, place, repair
from access.derive import COLLECTIONS, PAGES, TREES, Tree
from access.models import Audience, CollectionAudience
from access.wagtail_transactions import make_atomic

make_atomic()

TREE_OF_RESTRICTION = {PageViewRestriction: PAGES, CollectionViewRestriction: COLLECTIONS}


# --- places in the tree -----------------------------------------------------------------------------------------------
@receiver(post_save, dispatch_uid="access.node_saved")
def node_saved(sender: type[Model], instance: Model, created: bool, **kwargs) -> None:
    """A new page or collection takes over the audience of its parent."""
    if created and isinstance(instance, Page):
        place(PAGES, instance)
    elif created and isinstance(instance, Collection):
        place(COLLECTIONS, instance)


@receiver(post_page_move, dispatch_uid="access.page_moved")
def page_moved(sender: type[Page], instance: Page, **kwargs) -> None:
    follow_privacy(PAGES, [instance.pk])


@receiver(pre_delete, dispatch_uid="access.page_deleting")
def page_deleting(sender: type[Model], instance: Model, origin=None, **kwargs) -> None:
    """Aliases of a page that goes away become pages; they take its restrictions with them instead of falling open."""
    if not isinstance(instance, Page):
        return
    restrictions = list(instance.view_restrictions.prefetch_related("groups"))
    aliases = Page.objects.filter(alias_of_id=instance.pk, view_restrictions=None) if restrictions else []
    for alias in aliases:
        if not _goes_too(alias, origin):
            for restriction in restrictions:
                kept = PageViewRestriction(page=alias, restriction_type=restriction.restriction_type)
                kept.save()
                kept.groups.set(restriction.groups.all())


def _goes_too(page: Page, origin: Model | QuerySet | None) -> bool:
    """Whether this page is deleted by the same deletion."""
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        return origin.filter(pk=page.pk).exists()
    return isinstance(origin, Page) and page.path.startswith(origin.path)


# --- privacy dialogs --------------------------------------------------------------------------------------------------
@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="access.page_restriction")
@receiver([post_save, post_delete], sender=CollectionViewRestriction, dispatch_uid="access.collection_restriction")
def restriction_changed(sender: type[Model], instance: Model, origin=None, **kwargs) -> None:
    """After the first save a restriction to groups names none yet and hides from all; the groups follow at once.

    When the page itself goes, its restrictions go too, and giving it an audience again would break that deletion.
    """
    tree = TREE_OF_RESTRICTION[sender]
    if origin is None or (origin.model if isinstance(origin, QuerySet) else type(origin)) is sender:
        follow_privacy(tree, [getattr(instance, f"{tree.link}_id")])


@receiver(m2m_changed, sender=PageViewRestriction.groups.through, dispatch_uid="access.page_restriction_groups")
@receiver(m2m_changed, sender=CollectionViewRestriction.groups.through, dispatch_uid="access.collection_groups")
def restriction_groups_changed(sender, instance, action: str, reverse: bool, model, pk_set, **kwargs) -> None:
    """The groups of a restriction changed, from either side."""
    restriction = model if reverse else type(instance)
    tree = TREE_OF_RESTRICTION[restriction]
    if not reverse:
        if action.startswith("post_"):
            follow_privacy(tree, [getattr(instance, f"{tree.link}_id")])
    elif action == "pre_clear":
        instance._cleared_restrictions = _nodes(tree, groups=instance)
    elif action == "post_clear":
        follow_privacy(tree, instance.__dict__.pop("_cleared_restrictions", []))
    elif action.startswith("post_"):
        follow_privacy(tree, _nodes(tree, pk__in=pk_set))


def _nodes(tree: Tree, **lookup) -> list[int]:
    return list(tree.restriction.objects.filter(**lookup).values_list(f"{tree.link}_id", flat=True))


# --- people and groups ------------------------------------------------------------------------------------------------
@receiver(m2m_changed, sender=get_user_model().groups.through, dispatch_uid="access.membership")
def membership_changed(sender, instance, action: str, reverse: bool, pk_set, **kwargs) -> None:
    """Somebody joined or left a group: `user.groups` or `group.user_set`, by add, remove, set or clear."""
    if action == "pre_clear":
        instance._cleared_members = set(instance.user_set.values_list("pk", flat=True)) if reverse else {instance.pk}
    elif action == "post_clear":
        users = instance.__dict__.pop("_cleared_members", None)
        follow_memberships(users=users, groups={instance.pk} if reverse else None)
    elif action in ("post_add", "post_remove") and pk_set:
        users, groups = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
        follow_memberships(users=set(users), groups=set(groups))


@receiver(pre_delete, sender=Group, dispatch_uid="access.group_deleting")
def group_deleting(sender: type[Group], instance: Group, **kwargs) -> None:
    """Remember what the group opened: its rows are gone when `group_deleted` runs."""
    instance._restricted = {tree: _nodes(tree, groups=instance) for tree in TREES}
    instance._group_id = instance.pk


@receiver(post_delete, sender=Group, dispatch_uid="access.group_deleted")
def group_deleted(sender: type[Group], instance: Group, **kwargs) -> None:
    """What only this group could read, nobody can read until an editor says who may."""
    for tree, nodes in instance.__dict__.pop("_restricted", {}).items():
        follow_privacy(tree, nodes)
    follow_memberships(groups={instance.__dict__.pop("_group_id")})


# --- a new or emptied database ----------------------------------------------------------------------------------------
@receiver(post_migrate, dispatch_uid="access.migrated")
def migrated(sender, **kwargs) -> None:
    """Pages made by migrations send no signals: after migrating, everything that has no audience gets one."""
    if sender.name != "access":
        return
    tables = set(connections[kwargs["using"]].introspection.table_names())
    if not {Audience._meta.db_table, CollectionAudience._meta.db_table} <= tables:
        return  # migrated back to before this app
    complete = Audience.objects.filter(pk=Audience.EVERYONE_ID).exists()
    for tree in TREES:
        complete = complete and not tree.node.objects.filter(**{f"{tree.link}_audience": None}).exists()
    if not complete:
        repair()
