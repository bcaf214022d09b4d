"""News for readers: who sees what, in what order, at what cost."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from access.rule import forget_reach
from news.models import NewsPage, ReadMark, UpdateNote
from tests.cast import signed_in
from tests.factories.news import (
    InformationPageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    SectionPageFactory,
    TopicFactory,
    news_index,
    publish,
    site_root,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def reader(bo) -> Client:
    return signed_in(bo)


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def closed_section(*people):
    """A section that only these people may read."""
    group = Group.objects.create(name="Works council")
    section = SectionPageFactory(title="Works council", slug="works-council")
    restriction = PageViewRestriction(page=section, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.add(group)
    for person in people:
        person.groups.add(group)
        forget_reach(person)
    return section


def many(number: int, **fields) -> list[NewsPage]:
    return [
        NewsPageFactory(title=f"Item {n:02}", first_published_at=NOW - timedelta(hours=n), **fields)
        for n in range(number)
    ]


# --- the list ---------------------------------------------------------------------------------------------------------
def test_an_empty_newsroom_says_so(reader):
    assert "There is no news for you yet" in text_of(reader, "/news/")


def titles_in(html: str) -> list[str]:
    """The headings of the items, in order."""
    return re.findall(r'<h[23][^>]*><a href="[^"]+">([^<]+)</a></h[23]>', html)


def older_link(html: str) -> str:
    found = re.search(r'href="(/news/\?before=[^"]+)"', html)
    return found[1] if found else ""


def test_newest_first_and_older_news_by_a_link_without_gaps_or_doubles(reader):
    same_moment = NOW - timedelta(days=9)
    many(15)
    for number in range(30):
        NewsPageFactory(title=f"Same moment {number:02}", first_published_at=same_moment)
    seen, url = [], "/news/"
    while url:
        html = text_of(reader, url)
        seen += titles_in(html)
        url = older_link(html)
    assert seen[:15] == [f"Item {n:02}" for n in range(15)]
    assert len(seen) == len(set(seen)) == 45


def test_older_news_comes_as_a_fragment_too(reader):
    many(25)
    older = older_link(text_of(reader, "/news/"))
    fragment = reader.get(older, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert titles_in(fragment) == [f"Item {n:02}" for n in range(20, 25)]


STRANGE = ["", "x", "1-", "-1", "1e400-3", "nan-1", "9" * 400, "0-0", "1.5-99999999999999999999", "%00"]


@pytest.mark.parametrize("before", STRANGE)
def test_a_strange_place_to_start_is_the_beginning(reader, before):
    many(2)
    assert "Item 00" in text_of(reader, f"/news/?before={before}")


def test_by_category_and_by_topic_in_the_address(reader):
    safety, heat = NewsCategoryFactory(name_en="Safety", slug="safety"), TopicFactory(name_en="Heat", slug="heat")
    NewsPageFactory(title="Hot and safe", category=safety, topics=[heat])
    NewsPageFactory(title="Only safe", category=safety)
    NewsPageFactory(title="Neither")
    assert "Neither" not in text_of(reader, "/news/?category=safety")
    both = text_of(reader, "/news/?category=safety&topic=heat")
    assert "Hot and safe" in both
    assert "Only safe" not in both
    assert "Neither" in text_of(reader, "/news/?category=no-such-thing&topic=%00")


def test_what_is_on_top_comes_first_and_leaves_once_read(reader, bo, ada):
    many(3)
    old = NOW - timedelta(days=9)
    lead = NewsPageFactory(title="The lead", first_published_at=old, slot=1, slot_until=NOW + timedelta(days=1))
    NewsPageFactory(title="Over", first_published_at=old, slot=2, slot_until=NOW - timedelta(days=1))
    assert titles_in(text_of(reader, "/news/"))[0] == "The lead"
    assert reader.get(lead.url).status_code == 200
    assert not ReadMark.objects.exists(), "reading a page by GET writes nothing"
    assert reader.post(f"/news/{lead.pk}/read-mark/").status_code == 204
    assert reader.post(f"/news/{lead.pk}/read-mark/").status_code == 204
    assert ReadMark.objects.count() == 1
    assert titles_in(text_of(reader, "/news/"))[0] == "Item 00"
    assert titles_in(text_of(signed_in(ada), "/news/"))[0] == "The lead"


def test_reading_what_is_not_on_top_leaves_no_trace(reader):
    (page,) = many(1)
    reader.post(f"/news/{page.pk}/read-mark/")
    assert not ReadMark.objects.exists()


def test_never_more_than_three_on_top(reader, bo):
    for number in range(5):
        NewsPageFactory(slot=number % 3 + 1, slot_until=NOW + timedelta(days=1))
    assert len(NewsPage.objects.lead_and_pinned(bo)) == 3


# --- who sees what ----------------------------------------------------------------------------------------------------
def test_closed_news_is_nowhere_for_outsiders(bo, dina):
    topic = TopicFactory(slug="secret-topic")
    section = closed_section(dina)
    page = publish(NewsPageFactory(parent=section, title="Bait word", live=False, topics=[topic]))
    outsider, member = signed_in(bo), signed_in(dina)
    for url in ("/news/", topic.get_absolute_url(), "/news/?topic=secret-topic"):
        assert "Bait word" in text_of(member, url)
        assert "Bait word" not in text_of(outsider, url)
    assert outsider.get(page.url).status_code == 404
    assert outsider.get(f"/pages/{page.pk}/").status_code == 404
    assert outsider.post(f"/news/{page.pk}/read-mark/").status_code == 404
    assert member.get(f"/pages/{page.pk}/").url == page.url


def test_missing_draft_and_closed_give_the_same_answer(bo, dina):
    section = closed_section(dina)
    closed = NewsPageFactory(parent=section, slug="closed")
    draft = NewsPageFactory(slug="draft", live=False)
    outsider = signed_in(bo)
    answers = {outsider.get(url).content for url in (draft.url, "/news/never-was/")}
    assert len(answers) == 1
    assert outsider.get(closed.url).status_code == outsider.get("/works-council/never/").status_code == 404


def test_a_link_to_a_closed_page_does_not_tell_its_name(bo, dina):
    closed = NewsPageFactory(parent=closed_section(dina), title="Sekret plan", slug="sekret-plan")
    body = [
        ("text", f'<p>See <a linktype="page" id="{closed.pk}">this</a>.</p>'),
        ("links", {"title": "More", "links": [{"page": closed, "url": "", "text": "", "description": ""}]}),
    ]
    page = publish(NewsPageFactory(title="Open", body=body, live=False))
    for_outsider = text_of(signed_in(bo), page.url)
    assert "ekret" not in for_outsider
    assert f'href="/pages/{closed.pk}/"' in for_outsider
    assert "Sekret plan" in text_of(signed_in(dina), page.url)


def test_a_card_leads_to_its_page_for_who_may_see_that_page(bo, dina):
    closed = NewsPageFactory(parent=closed_section(dina), title="Sekret plan", slug="sekret-plan")
    link = {"page": closed, "url": "", "text": "", "description": ""}
    body = [("card", {"title": "The plan", "text": "<p>Soon.</p>", "image": None, "link": link})]
    section = publish(SectionPageFactory(title="Plans", slug="plans", body=body, live=False))
    for_outsider = text_of(signed_in(bo), section.url)
    assert "The plan" in for_outsider
    assert "ekret" not in for_outsider
    assert f'<h2><a href="{closed.url}">The plan</a></h2>' in text_of(signed_in(dina), section.url)


def test_visitors_are_asked_to_sign_in():
    page = NewsPageFactory()
    for url in ("/news/", page.url, "/topics/x/", f"/pages/{page.pk}/"):
        assert Client().get(url).status_code == 302


# --- pages ------------------------------------------------------------------------------------------------------------
def test_a_news_item_shows_all_of_it(reader, ada):
    page = NewsPageFactory(
        title="Hall F opens", author=ada, category=NewsCategoryFactory(name_en="Production"), live=False,
        body=[("text", "<p>Six o'clock.</p>")], topics=[TopicFactory(name_en="Hall F")],
    )  # fmt: skip
    page.update_notes = [UpdateNote(text="A new time")]
    html = text_of(reader, publish(page).url)
    for words in (
        "Hall F opens",
        "Ada Vermeer",
        "Production",
        "Six o",
        "Hall F",
        "A new time",
        "1 min read",
        "What changed",
    ):
        assert words in html
    assert '<html lang="en"' in html


def test_an_information_page_names_its_owner_and_its_last_change(reader, ada):
    page = publish(InformationPageFactory(title="Leave", owner=ada, live=False, body=[("text", "<p>Ask Hana.</p>")]))
    html = text_of(reader, page.url)
    assert "keeps this page up to date" in html
    assert "Last changed on" in html


def test_a_section_shows_its_widgets(reader, cleo):
    news = NewsPageFactory(title="Fresh milk")
    body = [
        ("news_list", {"title": "Newest", "category": None, "topic": None, "only_here": False, "number": 3}),
        ("people", {"title": "Ask", "people": [cleo]}),
        ("links", {"title": "Quick", "links": [{"page": news, "url": "", "text": "", "description": ""}]}),
    ]
    html = text_of(reader, publish(SectionPageFactory(body=body, live=False)).url)
    for words in ("Newest", "Fresh milk", "Cleo Okafor", "Quick"):
        assert words in html


def test_an_index_elsewhere_lists_what_is_below_it(reader):
    section = SectionPageFactory()
    NewsPageFactory(parent=section, title="Of this section")
    NewsPageFactory(parent=news_index(), title="Of the house")
    assert "Of this section" in text_of(reader, "/news/")
    assert site_root().get_children().count() == 2


def test_a_topic_page_has_news_information_and_a_follow_button(reader):
    topic = TopicFactory(name_en="Water")
    NewsPageFactory(title="Wet news", topics=[topic])
    page = InformationPageFactory(title="Dry facts")
    page.topics.add(topic)
    page.save()
    html = text_of(reader, topic.get_absolute_url())
    assert "Wet news" in html
    assert "Dry facts" in html
    assert f"/on/topic/{topic.pk}/follow/" in html
    assert reader.get("/topics/no-such-topic/").status_code == 404


def test_gone_after_it_ended(reader):
    page = publish(NewsPageFactory(live=False))
    assert reader.get(page.url).status_code == 200
    page.unpublish(set_expired=True)
    assert reader.get(page.url).status_code == 404
    assert page.title not in text_of(reader, "/news/")
