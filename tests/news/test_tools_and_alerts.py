"""Tools and alerts: for everybody or for groups, in both languages, and at their time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.alerts import alerts_for, forget_kept
from news.entries import ToolEntry
from news.models import Alert, AlertDismissal, Tool
from news.models.tool import check_address
from tests.bad_inputs import BAD_STRINGS, as_sent, assert_calm
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(dina) -> Group:
    board = Group.objects.create(name="Board")
    dina.groups.add(board)
    return board


def tool(name: str = "Planbord", groups: list | None = None, **fields) -> Tool:
    made = Tool(
        **{"name_nl": name, "purpose_nl": "Je rooster", "address": "https://plan.example/"} | fields,
        for_everyone=groups is None,
    )
    made.groups.set(groups or [])
    made.save()
    return made


def alert(text: str = "Let op", groups: list | None = None, starts: int = -5, ends: int = 60, **fields) -> Alert:
    now = timezone.now()
    made = Alert(
        text_nl=text,
        starts_at=now + timedelta(minutes=starts),
        ends_at=now + timedelta(minutes=ends),
        for_everyone=groups is None,
        **fields,
    )
    made.groups.set(groups or [])
    made.save()
    forget_kept()
    return made


# --- tools ------------------------------------------------------------------------------------------------------------


def test_each_reader_sees_the_tools_within_reach(bo, dina, board):
    tool("Planbord")
    tool("Stuurcijfers", groups=[board])
    assert "Stuurcijfers" in signed_in(dina).get("/tools/").content.decode()
    mine = signed_in(bo).get("/tools/?q=stuur").content.decode()
    assert "No tool has this word" in mine
    assert "Planbord" in signed_in(bo).get("/tools/").content.decode()


def test_a_tool_without_a_choice_or_whose_group_is_gone_is_nobodys(bo, dina, board):
    lost, empty = tool("Verloren", groups=[board]), tool("Leeg", groups=[])
    board.delete()
    for reader in (bo, dina):
        html = signed_in(reader).get("/tools/").content.decode()
        assert "Verloren" not in html
        assert "Leeg" not in html
    lost.refresh_from_db()
    lost.save()
    assert not Tool.objects.visible_to(dina).exists(), "not open to all by being saved again"
    assert empty.audience_id != 1


def test_leaving_the_group_takes_the_tool_away_at_once(dina, board):
    tool("Stuurcijfers", groups=[board])
    dina.groups.remove(board)
    assert "Stuurcijfers" not in signed_in(dina).get("/tools/").content.decode()


def test_they_stand_from_a_to_z_by_the_name_in_the_readers_language(bo):
    tool("Zaalboeker", name_en="Booker")
    tool("Aanvraag", name_en="Request")
    html = signed_in(bo).get("/tools/").content.decode()
    assert html.index("Booker") < html.index("Request")
    bo.language = "nl"
    bo.save()
    html = signed_in(bo).get("/tools/").content.decode()
    assert html.index("Aanvraag") < html.index("Zaalboeker")


@pytest.mark.parametrize("word", ["planbord", "ROSTER", "diensten", "je roos", "bord roster"])
def test_a_tool_is_found_by_any_of_its_words(bo, word):
    tool("Planbord", purpose_en="Your roster", also_called="diensten, verlof")
    tool("Webmail", purpose_nl="Je post")
    html = signed_in(bo).get("/tools/", {"q": word}).content.decode()
    assert "Planbord" in html
    assert "Webmail" not in html


def test_what_opens_elsewhere_says_so_and_lets_go(bo):
    tool("Planbord")
    tool("Mensen", address="/people/")
    html = signed_in(bo).get("/tools/").content.decode()
    assert 'href="https://plan.example/" target="_blank" rel="noopener noreferrer"' in html
    assert html.count("(opens in a new tab)") == 1


@pytest.mark.parametrize("address", ["https://x.example/a?b=c", "http://intern/", "/people/", "/a/b?c#d"])
def test_an_address_is_on_the_web_or_on_this_site(address):
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//x.example",
        "data:text/html,x",
        "ftp://x/",
        "x",
        "https://",
        "https://a b/",
        "/\\x",
        "/ a",
    ],
)
def test_other_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        check_address(address)


def test_the_list_costs_the_same_for_many_tools(bo):
    client, costs = signed_in(bo), []
    for number in (2, 12):
        for n in range(number):
            tool(f"Tool {number} {n}")
        client.get("/tools/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/tools/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_search_gets_both_names_and_the_audience(board):
    made = tool("Stuurcijfers", groups=[board], name_en="Steering figures", also_called="KPI, cijfers")
    written = ToolEntry().write(made)
    assert (written.title, written.audience_id) == ("Stuurcijfers", made.audience_id)
    assert written.other_names == ("Steering figures", "KPI", "cijfers")


def test_an_editor_makes_a_tool_in_the_cms(newsroom, ada, board):
    client = signed_in(ada)
    data = {"name_nl": "Kaasboek", "purpose_nl": "Recepten", "address": "https://k.example/", "icon": "link",
            "name_en": "", "purpose_en": "", "also_called": "", "groups": [board.pk]}  # fmt: skip
    assert client.post("/cms/snippets/news/tool/add/", data).status_code == 302
    assert Tool.objects.get().audience.key == f"groups:{board.pk}"
    wrong = client.post("/cms/snippets/news/tool/add/", data | {"address": "javascript:alert(1)"})
    assert "Give a full address" in wrong.content.decode()
    assert "Recepten" in wrong.content.decode()


# --- alerts -----------------------------------------------------------------------------------------------------------


def test_an_alert_stands_on_every_page_in_its_time_for_who_it_is_for(bo, dina, board):
    alert("Voor iedereen", text_en="For all")
    alert("Voor het bestuur", groups=[board])
    alert("Pas straks", starts=60, ends=90)
    alert("Voorbij", starts=-90, ends=-60)
    for address in ("/", "/news/", "/people/", "/tools/", "/account/settings/"):
        html = signed_in(bo).get(address).content.decode()
        assert "For all" in html, address
        assert not [word for word in ("Voor het bestuur", "Pas straks", "Voorbij") if f"{word}<" in html]
    assert "Voor het bestuur" in signed_in(dina).get("/").content.decode()


def test_it_begins_and_ends_without_anybody_doing_something(bo):
    made = alert(starts=2, ends=20)
    now = timezone.now()
    assert alerts_for(bo, now) == []
    assert [banner.pk for banner in alerts_for(bo, now + timedelta(minutes=3))] == [made.pk]
    assert alerts_for(bo, now + timedelta(minutes=21)) == []


def test_the_gravest_stands_first_and_is_announced(bo):
    alert("Info")
    alert("Brand", severity=Alert.Severity.CRITICAL)
    html = signed_in(bo).get("/").content.decode()
    assert html.index("Brand") < html.index("Info")
    assert 'role="alert"' in html
    assert "Important:" in html, "the word says what the colour says"


def test_a_person_puts_it_away_and_takes_it_back(bo, emil):
    made = alert("Kantine dicht")
    client = signed_in(bo)
    assert client.post(f"/alerts/{made.pk}/dismissal/").status_code == 303
    assert client.post(f"/alerts/{made.pk}/dismissal/").status_code == 303
    assert AlertDismissal.objects.count() == 1
    assert "Kantine dicht" not in client.get("/").content.decode()
    assert "Kantine dicht" in signed_in(emil).get("/").content.decode()
    client.post(f"/alerts/{made.pk}/dismissal/", {"_method": "DELETE"})
    assert "Kantine dicht" in client.get("/").content.decode()


def test_with_htmx_it_goes_and_offers_to_undo(bo):
    made = alert()
    answer = signed_in(bo).post(f"/alerts/{made.pk}/dismissal/", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "Undo" in html
    assert "<span hidden></span>" in html, "something to put in its place"
    assert 'class="alert' not in answer.content.decode()


def test_a_critical_one_stays(bo):
    made = alert("Brand", severity=Alert.Severity.CRITICAL)
    assert signed_in(bo).post(f"/alerts/{made.pk}/dismissal/").status_code == 403
    assert f"/alerts/{made.pk}/dismissal/" not in signed_in(bo).get("/").content.decode()


def test_one_that_is_not_for_this_person_cannot_be_put_away(bo, board):
    assert signed_in(bo).post(f"/alerts/{alert(groups=[board]).pk}/dismissal/").status_code == 404


def test_nobody_is_led_away_after_putting_it_away(bo):
    made = alert()
    answer = signed_in(bo).post(f"/alerts/{made.pk}/dismissal/", {"next": "https://x.example/"})
    assert answer.headers["Location"] == "/"


def test_without_alerts_a_page_asks_nothing(bo):
    client = signed_in(bo)
    client.get("/tools/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/tools/")
    assert not [query["sql"] for query in queries if query["sql"].startswith('SELECT "news_alert')]


def test_an_open_page_asks_whether_something_changed(bo):
    client = signed_in(bo)
    assert client.get("/alerts/", {"known": "none"}).status_code == 204
    alert("Kantine dicht")
    answer = client.get("/alerts/", {"known": "none"})
    assert "Kantine dicht" in answer.content.decode()
    known = answer.content.decode().split('data-known="')[1].split('"')[0]
    assert client.get("/alerts/", {"known": known}).status_code == 204


def test_its_link_tells_nobody_the_address_of_a_page(bo):
    page = publish(InformationPageFactory(live=False, slug="a-telling-address"))
    alert(link_page=page, link_text_nl="Lees verder")
    html = signed_in(bo).get("/").content.decode()
    assert f'href="/pages/{page.pk}/"' in html
    assert "a-telling-address" not in html


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": timezone.now() - timedelta(days=1)}, "ends_at"),
        ({"link_address": "https://x.example/"}, "link_text_nl"),
        ({"link_address": "javascript:alert(1)", "link_text_nl": "x"}, "link_address"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(wrong, field):
    made = Alert(**{"text_nl": "x", "ends_at": timezone.now() + timedelta(days=1), "audience_id": 1} | wrong)
    with pytest.raises(ValidationError) as problem:
        made.full_clean(exclude=["audience"])
    assert field in problem.value.message_dict


def test_the_cms_lists_them_with_their_state_and_shows_a_preview(newsroom, ada):
    made = alert("Straks", starts=60, ends=90, text_en="Soon")
    client = signed_in(ada)
    assert "Planned" in client.get("/cms/snippets/news/alert/").content.decode()
    url = f"/cms/snippets/news/alert/preview/{made.pk}/"
    starts, ends = (timezone.localtime(at).strftime("%Y-%m-%d %H:%M") for at in (made.starts_at, made.ends_at))
    data = {"severity": "2", "text_nl": "Storm", "text_en": "Gale", "starts_at": starts, "ends_at": ends,
            "for_everyone": "on"}  # fmt: skip
    client.post(url, data)
    html = client.get(url).content.decode()
    assert "Gale" in html
    assert "Storm" in html, "in both languages"


@pytest.mark.slow
def test_the_forms_survive_every_bad_string(newsroom, ada):
    client = signed_in(ada)
    client.raise_request_exception = False
    fields = {
        "tool": ["name_nl", "purpose_nl", "address", "icon", "also_called", "groups"],
        "alert": ["text_nl", "text_en", "severity", "starts_at", "ends_at", "link_page", "link_address", "groups"],
    }
    for model, names in fields.items():
        for category, texts in BAD_STRINGS.items():
            sent = {name: as_sent(texts[index % len(texts)])[:20000] for index, name in enumerate(names)}
            assert_calm(client.post(f"/cms/snippets/news/{model}/add/", sent), f"{model} {category}")
    for category, texts in BAD_STRINGS.items():
        assert_calm(client.get("/tools/", {"q": as_sent(texts[0])[:5000]}), category)
        assert_calm(client.get("/alerts/", {"known": as_sent(texts[0])[:5000]}), category)
