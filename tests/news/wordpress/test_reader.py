"""Reading exports: every version, every kind of damage."""

import gzip
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.wordpress.reader import BadItem, Export, Item, moment
from news.wordpress.source import CHUNK, ExportRefusedError, cut
from news.wordpress.store import Store
from tests.news.wordpress.maker import TAIL, cdata, comment, export, item, picture, write


def read(path) -> tuple[list[Item], list[BadItem], Export]:
    source = Export(path)
    things = list(source.items())
    return [t for t in things if isinstance(t, Item)], [t for t in things if isinstance(t, BadItem)], source


def read_text(tmp_path, text: str | bytes):
    path = tmp_path / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.9"])
def test_every_version_of_the_format_is_read(tmp_path, version):
    items, bad, _export = read(write(tmp_path, item(7, "Markt", "Hallo"), version=version))
    assert (items[0].post_id, items[0].title, items[0].content, items[0].status) == (7, "Markt", "Hallo", "publish")
    assert bad == []


def test_https_namespaces_and_other_prefixes_are_read(tmp_path):
    text = export(item(7)).replace("http://wordpress.org", "https://wordpress.org")
    text = text.replace("xmlns:wp=", "xmlns:wx=").replace("<wp:", "<wx:").replace("</wp:", "</wx:")
    assert read_text(tmp_path, text)[0][0].post_id == 7


def test_head_tells_site_language_and_authors(tmp_path):
    _items, _bad, source = read(write(tmp_path, item(), language="en-GB"))
    assert source.site.url == "https://oud.example"
    assert source.site.language == "en-gb"
    assert source.site.authors["mina"].name == "Mina Bakker"


def test_item_keeps_terms_meta_comments_and_state(tmp_path):
    text = item(
        9, "Kop", status="private", password="geheim", sticky=1, order=4, parent=3, type="page",
        terms=[("category", "markt", "Markt &amp; kade"), ("post_tag", "vis", "Vis")],
        meta={"_thumbnail_id": "12", "_edit_last": "1"},
        inside=comment(1, "Eens") + comment(2, "Ook", parent=1),
    )  # fmt: skip
    found = read(write(tmp_path, text))[0][0]
    assert [(term.taxonomy, term.name) for term in found.terms] == [("category", "Markt & kade"), ("post_tag", "Vis")]
    assert found.meta == {"_thumbnail_id": "12"}
    assert [(one.comment_id, one.parent, one.text) for one in found.comments] == [(1, 0, "Eens"), (2, 1, "Ook")]
    assert (found.status, found.password, found.sticky, found.order, found.parent) == ("private", "geheim", True, 4, 3)


def test_cdata_that_contains_the_end_of_cdata_and_item_tags_is_text(tmp_path):
    body = "a ]]> b <item><title>nep</title></item> c <![CDATA[ d"
    items, bad, _export = read(write(tmp_path, item(1, "Een", body), item(2, "Twee")))
    assert [(found.title, found.content) for found in items] == [("Een", body), ("Twee", "Tekst.")]
    assert bad == []


@pytest.mark.parametrize(
    ("gmt", "mail", "local", "expected"),
    [
        ("2020-05-01 10:00:00", "", "2020-05-01 12:00:00", "2020-05-01T10:00:00+00:00"),
        ("0000-00-00 00:00:00", "Fri, 01 May 2020 10:00:00 +0000", "", "2020-05-01T10:00:00+00:00"),
        ("0000-00-00 00:00:00", "Mon, 30 Nov -0001 00:00:00 +0000", "2020-05-01 12:00:00", "2020-05-01T10:00:00+00:00"),
        ("", "Fri, 01 May 20208 10:00:00 +0000", "", ""),
        ("-0001-11-30 00:00:00", None, "0000-00-00 00:00:00", ""),
        ("gisteren", "morgen", "ooit", ""),
        ("9999-12-31 23:59:59", "", "", ""),
    ],
)
def test_the_best_date_wins_and_nonsense_is_none(gmt, mail, local, expected):
    assert moment(gmt, mail, local) == expected


def test_control_characters_are_taken_out_and_told(tmp_path):
    text = export(item(1, "Kop", "voor\x0b\x08na")).replace("</title><link>", "&#8;&#x1F;</title><link>", 1)
    items, bad, source = read_text(tmp_path, text)
    assert items[0].content == "voorna"
    assert bad == []
    assert any("control" in warning or "2" in warning for warning in source.warnings)


def test_bare_ampersands_and_html_entities_are_repaired(tmp_path):
    text = export(item(1)).replace(
        "<title>Nieuws</title>", "<title>Vis & friet &nbsp; &eacute;&onzin; &lt;b&gt;</title>"
    )
    items, bad, _export = read_text(tmp_path, text)
    assert items[0].title == "Vis & friet \xa0 é&onzin; <b>"
    assert items[0].repaired
    assert bad == []


def test_windows_bytes_in_a_utf8_file_are_read(tmp_path):
    items, _bad, source = read_text(tmp_path, export(item(1, "Café")).encode().replace("é".encode(), b"\xe9"))
    assert items[0].title == "Café"
    assert source.source.repaired


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read(tmp_path, encoding):
    text = export(item(1, "Café – één")) if "8859" not in encoding else export(item(1, "Café een"))
    named = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert read_text(tmp_path, named.encode(encoding))[0][0].title.startswith("Café")


def test_declared_encoding_that_does_not_exist_is_ignored(tmp_path):
    assert read_text(tmp_path, export(item(1, "Café")).replace("UTF-8", "rot13"))[0][0].title == "Café"


def test_gzip_is_read_and_zip_is_refused(tmp_path):
    packed = tmp_path / "export.xml.gz"
    packed.write_bytes(gzip.compress(export(item(5)).encode()))
    assert read(packed)[0][0].post_id == 5
    with pytest.raises(ExportRefusedError):
        read_text(tmp_path, b"PK\x03\x04" + b"x" * 100)


def test_damaged_gzip_is_refused(tmp_path):
    with pytest.raises(ExportRefusedError):
        read_text(tmp_path, gzip.compress(export(item(5)).encode())[:-20])


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("</wp:post_id>", "</wp:post>"),
        lambda text: text.replace("<wp:status>", "<wp:status"),
        lambda text: text.replace("</content:encoded>", ""),
        lambda text: text.replace("<title>", "<title <<>"),
        lambda text: text.replace("]]></content:encoded>", "</content:encoded>"),
        lambda text: text.replace("<title>", "<title><!ENTITY x 'y'>"),
    ],
)
def test_one_damaged_item_costs_only_itself(tmp_path, damage):
    text = export(item(1, "Goed"), damage(item(2, "Kapot")), item(3, "Ook goed"))
    items, bad, source = read_text(tmp_path, text)
    assert [found.title for found in items] == ["Goed", "Ook goed"]
    assert len(bad) == 1
    assert source.complete


def test_item_without_its_end_does_not_take_the_next_one_along(tmp_path):
    text = export(item(1, "Goed"), item(2, "Open").replace("</item>", ""), item(3, "Goed"))
    items, _bad, _export = read_text(tmp_path, text)
    assert [found.post_id for found in items] == [1, 2, 3]


def test_undeclared_prefixes_are_no_reason_to_lose_an_item(tmp_path):
    items, bad, _export = read(write(tmp_path, item(1, inside="<acme:score>9</acme:score>")))
    assert len(items) == 1
    assert bad == []


def test_truncated_file_gives_what_came_before_and_says_so(tmp_path):
    text = export(item(1), item(2), item(3, "Afgebroken"))
    items, bad, source = read_text(tmp_path, text[: text.index("Afgebroken") + 200])
    assert [found.post_id for found in items] == [1, 2]
    assert bad[0].title == "Afgebroken"
    assert not source.complete


def test_one_broken_author_does_not_cost_the_others(tmp_path):
    text = export(item()).replace("<wp:author>", "<wp:author><wp:x><wp:author_login>a</wp:x></wp:author><wp:author>", 1)
    source = read_text(tmp_path, text)[2]
    assert list(source.site.authors) == ["mina"]
    assert source.warnings


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % more SYSTEM "http://evil.example/x.dtd"> %more;]>',
        '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY a "<item>">]>',
        "<!doctype rss>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(tmp_path, doctype, encoding):
    text = export(item(1, "&a11;&secret;")).replace("<rss", doctype + "\n<rss", 1)
    with pytest.raises(ExportRefusedError):
        read_text(tmp_path, text.replace("UTF-8", encoding).encode(encoding))


def test_an_entity_in_an_item_is_never_expanded(tmp_path):
    hidden = item(2).replace("<item>", '<item><!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>')
    items, bad, _export = read_text(tmp_path, export(item(1), hidden))
    assert [found.post_id for found in items] == [1]
    assert len(bad) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b" ", b"hello", b"<html><body>Not found</body></html>", b"\x00" * 5000, b"\x89PNG\r\n\x1a\n" + b"\xff" * 3000,
     b"{}", b"<rss", b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>",
     b"<rss version='2.0'><channel><title>x</title><item><title>feed</title></item></channel></rss>",
     bytes(range(256)) * 50],
)  # fmt: skip
def test_what_is_not_an_export_is_refused_in_words(tmp_path, content):
    with pytest.raises(ExportRefusedError) as refused:
        read_text(tmp_path, content)
    assert str(refused.value)


def test_missing_file_and_folder_are_refused(tmp_path):
    for path in (tmp_path / "no.xml", tmp_path):
        with pytest.raises(ExportRefusedError):
            read(path)


def test_an_export_without_items_is_empty_not_wrong(tmp_path):
    items, bad, source = read(write(tmp_path))
    assert (items, bad) == ([], [])
    assert source.complete


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    import tracemalloc

    path = tmp_path / "big.xml"
    with path.open("w") as file:
        file.write(export().replace(TAIL, ""))
        for number in range(3000):
            file.write(item(number + 1, "Kop", "woord " * 2000))
        file.write(TAIL)
    assert path.stat().st_size > 36_000_000
    tracemalloc.start()
    with Store() as store:
        for _count in store.fill(Export(path)):
            pass
        assert len(store.entries) == 3000
        assert store.load(store.entries[1234]).post_id == 1235
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16_000_000


def test_oversized_item_is_left_out_and_reading_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr("news.wordpress.source.MAX_PIECE", 200_000)
    items, bad, _export = read(write(tmp_path, item(1), item(2, "Reus", "x" * 900_000), item(3)))
    assert [found.post_id for found in items] == [1, 3]
    assert bad[0].title == "Reus"


def test_store_gives_items_back_unchanged(tmp_path):
    path = write(
        tmp_path, item(1, "🎉 مرحبا", "Ünïcode", inside=comment(1, "x")), picture(2, "2019/03/a.jpg", alt="Kade")
    )
    items = read(path)[0]
    with Store() as store:
        list(store.fill(Export(path)))
        assert [store.load(entry) for entry in reversed(store.entries)] == items[::-1]
        assert store.entries[1].alt == "Kade"


def chunks(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


@given(
    st.integers(1, 200), st.lists(st.sampled_from(["<item>", "</item>", cdata("<item>"), "x", "<items>", "\n", "]]>"]))
)
@settings(max_examples=200, deadline=None)
def test_cutting_does_not_depend_on_chunks_and_loses_nothing_in_items(size, parts):
    text = "<rss>" + "".join(parts) + "</rss>"
    once = [(piece.kind, piece.text, piece.line) for piece in cut(iter([text]))]
    assert [(piece.kind, piece.text, piece.line) for piece in cut(chunks(text, size))] == once
    assert "".join(found for _kind, found, _line in once) in text or "<item>" in text


@given(st.binary(max_size=3000), st.integers(0, 2000))
@settings(max_examples=150, deadline=None)
def test_random_damage_never_crashes_the_reader(tmp_path_factory, noise, at):
    text = export(item(1), item(2, inside=comment(1, "x")), picture(3, "a.jpg")).encode()
    path = tmp_path_factory.mktemp("noise") / "export.xml"
    path.write_bytes(text[:at] + noise + text[at + len(noise) // 2 :])
    try:
        things = list(Export(path).items())
    except ExportRefusedError:
        return
    assert all(isinstance(thing, Item | BadItem) for thing in things)


def test_chunk_borders_inside_marks_are_harmless(tmp_path):
    for pad in range(CHUNK - 60, CHUNK + 5, 7):
        text = export(item(1, "A" * 10, "b" * (pad - 1500)), item(2))
        assert [found.post_id for found in read_text(tmp_path, text)[0]] == [1, 2]
