"""The weekly check: every link inside the site, no other host, in batches that can stop anywhere."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail_factories import DocumentFactory, ImageFactory

from news.linkcheck import running
from news.linkcheck.finding import Link, links_in_text, links_of
from news.linkcheck.judging import Judge
from news.linkcheck.running import check_links, next_batch
from news.models import LinkCheck, LinkProblem, Tool
from notifications.models import Notification
from tests.cast import signed_in
from tests.factories.news import (
    HowToPageFactory,
    InformationPageFactory,
    NewsPageFactory,
    SectionPageFactory,
    TopicFactory,
    publish,
    step,
)

pytestmark = pytest.mark.django_db
Kind = LinkProblem.Kind


def linking(*links: tuple, **fields):
    """A live page with these (page, url, text) links in a list of links."""
    value = [{"page": page, "url": url, "text": text, "description": ""} for page, url, text in links]
    body = [("links", {"title": "", "links": value})]
    return publish(InformationPageFactory(live=False, body=body, **fields))


def saying(html: str, **fields):
    return publish(InformationPageFactory(live=False, body=[("text", html)], **fields))


def found(page) -> list[tuple[str, str]]:
    """(what is wrong, words) of the links of one page, after a check."""
    check_links(at_once=True)
    problems = LinkProblem.objects.filter(page=page).exclude(kind=Kind.ORPHAN).order_by("pk")
    return [(problem.kind, problem.words) for problem in problems]


def test_links_in_rich_text_are_read_as_they_are_stored():
    html = (
        '<p><a linktype="page" id="4">One</a> <a linktype="document" id="5">Two <b>bold</b></a> <a href="/x/">3</a></p>'
    )
    assert links_in_text(html) == [Link("page", 4, "One"), Link("document", 5, "Two bold"), Link("address", "/x/", "3")]


def test_pages_that_are_gone_or_down(bo):
    gone, down = publish(InformationPageFactory(live=False)), publish(InformationPageFactory(live=False))
    fine = publish(InformationPageFactory(live=False))
    page = linking((gone, "", "Gone"), (down, "", "Down"), (fine, "", "Fine"))
    text = saying(f'<p><a linktype="page" id="{gone.pk}">Also gone</a> <a linktype="page" id="{fine.pk}">ok</a></p>')
    gone.delete()
    down.unpublish()
    assert found(page) == [(Kind.PAGE_GONE, "Gone"), (Kind.PAGE_DOWN, "Down")]
    assert found(text) == [(Kind.PAGE_GONE, "Also gone")]


def test_documents_and_images_that_are_gone():
    document, kept, image = DocumentFactory(), DocumentFactory(), ImageFactory()
    body = [
        ("documents", {"title": "Papers", "documents": [document, kept]}),
        ("image", {"image": image, "alt_text": "x", "decorative": False, "caption": ""}),
    ]
    page = publish(InformationPageFactory(live=False, body=body))
    document.delete()
    image.delete()
    assert found(page) == [(Kind.DOCUMENT_GONE, "Papers"), (Kind.IMAGE_GONE, "")]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/nothing/here/", Kind.ADDRESS),
        ("/people/", ""),
        ("/people", ""),
        ("/news/", ""),
        ("/tools/#tool-1", ""),
        ("/topics/food/", ""),
        ("/topics/nothing/", Kind.ADDRESS),
        ("/there/", ""),
        ("/there/#comments", ""),
        ("/there/#nowhere", Kind.ANCHOR),
        ("/there", ""),
        ("/down/", Kind.PAGE_DOWN),
        ("/old/", ""),
        ("http://localhost/nothing/", Kind.ADDRESS),
        ("http://localhost/there/", ""),
        ("https://elsewhere.example/nothing/", ""),
        ("mailto:bo@duinrand.example", ""),
        ("tel:4010", ""),
        ("#main", ""),
        ("#nowhere", Kind.ANCHOR),
        ("/steps/#step-2", ""),
        ("/steps/#step-3", Kind.ANCHOR),
        ("http://[broken", ""),
    ],
)
def test_addresses(address, wanted):
    TopicFactory(slug="food")
    publish(InformationPageFactory(live=False, slug="there"))
    publish(InformationPageFactory(live=False, slug="down")).unpublish()
    publish(HowToPageFactory(live=False, slug="steps", body=[step("One"), step("Two")]))
    Redirect.objects.create(old_path="/old", redirect_link="https://elsewhere.example/")
    assert Judge([Link("address", address)]).fault_of(Link("address", address), 1) == wanted


def test_redirects_and_tools_are_looked_at_too():
    down = publish(InformationPageFactory(live=False))
    down.unpublish()
    Redirect.objects.create(old_path="/old", redirect_page=down)
    Redirect.objects.create(old_path="/older", redirect_link="/nothing/here/")
    Tool.objects.create(name_nl="Weg", purpose_nl="x", address="/no/tool/")
    check_links(at_once=True)
    problems = LinkProblem.objects.filter(page=None).order_by("pk").values_list("words", "kind")
    assert list(problems) == [("/old", Kind.PAGE_DOWN), ("/older", Kind.ADDRESS), ("Weg", Kind.ADDRESS)]


def test_orphans_are_lasting_pages_that_nothing_leads_to():
    target, by_address = publish(InformationPageFactory(live=False)), publish(InformationPageFactory(live=False))
    linking((target, "", "x"))
    saying(f'<p><a href="{by_address.url}">x</a></p>')
    lonely = publish(InformationPageFactory(live=False, body=[]))
    itself = publish(InformationPageFactory(live=False, slug="itself", body=[("text", '<a href="/itself/">me</a>')]))
    filed = InformationPageFactory(live=False)
    filed.topics = [TopicFactory()]
    filed = publish(filed)
    news, section = publish(NewsPageFactory(live=False)), publish(SectionPageFactory(live=False))
    check_links(at_once=True)
    orphans = set(LinkProblem.objects.filter(kind=Kind.ORPHAN).values_list("page_id", flat=True))
    assert {lonely.pk, itself.pk, section.pk} <= orphans
    assert not orphans & {target.pk, by_address.pk, filed.pk, news.pk}


def test_links_of_how_to_pages_and_what_is_related_are_found():
    other = publish(InformationPageFactory(live=False))
    page = HowToPageFactory(live=False, body=[step("One", '<a href="/x/">y</a>')], related=[("page", other)])
    assert links_of(publish(page)) == [Link("address", "/x/", "y"), Link("page", other.pk)]


def test_no_other_host_is_asked(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection to another host")

    saying('<p><a href="https://elsewhere.example/">x</a></p>')
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    check_links(at_once=True)


def test_it_runs_once_a_week_and_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    broken = [saying('<p><a href="/nothing/">x</a></p>') for _n in range(5)]
    run = LinkCheck.objects.create()
    next_batch(run.pk)
    assert LinkCheck.objects.latest_finished() is None, "reports do not speak of half a check"
    check_links()
    assert LinkCheck.objects.get().finished_at is not None
    problems = LinkProblem.objects.filter(page__in=broken, kind=Kind.ADDRESS)
    assert problems.count() == 5, "no page twice, none left out"
    assert check_links() == 0
    assert check_links(timezone.now() + timedelta(days=8)) > 0
    assert LinkCheck.objects.count() == 1, "only the latest is kept"


def test_the_owner_hears_of_it_once_and_finds_it_among_the_own_pages(bo, emil):
    page = saying('<p><a href="/nothing/">my form</a></p>', owner=bo, review_every=12)
    check_links(at_once=True)
    check_links(at_once=True)
    assert list(Notification.objects.values_list("recipient", "kind", "total")) == [(bo.pk, "page_links", 1)]
    html = signed_in(bo).get("/pages/mine/").content.decode()
    assert "1 link leads nowhere" in html
    assert "my form" in html
    assert page.title not in signed_in(emil).get("/pages/mine/").content.decode()


def test_the_report_shows_only_pages_of_the_editor(newsroom, ada, sam):
    page = saying('<p><a href="/nothing/">my form</a></p>')
    check_links(at_once=True)
    html = signed_in(ada).get("/cms/reports/broken-links/").content.decode()
    assert page.title in html
    assert "Last check" in html
    assert signed_in(ada).get("/cms/reports/broken-links/check/").status_code == 405
    assert signed_in(ada).post("/cms/reports/broken-links/check/").status_code == 302
