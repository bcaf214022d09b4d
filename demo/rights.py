"""Groups, and what belonging to them allows."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Page, PageViewRestriction

from demo.people import Organisation
from demo.texts import read
from news.actions import COMMUNICATIONS, NEWS_WRITERS, setup_editorial_groups
from news.actions.editors import PUBLISH, USE_FILES, grant_files, grant_models, grant_pages

# The groups of the news app, by the name they have in people.yaml.
OF_NEWS = {"redactie": NEWS_WRITERS, "eindredactie": COMMUNICATIONS}
MAY = {
    "moderatoren": [
        ("comments", "moderate_comment"),
        ("moderation", "moderate_site"),
        *(("moderation", f"{what}_watchedword") for what in ("add", "change", "delete", "view")),
        ("wagtailadmin", "access_admin"),
    ],
    "hr-redactie": [("wagtailadmin", "access_admin")],
}


def make_groups(organisation: Organisation) -> dict[str, Group]:
    """Every group of people.yaml, by its key, with its members and plain rights."""
    setup_editorial_groups()
    groups = {}
    for key, entry in read("people")["groups"].items():
        group, _made = Group.objects.get_or_create(name=OF_NEWS.get(key, entry["name"]))
        groups[key] = group
        for app_label, codename in MAY.get(key, []):
            group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
        join(group, entry, organisation)
    return groups


def join(group: Group, entry: dict, organisation: Organisation) -> None:
    """Make members of the people that the entry names, and of everybody in its department."""
    members = {organisation.people[key].pk for key in entry["members"]}
    if "department" in entry:
        department = organisation.departments[entry["department"]]
        members |= set(department.profiles.values_list("user_id", flat=True))
    new = members - set(group.user_set.values_list("pk", flat=True))
    if new:
        group.user_set.add(*new)


def join_departments(organisation: Organisation) -> None:
    """New colleagues enter the groups of their department."""
    for key, entry in read("people")["groups"].items():
        if "department" in entry:
            join(Group.objects.get(name=OF_NEWS.get(key, entry["name"])), entry, organisation)


def let_edit(group: Group, section: Page) -> None:
    """The group writes and publishes in this section, and nowhere else."""
    grant_pages(group, section, PUBLISH)
    grant_files(group, USE_FILES)
    grant_models(group, "wagtailadmin", ["access_admin"])


def restrict(page: Page, group: Group) -> None:
    """Only members of the group may read the page and what is below it."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([group])
