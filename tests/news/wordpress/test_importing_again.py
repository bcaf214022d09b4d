"""Importing a second time, trying first, and what goes wrong."""

# ruff: noqa: E501  what WordPress writes has long lines

import csv

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from files.models import Image
from news.models import ImportedItem, NewsPage
from tests.news.wordpress.maker import comment, export, item, picture, write
from tests.news.wordpress.running import everything, kinds, news, run, uploads

pytestmark = pytest.mark.django_db


def test_the_second_import_doubles_nothing(section, tmp_path):
    files = uploads(tmp_path, "kade.jpg", "plan.pdf")
    body = '<img src="/wp-content/uploads/kade.jpg"> <a href="/wp-content/uploads/plan.pdf">plan</a> <a href="/bericht-2/">twee</a>'
    path = write(
        tmp_path,
        item(1, "Een", body, terms=[("post_tag", "vis", "Vis")], inside=comment(1, "Ja")),
        item(2, "Twee"),
        item(0, "Drie"),
        picture(9, "kade.jpg"),
    )
    run(path, "--images", str(files))
    before = everything()
    for options in ((), ("--update",), ("--again",)):
        run(path, "--images", str(files), *options)
        assert everything() == before, options


def test_http_and_https_exports_of_one_site_are_one_site(section, tmp_path):
    path = write(tmp_path, item(1, "Een"))
    run(path)
    path.write_text(path.read_text().replace("https://oud.example", "http://oud.example"))
    run(path)
    assert NewsPage.objects.count() == 1


def test_changes_are_taken_over_only_when_asked_and_never_over_an_editor(section, tmp_path, ada):
    run(write(tmp_path, item(1, "Een", "oud"), item(2, "Twee", "oud")))
    edited = news("Twee")
    edited.teaser = "Van de redactie"
    edited.save_revision(user=ada).publish()
    newer = write(
        tmp_path, item(1, "Een", "nieuw", inside=comment(1, "Later")), item(2, "Twee", "nieuw"), item(3, "Drie")
    )
    out = run(newer)
    assert "--update" in out
    assert "oud" in str(news("Een").body)
    assert news("Drie").live
    run(newer, "--update")
    assert "nieuw" in str(news("Een").body)
    assert news("Een").live
    assert news("Een").first_published_at.year == 2019
    assert Comment.objects.count() == 1
    assert news("Twee").teaser == "Van de redactie"
    assert "oud" in str(news("Twee").body)


def test_what_was_deleted_here_stays_deleted_unless_asked(section, tmp_path):
    path = write(tmp_path, item(1, "Een", inside=comment(1, "Ja")))
    run(path)
    news("Een").delete()
    assert "--again" in run(path)
    assert NewsPage.objects.count() == 0
    run(path, "--again")
    assert news("Een").live


def test_pictures_given_later_are_filled_in_on_update(section, tmp_path):
    path = write(tmp_path, item(1, "Een", '<img src="/wp-content/uploads/kade.jpg" alt="Kade">'))
    run(path)
    assert kinds(news("Een")) == ["text"]
    files = uploads(tmp_path, "kade.jpg")
    run(path, "--images", str(files))
    assert Image.objects.count() == 0
    run(path, "--images", str(files), "--update")
    assert kinds(news("Een")) == ["image"]


def test_dry_run_writes_nothing_and_says_what_would_happen(section, tmp_path, settings):
    files = uploads(tmp_path, "kade.jpg")
    settings.MEDIA_ROOT = tmp_path / "media"
    path = write(
        tmp_path, item(1, "Een", '<img src="/wp-content/uploads/kade.jpg">', terms=[("category", "a", "A")], inside=comment(1, "Ja")),
        item(2, "Weg", status="trash"), item(3, "P", type="page"),
    )  # fmt: skip
    before = everything()
    out = run(path, "--images", str(files), "--dry-run")
    assert everything() == before
    assert not (tmp_path / "media").exists()
    assert "post 2 “Weg”" in out
    counted = [line.split()[0] for line in out.splitlines() if line.startswith("      ")]
    assert counted == ["1", "1", "1", "1", "1", "1"]


# --- what goes wrong --------------------------------------------------------------------------------------------------
def test_one_item_that_cannot_be_saved_does_not_stop_the_others(section, tmp_path, monkeypatch):
    from news.wordpress import writing

    create = writing.create

    def broken(draft, parent, *, by):
        page = create(draft, parent, by=by)
        if draft.title == "Kapot":
            raise RuntimeError("de schijf is vol")
        return page

    monkeypatch.setattr(writing, "create", broken)
    out = run(write(tmp_path, item(1, "Een"), item(2, "Kapot", inside=comment(1, "x")), item(3, "Drie")))
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Een", "Drie"}
    assert "de schijf is vol" in out
    assert ImportedItem.objects.count() == 2


def test_damaged_items_are_lines_in_the_report(section, tmp_path):
    out = run(write(tmp_path, item(1, "Een"), item(2, "Kapot").replace("</wp:post_id>", ""), item(3, "Drie")))
    assert NewsPage.objects.count() == 2
    assert "Kapot" in out


def test_an_entity_bomb_is_refused_in_words_before_anything_is_written(section, tmp_path):
    path = tmp_path / "bomb.xml"
    path.write_text(export(item(1)).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss', 1))
    before = everything()
    with pytest.raises(CommandError) as refused:
        run(path)
    assert refused.value.returncode == 1
    assert everything() == before


def test_a_truncated_file_is_imported_as_far_as_it_goes_and_ends_with_code_two(section, tmp_path):
    path = write(tmp_path, item(1, "Een"), item(2, "Twee"))
    path.write_text(path.read_text()[:-600])
    with pytest.raises(CommandError) as incomplete:
        run(path)
    assert incomplete.value.returncode == 2
    assert news("Een").live


@pytest.mark.parametrize(
    ("options", "section_path"),
    [
        ((), "/bestaat-niet/"),
        (("--images", "/bestaat/niet"), "/oud/"),
        (("--by", "wie@oud.example"), "/oud/"),
        (("--type", "x"), "/oud/"),
        (("--type", "=news"), "/oud/"),
    ],
)
def test_wrong_options_are_told_in_words(section, tmp_path, options, section_path):
    with pytest.raises(CommandError):
        run(write(tmp_path, item(1)), *options, section=section_path)


def test_every_section_address_that_makes_sense_is_understood(section, tmp_path):
    for address in ("/oud/", "oud", "oud/", "http://localhost/oud/"):
        run(write(tmp_path, item(1)), section=address)
    assert NewsPage.objects.count() == 1


def test_the_report_file_is_no_formula(section, tmp_path):
    titles = ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", " =2"]
    items = [
        item(number, "T", status="trash").replace("<title>T</title>", f"<title>{title}</title>")
        for number, title in enumerate(titles, 1)
    ]
    table = tmp_path / "verslag.csv"
    run(write(tmp_path, *items), "--report", str(table))
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert len([row for row in rows if row[0] == "left out"]) == len(titles)
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]


def test_titles_cannot_drive_the_terminal(section, tmp_path):
    out = run(write(tmp_path, item(1, "rood\x9b31m \u202e", status="trash")))
    assert "\x9b" not in out
    assert "\u202e" not in out


def test_each_item_costs_the_same_however_many_there_are(section, tmp_path):
    body = '<a href="/bericht-1/">een</a>'
    run(write(tmp_path, item(1, "Eerste", terms=[("post_tag", "vis", "Vis")])))
    costs = []
    for numbers in (range(2, 6), range(6, 18)):
        items = [item(number, f"Kop {number}", body, inside=comment(number, "Ja")) for number in numbers]
        with CaptureQueriesContext(connection) as queries:
            run(write(tmp_path, *items))
        costs.append(len(queries) / len(items))
    assert costs[1] <= costs[0]
