"""Bodies of pages as no editing form sends them: StreamField data that is malformed, doubled or of a wrong type.

Whatever is sent, the answer is a saved draft or the form again; and what was saved shows to the editor and to a reader.
"""

# ruff: noqa: E501  what editing forms send has long lines

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from news.actions import COMMUNICATIONS, setup_editorial_groups
from news.models import NewsPage
from tests.bad_inputs import BAD_STRINGS
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, SectionPageFactory, publish
from tests.filling import CATEGORIES, EACH, Report, pick, quiet, undone

pytestmark = [pytest.mark.django_db, pytest.mark.logs_errors]  # Wagtail logs what it leaves out of rich text
TITLES = {"title": "Canteen", "slug": "canteen", "teaser": "Soup.", "language": "en", "go_live_at": "", "expire_at": ""}
FORMSETS = {"update_notes": inline_formset([]), "comments": inline_formset([])}
PRESSES: tuple[dict, ...] = ({}, {"action-publish": "1"})
RAW = (
    '{"blocks":[{"key":"a","text":"x","type":"%s","depth":%s,"inlineStyleRanges":%s,"entityRanges":%s}],"entityMap":%s}'
)
RICH = (
    "", "null", "[]", "{}", "1", '"x"', "{", '{"blocks":[],"entityMap":[]}', '{"blocks":[null],"entityMap":{}}',
    '{"blocks":[{}],"entityMap":{}}', RAW % ("atomic", 0, "[]", "[]", "{}"), RAW % ("nonsense", 0, "[]", "[]", "{}"),
    RAW % ("unordered-list-item", 99, "[]", "[]", "{}"), RAW % ("unordered-list-item", -1, "[]", "[]", "{}"),
    RAW % ("unstyled", '"x"', "[]", "[]", "{}"), RAW % ("unstyled", 0, "null", "null", "null"),
    RAW % ("unstyled", 0, '[{"offset":-5,"length":99,"style":"BOLD"}]', "[]", "{}"),
    RAW % ("unstyled", 0, '[{"offset":0,"length":1,"style":"EVIL"}]', "[]", "{}"),
    RAW % ("unstyled", 0, "[]", '[{"key":7,"offset":0,"length":1}]', "{}"),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:kring()"}}}'),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"LINK","mutability":"MUTABLE","data":{"id":"x","parentId":null}}}'),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"LINK","mutability":"MUTABLE","data":null}}'),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"IMAGE","mutability":"MUTABLE","data":{"id":"-1","format":"x"}}}'),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"EMBED","mutability":"MUTABLE","data":{"url":"file:///etc/passwd"}}}'),
    RAW % ("unstyled", 0, "[]", '[{"key":0,"offset":0,"length":1}]', '{"0":{"type":"DOCUMENT","mutability":"MUTABLE","data":{"id":1e999}}}'),
    '{"blocks":[{"key":"a","text":"a","text":"b","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
    "[" * 2000, '{"a":' * 2000,
)  # fmt: skip
TABLES = (
    "", "null", "[]", "{}", "1", '{"data":null}', '{"data":[]}', '{"data":[[]]}', '{"data":[[1,null],[{}]]}',
    '{"data":"x","cell":{}}', '{"data":[["a"]],"cell":[{"row":"x","col":null}],"mergeCells":[{"row":0,"col":0,"rowspan":1e9,"colspan":-1}]}',
    '{"data":[["<script>kring()</script>"]],"first_row_is_table_header":"x","table_header_choice":"y","table_caption":5}',
    json.dumps({"data": [["x"] * 400] * 50, "cell": [], "first_row_is_table_header": True}), "[" * 2000,
)  # fmt: skip
BLOCKS: dict[str, dict] = {
    "text": {},
    "image": {"image": "", "alt_text": "", "decorative": "", "caption": ""},
    "gallery": {"title": "", "images-count": "1", "images-0-value-image": "", "images-0-order": "0", "images-0-deleted": "", "images-0-type": "x", "images-0-id": ""},
    "video": {"document": "", "url": "", "title": "", "transcript": ""},
    "quote": {"text": "", "attribution": "", "role": ""},
    "callout": {"kind": "", "title": "", "text": ""},
    "table": {"caption": "", "table": ""},
    "people": {"title": "", "people-count": "1", "people-0-value": "", "people-0-order": "0", "people-0-deleted": "", "people-0-id": ""},
    "documents": {"title": "", "documents-count": "1", "documents-0-value": "", "documents-0-order": "0", "documents-0-deleted": "", "documents-0-id": ""},
    "links": {"title": "", "links-count": "1", "links-0-value-page": "", "links-0-value-url": "", "links-0-value-text": "", "links-0-value-description": "", "links-0-order": "0", "links-0-deleted": "", "links-0-id": ""},
}  # fmt: skip


@pytest.fixture
def editor(ada) -> Client:
    setup_editorial_groups()
    ada.groups.add(Group.objects.get(name=COMMUNICATIONS))
    return signed_in(ada)


@pytest.fixture
def news(db) -> NewsPage:
    return publish(NewsPageFactory(title="Canteen", slug="canteen"))


def save(report: Report, client: Client, page, body: dict, what: str) -> None:
    """Send this body, as a draft and for publication; then look at it as an editor and as a reader do."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for press in PRESSES:
        with undone():
            data = nested_form_data(TITLES | FORMSETS) | body | press
            answer = quiet(client).post(url, data)
            report.check(answer, f"{what} {press}")
            if answer.status_code == 302:  # it was taken: then it shows
                report.check(quiet(client).get(url), f"the form after {what} {press}")
                report.check(quiet(client).get(page.get_url()), f"the page after {what} {press}")


def one_block(kind: str, /, **values) -> dict:
    """What the form sends for a body of one block; `values` replace what its fields hold."""
    row = {"body-count": "1", "body-0-type": kind, "body-0-order": "0", "body-0-deleted": "", "body-0-id": ""}
    return row | {f"body-0-value-{name}": value for name, value in (BLOCKS.get(kind, {}) | values).items()}


@pytest.mark.slow
def test_rows_of_a_body_that_are_none(report, editor, news):
    good = nested_form_data({"body": streamfield([("text", rich_text("<p>Soup</p>"))])})
    for name in ("body-count", "body-0-type", "body-0-order", "body-0-deleted", "body-0-id"):
        for category in CATEGORIES[::3]:
            text = pick(f"row {name}", category, 0)[: 10**5]
            save(report, editor, news, good | {name: text}, f"{name} {category} {text[:30]!r}")
    odd = [
        {"body-count": "-1"}, {"body-count": "3"}, {"body-0-type": "no_such_block"}, {"body-0-order": "x"}, {},
        {"body-count": "2", "body-1-type": "text", "body-1-order": "0", "body-1-deleted": "", "body-1-id": "same",
         "body-0-id": "same", "body-1-value": good["body-0-value"]},
    ]  # fmt: skip
    for number, change in enumerate(odd):
        save(report, editor, news, good | change, f"odd {number} {change}")
    save(report, editor, news, {"body": "[]"}, "a body that is no form")


@pytest.mark.parametrize("kind", list(BLOCKS))
def test_values_of_every_block(report, editor, news, kind, thorough):
    names = list(BLOCKS[kind])
    for turn in range(0, len(CATEGORIES), EACH) if thorough else range(2):
        values = {
            name: pick(f"{kind} {name}", CATEGORIES[(turn + place * 5) % 24], 0) for place, name in enumerate(names)
        }
        body = one_block(kind, **{name: text[: 10**5] for name, text in values.items()})
        if kind == "text":
            body["body-0-value"] = pick("text", CATEGORIES[turn], 0)
        save(report, editor, news, body, f"{kind} {turn}")


@pytest.mark.parametrize(("field", "texts"), [("text", RICH), ("table", TABLES)], ids=["rich text", "table"])
def test_json_inside_a_block(report, editor, news, field, texts, thorough):
    more = [*BAD_STRINGS["json"], *BAD_STRINGS["markdown and rich text"]] if thorough else []
    for number, text in enumerate([*(texts[::EACH] if thorough else texts[1::8]), *more[::EACH]]):
        body = one_block("table", caption="x", table=text) if field == "table" else one_block("text")
        if field == "text":
            body["body-0-value"] = text
        save(report, editor, news, body, f"{field} {number} {text[:60]!r}")


@pytest.mark.slow
def test_blocks_of_a_section(report, editor):
    section = publish(SectionPageFactory(title="Canteen", slug="canteen"))
    kinds = {
        "news_list": {"title": "", "category": "", "topic": "", "only_here": "", "number": ""},
        "card": {"title": "", "text": "", "image": "", "link-page": "", "link-url": "", "link-text": ""},
    }
    for kind, fields in kinds.items():
        for turn in range(0, len(CATEGORIES), EACH):
            values = {name: pick(f"{kind} {name}", CATEGORIES[(turn + n * 5) % 24], 0) for n, name in enumerate(fields)}
            save(report, editor, section, one_block(kind, **values), f"{kind} {turn}")
