"""Who may see figures."""

from django.db.models import Model
from wagtail.models import Page


def can_see_reach(user, thing: Model) -> bool:
    """Its author or owner, and who edits it. Costs ordinary readers no query."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.pk in {getattr(thing, "author_id", None), getattr(thing, "owner_id", None)}:
        return True
    if not isinstance(thing, Page) or not user.has_perm("wagtailadmin.access_admin"):
        return False
    rights = thing.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()
