"""The content files: complete, written by people, and with dates that follow the day of loading."""

import re
from datetime import UTC, datetime

import pytest

from demo.pictures.portraits import invent, portrait
from demo.pictures.scenes import SCENES
from demo.talk import conversations, remarks
from demo.texts import fill, moment, read, read_folder, rich

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEWS = [entry for content in read_folder("news") for entry in content]
SECTIONS = [
    section for content in read_folder("pages") for section in (content if isinstance(content, list) else [content])
]
PAGES = [page for section in SECTIONS for page in section["pages"]]
HOWTOS = read("howto")


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("1 07:30", "2026-11-22 07:30"),
        ("9 13:30", "2026-11-13 13:30"),  # Saturday the 14th becomes Friday
        ("+6 09:00", "2026-11-29 09:00"),
        ("+ma1 09:00", "2026-11-30 09:00"),
        ("~07-09 09:00", "2026-07-09 09:00"),
        ("~12-01 10:00", "2025-12-01 10:00"),
    ],
)
def test_times_are_relative_to_the_day_of_loading(when, at):
    assert f"{moment(when, NOW):%Y-%m-%d %H:%M}" == at


def test_nothing_that_happened_is_in_the_future():
    assert moment("0 23:59", NOW) < NOW


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("op {+5}", "op vrijdag 27 november"),
        ("op {ma+1}", "op maandag 23 november"),
        ("op {nu:ma+1}", "op maandag 30 november"),
        ("{maand+2}", "januari"),
        ("{jaar-41}", "1985"),
    ],
)
def test_dates_in_texts_are_written_out(text, written):
    assert fill(text, moment("1 07:30", NOW), "nl", NOW) == written


def test_no_place_for_a_date_is_left_in_any_text():
    for entry in [*NEWS, *PAGES]:
        assert "{" not in fill(f"{entry['title']} {entry['teaser']} ", NOW, "nl", NOW)
        for block in entry["body"]:
            if "text" in block:
                assert "{" not in fill(block["text"], NOW, entry.get("lang", "nl"), NOW), entry["slug"]


def test_markdown_becomes_what_the_editor_stores():
    assert rich("Een **twee**\n\n- drie\n\n## Vier") == "<p>Een <b>twee</b></p><ul><li>drie</li></ul><h2>Vier</h2>"


def test_there_is_enough_to_read_and_a_quarter_of_it_in_english():
    english = [entry for entry in NEWS if entry.get("lang") == "en"]
    assert len(NEWS) >= 110
    assert 0.18 < len(english) / len(NEWS) < 0.3
    assert len(PAGES) >= 30
    said = conversations()
    assert len(said) >= 60
    assert sum(len(remarks(entries, NOW, NOW)) for entries in said.values()) >= 350


def test_no_text_is_filler_or_said_twice():
    texts = [block["text"] for entry in [*NEWS, *PAGES] for block in entry["body"] if "text" in block]
    texts += [remark.text for entries in conversations().values() for remark in remarks(entries, NOW, NOW)]
    assert not [text for text in texts if re.search(r"lorem|ipsum|dolor sit", text, re.IGNORECASE)]
    assert not [text for text in set(texts) if texts.count(text) > 1 and len(text) > 40]


def test_every_address_is_used_once_and_every_name_in_the_files_exists():
    slugs = [entry["slug"] for entry in [*NEWS, *PAGES, *HOWTOS]]
    people, topics = read("people")["people"], read("topics")
    assert len(set(slugs)) == len(slugs)
    assert set(conversations()) <= set(slugs)
    for entry in NEWS:
        assert entry["author"] in people
        assert entry["category"] in topics["categories"]
        assert set(entry["topics"]) <= set(topics["topics"])
    for name, wishes in read("follows").items():
        assert name in people
        assert set(wishes["people"]) <= set(people)
        assert set(wishes["topics"]) <= set(topics["topics"])


def test_people_speak_only_after_they_started_and_answers_come_after_questions():
    people = read("people")["people"]
    starts = {entry["slug"]: moment(entry["when"], NOW) for entry in [*NEWS, *PAGES]}
    for slug, entries in conversations().items():
        found = remarks(entries, starts[slug], NOW)
        for remark in found:
            days = people[remark.who].get("days", people[remark.who].get("years", 0) * 365 + 100)
            assert (NOW - remark.at).days <= days, f"{remark.who} on {slug}"
            assert remark.at < NOW
            if remark.answers is not None:
                assert remark.at > found[remark.answers].at, f"{slug}: {remark.text}"


def test_every_drawing_has_words_in_both_languages():
    captions = read("pictures")
    assert set(captions) == set(SCENES)
    assert len(SCENES) >= 24
    assert all(entry["nl"] and entry["en"] and entry["title"] for entry in captions.values())
    used = {entry["image"] for entry in [*NEWS, *PAGES]} | {section["section"]["image"] for section in SECTIONS}
    assert used <= set(SCENES)


def test_a_face_is_always_the_same():
    look = invent("somebody", "techniek", woman=True)
    assert look == invent("somebody", "techniek", woman=True)
    assert portrait(look, size=64) == portrait(look, size=64)
    assert portrait(look, size=64) != portrait(invent("another", "hr", woman=False), size=64)


def test_what_keeps_pages_right_names_things_that_exist():
    slugs = {entry["slug"] for entry in [*PAGES, *HOWTOS]} | {section["section"]["slug"] for section in SECTIONS}
    keeping, people, tools = read("keeping"), read("people"), read("tools")
    named = [*keeping["pages"], *keeping["ownerless"], *keeping["without_team"], *keeping["answers"], *keeping["teams"]]
    assert set(named) <= slugs
    assert set(keeping["teams"].values()) <= set(people["groups"])
    assert set(keeping["categories"]) <= set(read("topics")["categories"])
    for entry in HOWTOS:
        assert entry["owner"] in people["people"]
        assert entry["section"] in slugs
        assert len([block for block in entry["body"] if "step" in block]) >= 3
        assert {link.get("page", "kantine-tijden") for link in entry["related"]} <= slugs
        assert {link.get("tool", "planbord") for link in entry["related"]} <= set(tools["tools"])
    assert {entry.get("lang", "nl") for entry in HOWTOS} == {"nl", "en"}
    for tool in tools["tools"].values():
        assert all(tool[name] for name in ("nl", "en", "for_nl", "for_en"))
        assert set(tool.get("only", [])) <= set(people["groups"])
