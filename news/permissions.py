"""Who may do what with pages, beside what Wagtail's own rights say."""

from wagtail.models import Page

from access.rule import can_see


def answers_for(user, page: Page) -> bool:
    """Whether the page is this person's to keep right: as its owner, or in its team."""
    if not user.is_active:
        return False
    if page.owner_id is not None and page.owner_id == user.pk:
        return True
    care = getattr(page, "care", None)
    team = getattr(page, "team_id", None) or (care.team_id if care else None)
    return team is not None and user.groups.filter(pk=team).exists()


def can_edit(user, page: Page) -> bool:
    """Whether this person may edit or publish the page in the CMS."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    rights = page.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()


def can_confirm(user, page: Page) -> bool:
    """Who answers for a live page may say that it is still right; who edits it as well."""
    if not page.live or not hasattr(page, "care"):
        return False
    return (can_see(user, page) and answers_for(user, page)) or can_edit(user, page)


def can_read_answers(user, page: Page) -> bool:
    """Whether this person may read what readers of a how-to page answered: counts and reasons, no names."""
    return can_see(user, page) and (answers_for(user, page) or can_edit(user, page))
