"""Importing an export: what comes in, as what, and for whom."""

# ruff: noqa: E501  what WordPress writes has long lines

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import PageLogEntry, PageViewRestriction, Site

from access.rule import audience_id_of
from comments.models import Comment, Discussion
from core.events import emit
from files.models import Document, Image
from news.models import ImportedItem, InformationPage, NewsIndexPage, NewsPage
from tests.news.wordpress.maker import comment, item, picture, write
from tests.news.wordpress.running import kinds, news, run, uploads

pytestmark = pytest.mark.django_db


def test_posts_become_news_with_date_author_category_and_topics(section, tmp_path):
    terms = [
        ("category", "markt", "Markt"),
        ("post_tag", "vis", "Vis"),
        ("category", "kade", "Kade"),
        ("category", "geen-categorie", "Geen categorie"),
    ]
    run(write(tmp_path, item(4, "Vis &amp; friet <b>vers</b>", "Een\n\nTwee", excerpt="Kom langs", terms=terms)))
    page = NewsPage.objects.get()
    assert page.get_parent().specific == section
    assert (page.title, page.slug, page.teaser) == ("Vis & friet vers", "bericht-4", "Kom langs")
    assert page.live
    assert page.first_published_at == datetime(2019, 3, 1, 9, tzinfo=UTC)
    assert page.last_published_at == datetime(2019, 3, 1, 9, tzinfo=UTC)
    assert str(page.author) == "Mina Bakker"
    assert page.category.name_nl == "Markt"
    assert {topic.name_nl for topic in page.topics.all()} == {"Vis", "Kade"}
    assert page.language == "nl"
    assert page.body.raw_data[0]["value"] == "<p>Een</p><p>Twee</p>"


def test_pages_become_information_and_keep_their_tree_whatever_their_order(section, tmp_path):
    run(write(
        tmp_path,
        item(3, "Kleinkind", type="page", parent=2), item(2, "Kind", type="page", parent=1), item(1, "Ouder", type="page"),
        item(4, "Zoek", type="page", parent=99), item(5, "Om", type="page", parent=6), item(6, "En om", type="page", parent=5),
    ))  # fmt: skip
    page = InformationPage.objects.get(title="Kleinkind")
    assert [above.title for above in page.get_ancestors()][-3:] == ["Oud", "Ouder", "Kind"]
    assert InformationPage.objects.get(title="Zoek").get_parent().specific == section
    assert InformationPage.objects.count() == 6


def test_news_index_takes_news_and_says_why_pages_stay_out(tmp_path):
    Site.objects.get().root_page.add_child(instance=NewsIndexPage(title="Nieuws", slug="nieuws"))
    out = run(write(tmp_path, item(1, "Bericht"), item(2, "Pagina", type="page")), section="nieuws")
    assert NewsPage.objects.count() == 1
    assert InformationPage.objects.count() == 0
    assert "page 2 “Pagina”" in out


@pytest.mark.parametrize(
    ("fields", "live"),
    [({}, True), ({"status": "draft", "gmt": "0000-00-00 00:00:00"}, False), ({"status": "pending"}, False), ({"status": "private"}, False),
     ({"password": "geheim"}, False), ({"status": "wacht-op-piet"}, False), ({"status": ""}, True), ({"status": "future"}, True)],
)  # fmt: skip
def test_only_what_was_public_is_published(section, tmp_path, fields, live):
    out = run(write(tmp_path, item(1, "Bericht", **fields)))
    assert news("Bericht").live is live
    assert "geheim" not in out
    assert news("Bericht").latest_revision is not None


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_bin_and_old_versions_stay_out_with_a_reason(section, tmp_path, status):
    out = run(write(tmp_path, item(1, "Weg", status=status)))
    assert NewsPage.objects.count() == 0
    assert "post 1 “Weg”" in out


@pytest.mark.parametrize("status", ["future", "publish"])
def test_future_posts_are_scheduled(section, tmp_path, status):
    run(write(tmp_path, item(1, "Straks", status=status, gmt="2044-01-01 09:00:00")))
    page = news("Straks")
    assert not page.live
    assert page.go_live_at == page.latest_revision.approved_go_live_at == datetime(2044, 1, 1, 9, tzinfo=UTC)


def test_private_posts_are_published_where_the_section_is_closed(section, tmp_path):
    closed = PageViewRestriction.objects.create(page=section, restriction_type="groups")
    closed.groups.add(Group.objects.create(name="Dicht"))
    files = uploads(tmp_path, "2019/03/kade.jpg")
    run(
        write(
            tmp_path,
            item(
                1,
                "Bericht",
                '<img src="/wp-content/uploads/2019/03/kade.jpg" alt="Kade">',
                status="private",
                inside=comment(1, "Ja"),
            ),
        ),
        "--images",
        str(files),
    )
    page = news("Bericht")
    assert page.live
    image = Image.objects.get()
    assert (
        image.collection.collection_audience.audience_id
        == audience_id_of(page)
        != audience_id_of(page.get_site().root_page)
    )
    assert Comment.objects.get().audience_id == audience_id_of(page)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "مرحبا بالعالم",
        "🎉🎉",
        "a" * 400,
        "<script>alert(1)</script>",
        "../../etc",
        "%2F",
        "\u202eomgekeerd",
        "0",
    ],
)
def test_any_title_gives_a_page(section, tmp_path, title):
    text = item(1, "TITEL", "Hallo daar", slug="").replace("TITEL", title.replace("<", "&lt;"))
    run(write(tmp_path, text))
    page = NewsPage.objects.get()
    assert 0 < len(page.title) <= 255
    assert page.slug
    assert "<" not in page.title
    assert "\u202e" not in page.title


def test_doubled_slugs_titles_and_numbers_all_come_in(section, tmp_path):
    out = run(write(
        tmp_path, item(1, "Een", slug="zelfde"), item(2, "Twee", slug="zelfde"), item(2, "Ander", slug="zelfde", link="https://oud.example/x/"),
        item(2, "Twee", slug="zelfde"), item(0, "Zonder nummer", slug="%d0%bf%d1%80"), item(0, "Zonder nummer", slug="%d0%bf%d1%80"),
    ))  # fmt: skip
    assert sorted(NewsPage.objects.values_list("slug", flat=True)) == ["zelfde", "zelfde-2", "zelfde-3", "пр"]
    assert out.count("twee keer") + out.count("twice") >= 1


def test_kinds_of_plugins_stay_out_unless_asked_for(section, tmp_path):
    path = write(tmp_path, item(1, "Feest", type="event"), item(2, "Menu", type="nav_menu_item"))
    assert "event" in run(path)
    assert NewsPage.objects.count() == 0
    run(path, "--type", "event=news")
    assert news("Feest").live


def test_links_between_items_become_page_links_in_both_directions(section, tmp_path):
    run(write(
        tmp_path, item(1, "Eerste", 'Zie <a href="http://www.oud.example/bericht-2">twee</a> en <a href="/?p=3">drie</a>'),
        item(2, "Tweede", 'Terug naar <a href="https://oud.example/bericht-1/#kop">een</a>'), item(3, "Derde", type="page"),
    ))  # fmt: skip
    first, second, third = news("Eerste"), news("Tweede"), InformationPage.objects.get()
    assert f'linktype="page" id="{second.pk}"' in first.body.raw_data[0]["value"]
    assert f'linktype="page" id="{third.pk}"' in first.body.raw_data[0]["value"]
    assert f'linktype="page" id="{first.pk}"' in second.body.raw_data[0]["value"]
    assert not first.has_unpublished_changes


def test_pages_go_through_revisions_and_the_log_in_the_name_of_who_imports(section, tmp_path, ada):
    run(write(tmp_path, item(1, "Bericht")), "--by", ada.email)
    page = news("Bericht")
    assert page.live_revision == page.latest_revision
    assert page.latest_revision.user == ada
    assert set(PageLogEntry.objects.filter(page=page).values_list("action", "user")) >= {
        ("wagtail.create", ada.pk), ("wagtail.publish", ada.pk),
    }  # fmt: skip


def test_every_body_is_one_that_the_editor_accepts(section, tmp_path):
    body = (
        "<h2>Kop</h2><blockquote>Kom<cite>Bo</cite></blockquote><table><tr><td>a</td><td>b</td></tr></table>"
        f'https://youtu.be/abcdefghijk\n\n[gallery ids="9"]<a class="wp-block-button__link" href="https://a.example/">x</a>{"lang " * 80}'
        f'[caption]<img src="/wp-content/uploads/kade.jpg"> {"onderschrift " * 40}[/caption]<a href="/wp-content/uploads/plan.pdf">plan</a>'
    )
    files = uploads(tmp_path, "kade.jpg", "plan.pdf")
    run(write(tmp_path, item(1, "Bericht", body), picture(9, "kade.jpg", alt="De kade")), "--images", str(files))
    page = news("Bericht")
    page.body.stream_block.clean(page.body)
    assert {"text", "quote", "table", "video", "gallery", "image"} <= set(kinds(page))
    assert f'linktype="document" id="{Document.objects.get().pk}"' in str(page.body.raw_data)


def test_footnotes_of_the_block_editor_come_below_the_text(section, tmp_path):
    body = '<!-- wp:paragraph --><p>Tekst<sup data-fn="a"><a href="#a">1</a></sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    notes = '[{"content":"De <em>bron<\\/em>","id":"a"}, 5]'
    run(
        write(tmp_path, item(1, "Een", body, meta={"footnotes": notes}), item(2, "Twee", body, meta={"footnotes": "{"}))
    )
    assert news("Een").body.raw_data[0]["value"] == "<p>Tekst<sup>1</sup></p><ol><li>De <i>bron</i></li></ol>"
    assert news("Twee").live


# --- people -----------------------------------------------------------------------------------------------------------
def test_authors_with_an_account_are_recognised_and_others_cannot_sign_in(section, tmp_path, ada):
    authors = [("ada", ada.email.upper(), "A."), ("mina", "mina@oud.example", "Mina Bakker"), ("x y", "", "")]
    run(
        write(
            tmp_path,
            item(1, "Van Ada", author="ada"),
            item(2, "Van Mina"),
            item(3, "Van x", author="x y"),
            item(4, "Van niemand", author=""),
            item(5, "Onbekend", author="wie"),
            authors=authors,
        )
    )
    assert news("Van Ada").author == ada
    assert news("Van niemand").author is None
    made = get_user_model().objects.exclude(pk=ada.pk)
    assert {str(person) for person in made} == {"Mina Bakker", "x y", "wie"}
    for person in made:
        assert not person.is_active
        assert not person.has_usable_password()
        assert not person.is_staff
        assert person.email.endswith("@wordpress.invalid")


# --- comments ---------------------------------------------------------------------------------------------------------
def test_comments_keep_threads_dates_and_people_whatever_their_order(section, tmp_path, bo):
    inside = (
        comment(3, "Diep", parent=2, author="Cas") + comment(2, "Antwoord", parent=1, email=bo.email)
        + comment(1, 'Eerste <a href="https://a.example/">link</a>\n\nnieuwe alinea') + comment(4, "Wees", parent=77)
        + comment(5, "A", parent=6) + comment(6, "B", parent=5)
        + comment(7, "koop nu", approved="spam") + comment(8, "wacht", approved="0") + comment(9, "ping", kind="pingback") + comment(10, "  ")
    )  # fmt: skip
    out = run(write(tmp_path, item(1, "Bericht", inside=inside)))
    found = {row.key: row.comment for row in ImportedItem.objects.filter(comment__isnull=False)}
    assert len(found) == Comment.objects.count() == Discussion.objects.get().comment_count == 6
    first, answer, deep = (found[f"comment:{number}"] for number in (1, 2, 3))
    assert (answer.parent_id, answer.thread_id, deep.parent_id, deep.thread_id) == (
        first.pk,
        first.pk,
        answer.pk,
        first.pk,
    )
    assert answer.user == bo
    assert answer.comment == "Antwoord"
    assert deep.user is None
    assert deep.comment == "Cas:\n\nDiep"
    assert "link (https://a.example/)" in first.comment
    assert first.submit_date == datetime(2019, 3, 2, 10, 1, tzinfo=UTC)
    assert first.is_opening
    assert not first.is_hidden
    assert "koop nu" not in out


def test_closed_comments_stay_closed(section, tmp_path):
    run(write(tmp_path, item(1, "Bericht", comments="closed", inside=comment(1, "Toen"))))
    assert Discussion.objects.get().is_closed
    assert Comment.objects.count() == 1


# --- pictures ---------------------------------------------------------------------------------------------------------
def test_pictures_come_in_once_with_alt_text_and_without_size_suffix(section, tmp_path):
    files = uploads(tmp_path, "2019/03/kade.jpg", "2019/03/kade-300x200.jpg", "2018/01/kade.jpg")
    small = '<img src="https://oud.example/wp-content/uploads/2019/03/kade-300x200.jpg" class="wp-image-9">'
    path = write(
        tmp_path, item(1, "Een", small, meta={"_thumbnail_id": "9"}), item(2, "Twee", small + '[gallery ids="9"]'),
        item(3, "Drie", '<img src="/wp-content/uploads/2018/01/kade-scaled.jpg" alt="Oud">'), picture(9, "2019/03/kade.jpg", alt="De kade"),
    )  # fmt: skip
    run(path, "--images", str(files))
    one = news("Een")
    assert Image.objects.count() == 2
    assert (
        one.lead_image_id == one.body.raw_data[0]["value"]["image"] == news("Twee").body.raw_data[0]["value"]["image"]
    )
    assert (one.lead_image_alt, one.lead_image_decorative) == ("De kade", False)
    assert one.body.raw_data[0]["value"]["alt_text"] == "De kade"
    assert news("Drie").body.raw_data[0]["value"]["image"] != one.lead_image_id


def test_files_are_found_by_name_alone_and_never_outside_the_folder(section, tmp_path):
    files = uploads(tmp_path, "kade.jpg")
    (tmp_path / "geheim.jpg").write_bytes((files / "kade.jpg").read_bytes())
    (files / "link.jpg").symlink_to(tmp_path / "geheim.jpg")
    body = "".join(
        f'<img src="{src}" alt="a">'
        for src in (
            "/wp-content/uploads/2012/06/kade.jpg",
            "../geheim.jpg",
            "/../../geheim.jpg",
            f"file://{tmp_path}/geheim.jpg",
            "/link.jpg",
            "https://elders.example/kade.jpg",
        )
    )
    run(write(tmp_path, item(1, "Bericht", body)), "--images", str(files))
    assert kinds(news("Bericht")).count("image") == 1
    assert Image.objects.count() == 1


def test_a_bad_file_costs_only_itself(section, tmp_path):
    files = uploads(tmp_path, "goed.jpg")
    (files / "slecht.jpg").write_bytes(b"<script>alert(1)</script>")
    (files / "leeg.png").write_bytes(b"")
    body = "".join(
        f'<img src="/wp-content/uploads/{name}" alt="{name}">' for name in ("slecht.jpg", "leeg.png", "goed.jpg")
    )
    out = run(write(tmp_path, item(1, "Bericht", body)), "--images", str(files))
    assert Image.objects.count() == 1
    assert "slecht.jpg" in out
    assert "leeg.png" in out
    assert news("Bericht").live


# --- quietly ----------------------------------------------------------------------------------------------------------
def test_nobody_is_told_of_old_news(section, tmp_path, monkeypatch):
    told = []
    for module in ("news.actions.announcing", "comments.actions"):
        monkeypatch.setattr(f"{module}.emit", lambda event: told.append(event) or emit(event))
    run(write(tmp_path, item(1, "Bericht", inside=comment(1, "Ja")), item(2, "Info", type="page")))
    assert told == []
    page = news("Bericht")
    assert page.announcement.announced_at == page.first_published_at
