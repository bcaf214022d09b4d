"""Every form that a page of the site or of the CMS shows, found there, in every field with bad input.

It sends strings of many categories to every field, mixed; with KRING_TESTS=full three times as many, and one field at a
time with the others as they should be. The numbers keep all of it within minutes.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Task, Workflow

from accounts import actions
from communities.actions import publish_post
from news.actions import COMMUNICATIONS, NEWS_WRITERS, setup_editorial_groups
from news.models import Alert, CareSettings, Tool
from people.models import Department, Location
from tests.cast import signed_in
from tests.comments.conftest import say
from tests.factories.news import (
    HowToPageFactory,
    InformationPageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    SectionPageFactory,
    TopicFactory,
    news_index,
    publish,
    step,
)
from tests.files.conftest import document, image, media  # noqa: F401
from tests.filling import EACH, Report, found, markup_of, quiet, try_form
from tests.found_forms import FoundForm, forms_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("patient")]
LINK = re.compile(r"""(?:href|data-url|data-src|hx-get)=["']([^"'\s>]+)""")
STARTS = ["/", "/news/", "/people/", "/people/me/edit/", "/account/settings/", "/account/2fa/", "/following/"]
STARTS += ["/notifications/", "/notifications/settings/", "/tools/", "/pages/mine/"]
STARTS += ["/catch-up/", "/following/proposals/"]
STARTS += ["/posts/", "/communities/"]
STARTS += ["/moderation/", "/moderation/complaints/"]
LEAVE_OUT = re.compile(r"/(static|cms|files|livez|readyz)\b")
# What StreamFields send, which scripts draw: an empty body.
BODY = {"body-count": "0", "related-count": "0"}


@pytest.fixture
def desk(sam, ada, wim, bo, image, document) -> dict:  # noqa: F811
    """One of everything that a form of the CMS can be about."""
    setup_editorial_groups()
    ada.groups.add(Group.objects.get(name=COMMUNICATIONS))
    wim.groups.add(Group.objects.get(name=NEWS_WRITERS))
    topic, category = TopicFactory(slug="food"), NewsCategoryFactory()
    news = publish(NewsPageFactory(title="Canteen", topics=[topic], category=category, author=ada, lead_image=image))
    waiting = NewsPageFactory(title="Waiting", live=False)
    waiting.save_revision(user=wim)
    state = waiting.get_workflow().start(waiting, wim).current_task_state
    publish_post(by=bo, type="question", title="Where is the salt?")
    redirect = Redirect.objects.create(old_path="/old", redirect_page=news)
    collection = Collection.get_first_root_node().add_child(name="Minutes")
    return {
        "news": news, "waiting": waiting, "state": state, "topic": topic, "category": category, "image": image,
        "section": SectionPageFactory(), "information": InformationPageFactory(), "index": news_index(),
        "document": document, "comment": say(news, bo), "redirect": redirect, "collection": collection,
        "department": Department.objects.create(name_nl="Bakkerij"), "location": Location.objects.create(name_nl="Hal"),
        "invitation": actions.invite("kees@duinrand.example", first_name="K", last_name="B", language="nl", by=sam),
        "user": bo, "group": Group.objects.get(name=COMMUNICATIONS), "workflow": Workflow.objects.first(),
        "task": Task.objects.first(),
        "howto": HowToPageFactory(body=[step("Open the lid")]),
        "tool": Tool.objects.create(name_nl="Planbord", purpose_nl="Je rooster", address="https://plan.example/"),
        "alert": Alert.objects.create(text_nl="Let op", ends_at=timezone.now() + timedelta(hours=1)),
        "care": CareSettings.load(),
    }  # fmt: skip


def addresses(area: str, on: dict) -> list[str]:
    """Pages of the CMS with a form, by what they are about."""
    root = on["index"].get_parent().pk
    pk = {name: thing.pk for name, thing in on.items()}
    match area:
        case "pages":
            lasting = [(kind, root) for kind in ("sectionpage", "informationpage")] + [("howtopage", pk["section"])]
            kinds = [("newspage", pk["index"]), *lasting]
            new = [f"pages/add/news/{kind}/{parent}/" for kind, parent in kinds]
            return new + [f"pages/{pk[name]}/edit/" for name in ("news", "section", "information", "howto", "index")]
        case "around pages":
            of_news = ("copy", "delete", "unpublish", "move", "privacy", "history", "usage", "workflow_history")
            more = [f"versions/{pk['news']}/", f"pages/{root}/privacy/", f"pages/{pk['section']}/delete/"]
            return [f"pages/{pk['news']}/{what}/" for what in of_news] + more
        case "reviews":
            steps = [f"pages/workflow/action/{pk['waiting']}/{what}/{pk['state']}/" for what in ("approve", "reject")]
            return [
                *steps, f"pages/workflow/confirm_cancellation/{pk['waiting']}/", "workflows/add/",
                f"workflows/edit/{pk['workflow']}/", f"workflows/tasks/edit/{pk['task']}/",
                "workflows/tasks/add/news/communicationapproval/", "workflows/task_chooser/",
            ]  # fmt: skip
        case "files":
            image, document = pk["image"], pk["document"]
            return [
                "images/add/", f"images/{image}/", f"images/{image}/delete/", f"images/{image}/generate_url/",
                f"images/chooser/{image}/select_format/", "images/chooser/", "documents/add/", "documents/chooser/",
                f"documents/edit/{document}/", f"documents/delete/{document}/", "collections/add/",
                f"collections/{pk['collection']}/", f"collections/{pk['collection']}/privacy/",
            ]  # fmt: skip
        case "people":
            organisation = [f"{name}/edit/{pk[name]}/" for name in ("department", "location")]
            return [
                "users/new/", f"users/edit/{pk['user']}/", "groups/new/", f"groups/edit/{pk['group']}/",
                "invitations/new/", f"invitations/edit/{pk['invitation']}/", f"invitations/delete/{pk['invitation']}/",
                f"profile/edit/{on['user'].profile.pk}/", "department/new/", "location/new/", *organisation, "account/",
            ]  # fmt: skip
        case _:
            topic, category = pk["topic"], pk["category"]
            return [
                "snippets/news/topic/add/", f"snippets/news/topic/edit/{topic}/", "snippets/news/newscategory/add/",
                f"snippets/news/newscategory/edit/{category}/", "redirects/add/", f"redirects/{pk['redirect']}/",
                "sites/new/", "break-glass/", "reports/parked/", "choose-external-link/", "choose-email-link/",
                "choose-phone-link/", "choose-anchor-link/", "embeds/chooser/", "snippets/news/tool/add/",
                "moderation/words/new/",
                f"snippets/news/tool/edit/{pk['tool']}/", f"snippets/news/tool/delete/{pk['tool']}/",
                "snippets/news/alert/add/", f"snippets/news/alert/edit/{pk['alert']}/",
                f"settings/news/caresettings/{pk['care']}/",
            ]  # fmt: skip


LISTS = (
    "", "pages/", "pages/search/", "images/", "documents/", "snippets/news/topic/", "snippets/news/newscategory/",
    "invitations/", "profile/", "department/", "location/", "users/", "groups/", "sites/", "redirects/", "collections/",
    "workflows/list/", "workflows/tasks/index/", "reports/site-history/", "reports/workflow/", "reports/locked/",
    "reports/workflow_tasks/", "reports/aging-pages/", "reports/page-types-usage/", "reports/comments/",
    "choose-page/", "choose-page/search/", "images/chooser/results/", "documents/chooser/results/",
    "person_chooser/results/", "snippets/choose/news/topic/results/", "snippets/choose/news/newscategory/results/",
    "reports/stale-pages/", "reports/ownerless-pages/", "reports/broken-links/", "reports/useful/", "reports/reach/",
    "snippets/news/tool/", "snippets/news/alert/", "planning/", "break-glass/",
    "tag-autocomplete/", "images/chooser/chosen-multiple/", "choose-page/chosen-multiple/",
    "documents/chooser/chosen-multiple/", "person_chooser/chosen-multiple/", "embeds/chooser/", "forms/",
)  # fmt: skip
PARAMETERS = ("q", "p", "page", "ordering", "locale", "collection_id", "tag", "id", "term", "page_type", "export",
              "_selected", "next", "url", "show", "layout", "match_subclass", "user_perms")  # fmt: skip


def once(forms: list[FoundForm], seen: set) -> Iterator[FoundForm]:
    """The forms that were not met before: the same fields at the same kind of address are one form."""
    for form in forms:
        key = (form.method, re.sub(r"\d+", "N", urlsplit(form.action).path), tuple(sorted(form.values)))
        if key not in seen and form.names:
            seen.add(key)
            yield form


def try_page(report: Report, clients: list[Client], url: str, seen: set) -> None:
    """Every form of one page. The form of a page of the CMS is heavy; it is sent as a draft and for publication."""
    heavy = bool(re.search(r"/pages/(add/|\d+/edit)", url))
    for form in once(found(report, clients[0], url), seen):
        for extra in (BODY, BODY | {"action-publish": "1"}) if heavy and form.method == "post" else ({},):
            try_form(
                report, clients, form, rounds=(4 if heavy else 12) // EACH, each=EACH == 1 and not heavy, extra=extra
            )


@pytest.fixture
def administrators(sam) -> list[Client]:
    """One who reads English and one who reads Dutch."""
    sanne = type(sam).objects.create_superuser("sanne@duinrand.example", "x", first_name="Sanne", language="nl")
    return [signed_in(sam), signed_in(sanne)]


@pytest.fixture
def colleagues(bo, emil) -> list[Client]:
    """The same for people who work here."""
    type(emil).objects.filter(pk=emil.pk).update(language="nl")
    return [signed_in(bo), signed_in(emil)]


@pytest.mark.parametrize("area", ["pages", "around pages", "reviews", "files", "people", "words"])
def test_forms_of_the_cms(report, administrators, desk, area):
    seen: set = set()
    for address in addresses(area, desk):
        try_page(report, administrators, f"/cms/{address}", seen)


def test_lists_of_the_cms(report, administrators, desk):
    seen: set = set()
    for address in LISTS:
        form = FoundForm(f"/cms/{address}", values={name: [] for name in PARAMETERS})
        try_form(report, administrators, form, rounds=6 // EACH, each=False)
        response = quiet(administrators[0]).get(form.action)
        for shown in once(forms_of(markup_of(response), form.action), seen):
            try_form(report, administrators, shown, rounds=6 // EACH, each=False)


def test_forms_of_the_site(report, colleagues, desk):
    """Found by walking: whatever form a colleague meets within so many pages."""
    seen: set = set()
    for url in walk(colleagues[0], most=60):
        for form in once(found(report, colleagues[0], url), seen):
            try_form(report, colleagues, form, rounds=12 // EACH, each=EACH == 1)
    assert len(seen) > 12, "the walk led nowhere"


def walk(client: Client, *, most: int) -> Iterator[str]:
    """Addresses of pages that link to each other, two of a kind."""
    waiting, kinds, met = deque(STARTS), Counter(), set()
    while waiting and most:
        url = waiting.popleft()
        kind = re.sub(r"\d+", "N", url.split("?")[0])
        if url in met or kinds[kind] > 1 or not url.startswith("/") or LEAVE_OUT.match(url):
            continue
        met.add(url)
        kinds[kind] += 1
        response = quiet(client).get(url)
        if response.status_code == 200 and not response.streaming:
            most -= 1
            yield url
            for link in LINK.findall(response.content.decode().replace("&amp;", "&")):
                waiting.append(urldefrag(urljoin(url, link)).url)
