"""How-to pages: steps with places of their own, what you need, what is related, and whether it helped."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page, PageViewRestriction
from wagtail_factories import ImageFactory

from news.actions import answer_useful, forget_old_answers, take_back_answer
from news.blocks import HowToBlock
from news.models import HowToPage, Tool, UsefulAnswer
from news.models.page_care import months_later
from tests.bad_inputs import BAD_STRINGS, as_sent, assert_calm
from tests.cast import person, signed_in
from tests.factories.news import HowToPageFactory, InformationPageFactory, publish, step

pytestmark = pytest.mark.django_db


def howto(**fields) -> HowToPage:
    body = [
        ("needs", {"items": ["A pen", "Ten minutes"]}),
        step("Open the lid", "<p>Turn it <b>left</b>.</p>", "Not too far."),
        ("callout", {"kind": "tip", "title": "", "text": "<p>Breathe.</p>"}),
        step("Close the lid"),
    ]
    return publish(HowToPageFactory(live=False, **{"body": body} | fields))


def restrict(page: Page, group: Group) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS).groups.add(group)


def test_steps_are_numbered_and_each_has_an_address(bo):
    html = signed_in(bo).get(howto().url).content.decode()
    assert 'id="step-1"' in html
    assert 'id="step-2"' in html
    assert 'id="step-3"' not in html, "only steps count"
    assert html.index("A pen") < html.index("Open the lid") < html.index("Breathe.") < html.index("Close the lid")
    assert "Not too far." in html


def test_a_picture_of_a_step_is_described_or_decoration():
    block = HowToBlock().child_blocks["step"]
    value = {"title": "Look", "text": None, "image": ImageFactory(), "alt_text": "", "decorative": False, "note": ""}
    with pytest.raises(StructBlockValidationError) as problem:
        block.clean(block.to_python(value | {"image": value["image"].pk, "text": ""}))
    assert "alt_text" in problem.value.block_errors


def test_related_things_are_those_within_reach(bo, dina):
    board = Group.objects.create(name="Board")
    dina.groups.add(board)
    closed, open_page = publish(InformationPageFactory(live=False)), publish(InformationPageFactory(live=False))
    restrict(closed, board)
    secret = Tool(name_nl="Geheim", purpose_nl="x", address="https://secret.example/", for_everyone=False)
    secret.groups.set([board])
    secret.save()
    tool = Tool.objects.create(name_nl="Planbord", purpose_nl="x", address="https://plan.example/")
    page = howto(related=[("page", closed), ("page", open_page), ("tool", secret), ("tool", tool)])
    mine, hers = (signed_in(reader).get(page.url).content.decode() for reader in (bo, dina))
    assert open_page.title in mine
    assert "Planbord" in mine
    assert closed.title not in mine
    assert "Geheim" not in mine
    assert closed.title in hers
    assert "Geheim" in hers


def test_a_long_page_costs_as_much_as_a_short_one(bo):
    costs = []
    for number in (2, 12):
        page = howto(body=[step(f"Step {n}", "<p>Do.</p>") for n in range(number)])
        client = signed_in(bo)
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        costs.append(len(queries))
    assert costs[0] == costs[1]


# --- was this useful? -------------------------------------------------------------------------------------------------


def test_one_answer_per_person_that_can_be_changed_and_taken_back(bo):
    page = howto()
    answer_useful(page, True, by=bo)
    answer_useful(page, False, reason="The lid has no left.", by=bo)
    answer = UsefulAnswer.objects.get()
    assert (answer.is_useful, answer.reason) == (False, "The lid has no left.")
    answer_useful(page, True, reason="Never mind", by=bo)
    assert UsefulAnswer.objects.get().reason == "", "a reason goes with a no"
    assert take_back_answer(page, by=bo)
    assert not UsefulAnswer.objects.exists()


def test_an_answer_cannot_be_traced_to_a_person(bo, cleo):
    page, other = howto(), howto()
    for thing in (page, other):
        for reader in (bo, cleo):
            answer_useful(thing, False, by=reader)
    rows = UsefulAnswer.objects.all()
    assert len({row.token for row in rows}) == 4, "not even the same person on two pages"
    assert all(row.month == timezone.localdate().replace(day=1) for row in rows)
    assert {field.name for field in UsefulAnswer._meta.fields} == {
        "id",
        "page",
        "token",
        "is_useful",
        "reason",
        "month",
    }


def test_without_scripts_a_no_asks_why_and_thanks(bo):
    page, client = howto(), signed_in(bo)
    answer = client.post(f"/pages/{page.pk}/useful/", {"useful": "no"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page.url}#useful")
    html = client.get(page.url).content.decode()
    assert "What was missing or unclear?" in html
    client.post(f"/pages/{page.pk}/useful/", {"useful": "no", "reason": "Which lid?"})
    html = client.get(page.url).content.decode()
    assert "The owner of this page reads it" in html
    assert "Which lid?" in html, "to be changed"
    client.post(f"/pages/{page.pk}/useful/", {"useful": "no"})
    assert UsefulAnswer.objects.get().reason == "Which lid?", "a second press of the button loses nothing"
    client.post(f"/pages/{page.pk}/useful/", {"_method": "DELETE"})
    assert not UsefulAnswer.objects.exists()


def test_with_htmx_the_same_box_comes_back(bo):
    page = howto()
    answer = signed_in(bo).post(f"/pages/{page.pk}/useful/", {"useful": "no"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.lstrip().startswith("<section")
    assert "What was missing" in html


def test_a_reason_that_is_too_long_is_given_back(bo):
    page, text = howto(), "x" * 501
    answer = signed_in(bo).post(f"/pages/{page.pk}/useful/", {"useful": "no", "reason": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "at most 500 characters" in answer.content.decode()
    assert not UsefulAnswer.objects.exists()


def test_a_reason_survives_every_bad_string(bo):
    page, client = howto(), signed_in(bo)
    client.raise_request_exception = False
    for category, texts in BAD_STRINGS.items():
        for field in ("reason", "useful"):
            sent = {"useful": "no", "reason": "x"} | {field: as_sent(texts[len(field) % len(texts)])}
            assert_calm(client.post(f"/pages/{page.pk}/useful/", sent), f"{field} {category}")


def test_the_owner_and_editors_read_counts_and_reasons_without_names(newsroom, ada, bo, cleo, emil):
    page = howto(owner=cleo, review_every=12)
    answer_useful(page, False, reason="Which lid?", by=bo)
    answer_useful(page, True, by=person("Another", "Reader"))
    for reader in (cleo, ada):
        html = signed_in(reader).get(f"/pages/{page.pk}/useful/").content.decode()
        assert "1 reader found it useful" in html
        assert "Which lid?" in html
        assert "Bo Jansen" not in html
    assert "Which lid?" not in signed_in(emil).get(f"/pages/{page.pk}/useful/").content.decode()
    report = signed_in(ada).get(reverse("news_useful_report")).content.decode()
    assert page.title in report
    assert "Bo" not in report.split("<tbody>")[1].split("</tbody>")[0]


def test_a_closed_page_takes_no_answer(bo):
    page = howto()
    restrict(page, Group.objects.create(name="Board"))
    client = signed_in(bo)
    assert client.get(f"/pages/{page.pk}/useful/").status_code == 404
    assert client.post(f"/pages/{page.pk}/useful/", {"useful": "yes"}).status_code == 404
    other = publish(InformationPageFactory(live=False))
    assert client.get(f"/pages/{other.pk}/useful/").status_code == 404, "only how-to pages ask"


def test_answers_are_forgotten_after_a_year_and_a_half(bo, cleo):
    page = howto()
    answer_useful(page, True, by=bo)
    answer_useful(page, True, by=cleo)
    old = months_later(timezone.localdate().replace(day=1), -19)
    UsefulAnswer.objects.filter(pk=UsefulAnswer.objects.first().pk).update(month=old)
    assert forget_old_answers() == 1
    assert UsefulAnswer.objects.count() == 1
