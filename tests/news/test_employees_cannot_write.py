"""A colleague without a task in the newsroom gets 403 on every address of the CMS: all of them, found by walking."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_factories import DocumentFactory, ImageFactory

from news.models import NewsPage, Topic
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db
ANYTHING = {"int": "1", "str": "x", "slug": "x", "path": "x/y", "uuid": "6a1f8fb0-6f1c-4d3a-9a55-0d9b1c1d8a11"}
# The way in and out, which everybody has.
OPEN = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset", "wagtailadmin_javascript_catalog"}


def addresses(resolver, prefix="") -> list[tuple[str, str]]:
    """Every (name, example address) below a resolver; parts of the address are filled in."""
    found = []
    for pattern in resolver.url_patterns:
        piece = example_of(pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern, prefix + piece)
        elif isinstance(pattern, URLPattern):
            found.append((pattern.name or "", prefix + piece))
    return found


def example_of(pattern) -> str:
    route = getattr(pattern.pattern, "_route", None)
    if route is None:
        return ""
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", ANYTHING.get(kind, "1")).replace(f"<{name}>", "x")
    return route


def cms_addresses() -> list[tuple[str, str]]:
    return [("/" + address, name) for name, address in addresses(get_resolver()) if address.startswith("cms/")]


def test_the_walk_finds_the_routes_of_the_cms():
    found = {address for address, _name in cms_addresses()}
    for route in ("/cms/pages/1/edit/", "/cms/images/1/delete/", "/cms/documents/multiple/add/", "/cms/planning/"):
        assert route in found
    assert len(found) > 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.slow
def test_an_employee_gets_403_everywhere_and_changes_nothing(bo, method):
    topic, page = TopicFactory(), publish(NewsPageFactory(live=False, title="Untouched"))
    image, document = ImageFactory(), DocumentFactory()
    before = (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count())
    client = signed_in(bo)
    for address, name in cms_addresses():
        if name in OPEN:
            continue
        answer = getattr(client, method)(address)
        assert answer.status_code == 403, f"{method} {address} ({name}) gave {answer.status_code}"
    for address in (
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/pages/{page.pk}/delete/",
        f"/cms/pages/add/news/newspage/{page.get_parent().pk}/",
        f"/cms/snippets/news/topic/edit/{topic.pk}/",
        f"/cms/images/{image.pk}/delete/",
        f"/cms/documents/delete/{document.pk}/",
    ):
        assert getattr(client, method)(address).status_code == 403, address
    assert (Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()) == before
    assert NewsPage.objects.get().title == "Untouched"
    assert Topic.objects.count() == 1


def test_a_writer_does_not_publish_delete_or_manage(newsroom, wim):
    page = publish(NewsPageFactory(live=False))
    client = signed_in(wim)
    topic = TopicFactory()
    for address in (
        f"/cms/pages/{page.pk}/unpublish/",
        f"/cms/pages/{page.pk}/delete/",
        f"/cms/snippets/news/topic/delete/{topic.pk}/",
        "/cms/snippets/news/topic/add/",
        "/cms/users/",
        "/cms/groups/",
    ):
        answer = client.post(address)
        assert answer.status_code in (302, 403), address
    page.refresh_from_db()
    assert page.live
    assert Topic.objects.count() == 1
