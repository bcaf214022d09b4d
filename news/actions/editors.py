"""The groups of people who make the news, and how an item is approved."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from news.models import CommunicationApproval

COMMUNICATIONS = "Communications"
NEWS_WRITERS = "News writers"
WORKFLOW = "News approval"

WORDS = ("topic", "newscategory", "tool", "alert")
WRITE = ["add_page", "change_page"]
PUBLISH = [*WRITE, "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
USE_FILES = [
    ("files", "image", ["add", "choose"]),
    ("files", "document", ["add", "choose"]),
]
KEEP_FILES = [
    ("files", "image", ["add", "change", "delete", "choose"]),
    ("files", "document", ["add", "change", "delete", "choose"]),
]


def grant_pages(group: Group, page: Page, codenames: list[str]) -> None:
    """Let the group do these things with the page and everything below it."""
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def grant_files(group: Group, rights: list[tuple[str, str, list[str]]]) -> None:
    """Let the group use or keep the images and documents of every collection."""
    root = Collection.get_first_root_node()
    for app_label, model, verbs in rights:
        codenames = [f"{verb}_{model}" for verb in verbs]
        for permission in Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def grant_models(group: Group, app_label: str, codenames: list[str]) -> None:
    """Give the group plain rights."""
    group.permissions.add(*Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames))


@transaction.atomic
def setup_editorial_groups() -> tuple[Group, Group, Workflow]:
    """Make the groups Communications (write, approve, publish) and News writers (write and submit) and the workflow
    between them, for the whole site. May be run again; what an administrator added stays."""
    root = Site.objects.filter(is_default_site=True).first()
    start = root.root_page if root else Page.get_first_root_node()
    communications, _made = Group.objects.get_or_create(name=COMMUNICATIONS)
    writers, _made = Group.objects.get_or_create(name=NEWS_WRITERS)
    for group, pages, files in ((communications, PUBLISH, KEEP_FILES), (writers, WRITE, USE_FILES)):
        grant_pages(group, start, pages)
        grant_files(group, files)
        grant_models(group, "wagtailadmin", ["access_admin"])
    words = [f"{verb}_{model}" for verb in ("add", "change", "delete") for model in WORDS]
    grant_models(communications, "news", [*words, "change_caresettings"])
    return communications, writers, setup_workflow(start, communications)


def setup_workflow(start: Page, reviewers: Group) -> Workflow:
    """The approval of everything below `start` by these reviewers. A workflow that is set there already is kept."""
    task = CommunicationApproval.objects.filter(name=WORKFLOW, active=True).first()
    if task is None:
        task = CommunicationApproval.objects.create(name=WORKFLOW)
    task.groups.add(reviewers)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page=start, defaults={"workflow": workflow})
    return workflow
