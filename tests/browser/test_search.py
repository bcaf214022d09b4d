"""Finding things and keeping them, with the keyboard and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from search.rebuilding import rebuild
from tests.browser.conftest import WIDTHS
from tests.factories.news import InformationPageFactory, NewsPageFactory, TopicFactory


@pytest.fixture
def things(ada, bo):
    topic = TopicFactory(name_en="Cheese", name_nl="Kaas", slug="cheese")
    for number in range(8):
        NewsPageFactory(title=f"Cheese market {number}", slug=f"cheese-market-{number}", author=ada, topics=[topic])
    NewsPageFactory(title="Kaasmarkt en cheese", slug="kaasmarkt", author=ada, language="nl")
    InformationPageFactory(title="Cutting cheese", slug="cutting-cheese", language="en")
    rebuild()


def test_search_with_the_keyboard_alone(page: Page, inside, things, bo, console, axe):
    inside(bo, "/news/")
    page.keyboard.press("/")
    field = page.locator("#q")
    expect(field).to_be_focused()
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("cheese")
    listbox = page.get_by_role("listbox", name="Suggestions")
    expect(listbox).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("kring-typeahead p[role=status]").first).to_contain_text("suggestions")
    expect(page.locator("#q-popup [role=group]").first).to_have_attribute("aria-label", re.compile("."))
    axe(page)
    console.clear()  # what axe itself is refused by the policy
    page.keyboard.press("ArrowDown")
    active = page.locator("#q-popup [aria-selected=true]")
    expect(active).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", active.get_attribute("id"))
    page.keyboard.press("End")
    expect(active).to_have_text("All results for “cheese”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(active).to_have_attribute("id", "q-popup-0")
    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("cheese")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=cheese$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("for “cheese”")

    page.keyboard.press("Control+k")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("verm")
    expect(page.locator("#q-popup [role=option]").first).to_contain_text("Ada Vermeer")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\d+-ada-vermeer/$"))
    assert console == []


@pytest.mark.slow
def test_tab_leaves_the_field_and_closes_the_list(page: Page, inside, things, bo):
    inside(bo, "/news/")
    page.keyboard.press("Control+k")
    page.keyboard.type("cheese")
    expect(page.locator("#q-popup")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#q-popup")).to_be_hidden()
    expect(page.locator("#q")).not_to_be_focused()


@pytest.mark.slow
def test_earlier_searches_stay_in_this_browser_until_sign_out(page: Page, inside, things, bo):
    inside(bo, "/search/?q=cheese")
    page.locator("#q").fill("market")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile("q=market"))
    page.goto(page.url.split("/search/")[0] + "/people/")
    page.locator("#q").focus()
    expect(page.locator("#q-popup [role=option]").first).to_have_text("market")
    page.goto(page.url.split("/people/")[0] + "/search/")
    expect(page.locator("kring-recent li")).to_have_count(1)
    page.locator(".topbar .menu summary").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kring-recent'))") == []


@pytest.mark.slow
def test_the_sheet_of_choices_on_a_phone(page: Page, inside, things, bo, axe, console):
    page.set_viewport_size(WIDTHS["phone"])
    inside(bo, "/news/")
    page.get_by_role("link", name="Search people, news, pages").click()
    field = page.locator("#q-here")
    expect(field).to_be_focused()
    field.fill("cheese")
    field.press("Enter")
    page.locator("#refine-open").click()
    sheet = page.get_by_role("dialog", name="Refine")
    expect(sheet).to_be_visible()
    sheet.get_by_label("Information").check()
    expect(sheet.get_by_role("button", name="Show 1 result")).to_be_visible()
    expect(sheet.get_by_label("Information")).to_be_focused()
    expect(page).to_have_url(re.compile("kind=information"))
    axe(page)
    console.clear()
    sheet.get_by_role("button", name="Show 1 result").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#refine-open")).to_be_focused()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="Information remove this filter").click()
    expect(page.locator(".hit")).to_have_count(11)
    assert console == []


def test_a_choice_beside_the_results_keeps_its_focus(page: Page, inside, things, bo):
    inside(bo, "/search/?q=cheese")
    box = page.locator("#facet-language-nl")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator("#facet-language-nl")).to_be_focused()
    expect(page.locator("#facet-language-nl")).to_be_checked()
    expect(page.locator("#found-said")).to_have_text("1 result")


@pytest.mark.slow
def test_search_works_without_javascript(browser, live_server, things, bo):
    from django.conf import settings

    from tests.cast import signed_in

    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    cookie = signed_in(bo).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/news/")
    page.locator("#q").fill("cheese")
    page.locator("#q").press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator("#facet-kind-information").check()
    page.locator(".facets__go button").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.goto(f"{live_server.url}/news/cheese-market-1/")
    page.locator(".keep button").click()
    page.goto(f"{live_server.url}/saved/")
    expect(page.get_by_role("link", name="Cheese market 1")).to_be_visible()
    context.close()


def test_keep_be_reminded_remove_and_undo(page: Page, inside, things, bo, console):
    inside(bo, "/news/cheese-market-1/")
    page.locator("main").focus()
    page.keyboard.press("b")
    saved = page.locator(".keep summary")
    expect(saved).to_contain_text("Saved")
    saved.click()
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("We will remind you")
    page.goto(page.url.split("/news/")[0] + "/saved/")
    line = page.locator("#saved > li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("Reminder")
    page.get_by_role("button", name="Remove Cheese market 1 from my list").click()
    expect(page.locator(".saved li[id]")).to_have_count(0)
    expect(page.get_by_text("There is nothing on your list any more.")).to_be_visible()
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(line).to_contain_text("Reminder")
    assert console == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.slow
def test_search_and_the_list_are_accessible(page: Page, inside, things, bo, axe, width, language):
    from django.utils import timezone

    from activity.actions import remind, save
    from news.models import NewsPage

    bo.language = language
    bo.save()
    first, second = NewsPage.objects.all()[:2]
    save(first, by=bo)
    remind(second, timezone.now(), by=bo)
    page.set_viewport_size(WIDTHS[width])
    inside(bo, "/search/")
    origin = page.url.split("/search/")[0]
    expect(page.locator("html")).to_have_attribute("lang", language)
    for address in ("/search/", "/search/?q=cheese", "/search/?q=vermeer", "/search/?q=cheese&language=nl",
                    "/search/?q=qwrtz", "/search/?q=cheese&kind=people", "/saved/", f"/on/page/{first.pk}/saved/"):  # fmt: skip
        page.goto(origin + address)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{address} is {overflow} px too wide"
