"""Bodies become blocks that editors can edit, and no visible word is lost."""

# ruff: noqa: E501  what WordPress writes has long lines

import html
import itertools
import json
import re
import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from news.blocks import BodyBlock
from news.wordpress.blocks import convert
from news.wordpress.resolver import Picture, Resolver


class Finder(Resolver):
    """Finds every picture, mp4 and pdf, and one page."""

    base = "https://oud.example"

    def picture(self, url, attachment_id=0):
        return Picture(attachment_id or 1, caption="uit de bibliotheek") if url.endswith((".jpg", ".png", "")) else None

    def document(self, url, attachment_id=0):
        return 77 if url.endswith((".pdf", ".mp4", ".mp3")) else None

    def link(self, url):
        if url.endswith(".pdf"):
            return "document", 77
        return ("page", 12) if "andere" in url else None

    def gallery(self, ids, exclude=None):
        return [
            (number, f"https://oud.example/{number}.jpg")
            for number in (ids or [1, 2, 3])
            if number not in (exclude or [])
        ]

    def reusable(self, ref):
        return {
            1: "<!-- wp:paragraph --><p>Herbruikt</p><!-- /wp:paragraph -->",
            2: '<!-- wp:block {"ref":2} /-->',
        }.get(ref, "")


def blocks(body: str, resolver=None) -> list:
    return convert(body, resolver or Finder()).blocks


def only(body: str, resolver=None) -> tuple:
    found = blocks(body, resolver)
    assert len(found) == 1, found
    return found[0]


def text(body: str, resolver=None) -> str:
    name, value = only(body, resolver)
    assert name == "text"
    return value


def words(value) -> list[str]:
    """Every word in a value, as a reader would see it."""
    if isinstance(value, dict):
        return [
            word
            for key, inner in value.items()
            if key not in ("cell", "mergeCells", "table_header_choice", "url")
            for word in words(inner)
        ]
    if isinstance(value, tuple):
        return words(value[1])
    if isinstance(value, list):
        return [word for inner in value for word in words(inner)]
    if not isinstance(value, str):
        return []
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", value)))


# --- classic bodies ---------------------------------------------------------------------------------------------------
def test_empty_lines_make_paragraphs_and_new_lines_make_breaks():
    assert text("Een\ntwee\n\nDrie <b>vet\nver</b>\r\n\r\n\r\nVier") == (
        "<p>Een<br/>twee</p><p>Drie <b>vet<br/>ver</b></p><p>Vier</p>"
    )


def test_headings_become_the_three_levels_editors_have():
    body = "".join(f"<h{n}>K{n}</h{n}>" for n in range(1, 7))
    assert text(body) == "<h2>K1</h2><h2>K2</h2><h3>K3</h3><h4>K4</h4><h4>K5</h4><h4>K6</h4>"


def test_marks_become_the_marks_editors_have():
    body = "<strong>a</strong> <em>b</em> <code>c</code> <del>d</del> <sup>e</sup> <sub>f</sub> <u>g</u> <q>h</q> <mark>i</mark>"
    assert text(body) == "<p><b>a</b> <i>b</i> <code>c</code> <s>d</s> <sup>e</sup> <sub>f</sub> g “h” i</p>"


def test_unclosed_and_wrongly_nested_html_is_read_as_a_browser_reads_it():
    assert words(blocks("<b>vet <i>beide</b> schuin</i> <p>los <ul><li>een<li>twee <div>rest")) == (
        ["vet", "beide", "schuin", "los", "een", "twee", "rest"]
    )


def test_nested_lists_stay_nested():
    body = "<ul>\n<li>een\n<ol><li>een-a</li></ol>\n</li>\n<li>twee</li></ul>"
    assert text(body) == "<ul><li>een<ol><li>een-a</li></ol></li><li>twee</li></ul>"


def test_a_quote_becomes_a_quote_block_with_who_said_it():
    assert only("<blockquote><p>Kom langs.</p><p>Echt.</p><cite>— Bo</cite></blockquote>") == (
        "quote",
        {"text": "Kom langs.\nEcht.", "attribution": "Bo", "role": ""},
    )


def test_a_quote_with_a_link_stays_rich_text():
    assert text('<blockquote>Zie <a href="https://a.example/">hier</a></blockquote>') == (
        '<blockquote>Zie <a href="https://a.example/">hier</a></blockquote>'
    )


def test_a_table_becomes_a_table_block():
    body = "<h2>Prijzen</h2><table><tr><th>Wat</th><th>Prijs</th></tr><tr><td>Vis</td><td rowspan=2>3 &amp; 4</td></tr><tr><td>Friet</td></tr></table>"
    name, value = blocks(body)[1]
    assert name == "table"
    assert value["caption"] == "Prijzen"
    assert value["table"]["data"] == [["Wat", "Prijs"], ["Vis", "3 & 4"], ["Friet", ""]]
    assert value["table"]["table_header_choice"] == "row"


def test_a_table_of_one_cell_was_a_frame():
    assert (
        text("<table><tr><td><p>Kader</p><ul><li>punt</li></ul></td></tr></table>")
        == "<p>Kader</p><ul><li>punt</li></ul>"
    )


def test_link_in_a_table_keeps_its_address_in_words():
    body = '<table><tr><td><a href="https://a.example/x">Lees</a></td><td>b</td></tr></table>'
    assert only(body)[1]["table"]["data"] == [["Lees (https://a.example/x)", "b"]]


def test_caption_shortcode_becomes_an_image_block():
    body = '[caption id="attachment_31" align="alignleft" width="300"]<a href="/x.jpg"><img src="/x-300x200.jpg" alt="De kade" /></a> Ochtend <em>vroeg</em>[/caption]'
    assert only(body) == (
        "image",
        {"image": 31, "alt_text": "De kade", "decorative": False, "caption": "Ochtend vroeg"},
    )


def test_old_caption_list_becomes_an_image_block():
    body = '<dl class="wp-caption alignright"><dt><img src="/x.jpg" alt="A"></dt><dd class="wp-caption-text">Onder</dd></dl>'
    assert only(body)[1]["caption"] == "Onder"


def test_picture_in_the_middle_of_a_paragraph_comes_behind_it():
    assert [name for name, _value in blocks('Voor <img src="/x.jpg" alt="a"> na\n\nVerder')] == [
        "text",
        "image",
        "text",
    ]
    assert blocks('Voor <img src="/x.jpg" alt="a"> na')[0][1] == "<p>Voor na</p>"


def test_picture_without_alt_text_is_decorative_and_reported():
    found = convert('<img src="/map/x.jpg">', Finder())
    assert found.blocks[0][1]["decorative"] is True
    assert any("x.jpg" in note for note in found.notes)


def test_picture_that_is_not_found_leaves_a_link_its_caption_and_a_note():
    found = convert(
        '[caption id="attachment_1"]<img src="https://oud.example/k.jpg" alt="Kade" /> Vroeg[/caption]', Resolver()
    )
    assert [name for name, _value in found.blocks] == ["text"]
    assert "Kade" in found.blocks[0][1]
    assert "<p>Vroeg</p>" in found.blocks[0][1]
    assert any("k.jpg" in note for note in found.notes)


def test_smileys_become_their_characters_and_counting_pixels_go():
    body = 'Mooi <img src="/s.png" class="wp-smiley" alt="🙂"> <img src="https://t.example/p.gif" width="1" height="1">'
    assert text(body) == "<p>Mooi 🙂</p>"


def test_gallery_shortcodes():
    assert [image["image"] for image in only('[gallery ids="5, 9"]')[1]["images"]] == [5, 9]
    assert [image["image"] for image in only('[gallery exclude="2" columns="2"]')[1]["images"]] == [1, 3]
    assert only('[gallery ids="5"]')[1]["images"][0]["caption"] == "uit de bibliotheek"


def test_gallery_of_more_than_an_editor_may_have_is_two():
    ids = ",".join(str(number) for number in range(1, 31))
    assert [len(value["images"]) for _name, value in blocks(f'[gallery ids="{ids}"]')] == [24, 6]


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&feature=share", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("Kijk:\nhttps://youtu.be/abcdefghijk?t=3\nmooi", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[embed width=3]https://vimeo.com/12345[/embed]", "https://vimeo.com/12345"),
        ('<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0"></iframe>', "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<object><param name="movie" value="http://www.youtube.com/v/abcdefghijk&hl=nl"><embed src="x"></object>', "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[youtube https://www.youtube.com/watch?v=abcdefghijk&w=640]", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[youtube=http://youtu.be/abcdefghijk]", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[vimeo 123456]", "https://vimeo.com/123456"),
    ],
)  # fmt: skip
def test_online_videos_become_video_blocks(body, url):
    videos = [value for name, value in blocks(body) if name == "video"]
    assert [value["url"] for value in videos] == [url]
    assert videos[0]["title"]


def test_other_embeds_become_links():
    assert '<a href="https://twitter.com/kring/status/1">' in text("https://twitter.com/kring/status/1")


def test_video_and_audio_of_our_own():
    assert only('[video mp4="/film.mp4"][/video]')[1]["document"] == 77
    assert only('[audio src="/geluid.mp3"]')[1] == {"title": "", "documents": [77]}
    assert only("[audio https://oud.example/geluid.mp3]")[0] == "documents"
    assert only('<video controls><source src="/film.mp4"></video>')[1]["title"] == "film.mp4"


def test_unknown_shortcodes_stay_as_text_and_are_named():
    found = convert('[contact-form-7 id="4" title="Bel"]\n\n[kolom]Links[/kolom] en [sic] en [1]', Finder())
    assert "[contact-form-7" in found.blocks[0][1]
    assert "[kolom]Links[/kolom]" in found.blocks[0][1]
    named = " ".join(found.notes)
    assert "contact-form-7" in named
    assert "kolom" in named
    assert "sic" not in named


def test_escaped_shortcodes_and_those_in_code_are_text():
    assert text("[[gallery]]") == "<p>[gallery]</p>"
    assert "[gallery]" in text("<pre>[gallery]</pre>")


def test_more_and_page_breaks_disappear_and_page_breaks_are_told():
    found = convert("Een<!--more Lees door-->\n\nTwee<!--nextpage-->Drie", Finder())
    assert words(found.blocks) == ["Een", "Twee", "Drie"]
    assert found.notes


def test_code_keeps_its_lines_and_indents():
    assert text("<pre>als a:\n    b()\n</pre>") == "<p><code>als a:<br/>\xa0\xa0\xa0\xa0b()</code></p>"


def test_links_to_imported_things_become_internal():
    body = '<a href="https://oud.example/andere/">pagina</a> <a href="/map/plan.pdf">plan</a> <a href="/los">los</a>'
    assert text(body) == (
        '<p><a linktype="page" id="12">pagina</a> <a linktype="document" id="77">plan</a> '
        '<a href="https://oud.example/los">los</a></p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        '<script>alert(1)</script>x', '<a href="javascript:alert(1)">x</a>', '<a href="JaVa\tScRiPt:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<img src=x onerror=alert(1)>x', '<svg onload=alert(1)>x</svg>',
        '<p style="x:expression(alert(1))" onclick="alert(1)">x</p>', '<math><mtext><img src onerror=alert(1)></mtext></math>x',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>x', '<a href="vbscript:x">x</a>', '<a href="&#106;avascript:alert(1)">x</a>',
        '<!-- wp:embed {"url":"javascript:alert(1)"} -->x<!-- /wp:embed -->', '[embed]javascript:alert(1)[/embed]x',
        '[caption caption="<script>alert(1)</script>"]x[/caption]', '<!-- wp:acme/x {"data":{"t":"<script>alert(1)</script> x y"}} /-->x',
        '<!-- wp:social-link {"url":"javascript:alert(1)","service":"x"} /-->', '<a href=" https://a.example/\"><script>alert(1)</script>">x</a>',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</noscript>x',
    ],
)  # fmt: skip
def test_nothing_that_runs_survives(body):
    found = json.dumps(blocks(body))
    # What is left of these words may only be text, never a tag, an attribute or an address.
    rich = "".join(value for name, value in blocks(body) if name == "text")
    tags = re.findall(r"<[^>]*>", rich)
    assert all(
        re.fullmatch(
            r'</?(p|b|i|br/|code|s|sup|sub|ul|ol|li|h[234]|blockquote|hr/)>|<a (href="[^"]*"|linktype="\w+" id="\d+")>|</a>',
            tag,
        )
        for tag in tags
    ), tags
    assert not re.search(r'href="(?!https?:|mailto:|tel:|/|[\w.-]+$)', rich)
    assert '"url": "javascript' not in found


def test_words_of_scripts_are_not_text():
    assert words(blocks("<style>p{color:red}</style><script>var kring</script>Wel")) == ["Wel"]


# --- the block editor -------------------------------------------------------------------------------------------------
def block(name: str, inner: str, **attributes) -> str:
    data = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{data} -->\n{inner}\n<!-- /wp:{name} -->\n\n"


def test_paragraphs_of_the_block_editor_do_not_break_at_new_lines():
    assert (
        text(block("paragraph", "<p>Een\ntwee</p>") + block("heading", "<h3>Kop</h3>", level=3))
        == "<p>Een twee</p><h3>Kop</h3>"
    )


def test_classic_parts_between_blocks_break_at_empty_lines():
    body = block("paragraph", "<p>Blok</p>") + "Los\n\nnog los" + block("freeform", "Vrij\n\nnog vrij")
    assert text(body) == "<p>Blok</p><p>Los</p><p>nog los</p><p>Vrij</p><p>nog vrij</p>"


def test_columns_groups_and_media_beside_text_are_unfolded_in_order():
    column = lambda inner: block("column", f'<div class="wp-block-column">{inner}</div>')  # noqa: E731
    body = block(
        "columns",
        column(block("paragraph", "<p>links</p>")) + column(block("group", block("paragraph", "<p>rechts</p>"))),
    )
    media = block(
        "media-text", '<div><figure><img src="/a.jpg" alt="a" class="wp-image-4"></figure><div><p>naast</p></div></div>'
    )
    assert blocks(body + media) == [
        ("text", "<p>links</p><p>rechts</p>"),
        ("image", {"image": 4, "alt_text": "a", "decorative": False, "caption": ""}),
        ("text", "<p>naast</p>"),
    ]


def test_image_gallery_cover_and_quote_blocks():
    image = '<figure class="wp-block-image"><img src="/a.jpg" alt="Kade" class="wp-image-8"/><figcaption>Onder</figcaption></figure>'
    assert only(block("image", image, id=8)) == (
        "image",
        {"image": 8, "alt_text": "Kade", "decorative": False, "caption": "Onder"},
    )
    gallery = f'<figure class="wp-block-gallery has-nested-images">{block("image", image)}{block("image", image)}<figcaption>Alle kades</figcaption></figure>'
    name, value = only(block("gallery", gallery))
    assert (name, value["title"], [found["caption"] for found in value["images"]]) == (
        "gallery",
        "Alle kades",
        ["Onder", "Onder"],
    )
    old = '<ul class="wp-block-gallery"><li><figure><img src="/a.jpg" alt="a" data-id="3"/></figure></li><li><figure><img src="/b.jpg" alt="b" data-id="4"/></figure></li></ul>'
    assert [found["image"] for found in only(block("gallery", old))[1]["images"]] == [3, 4]
    cover = block("cover", '<div class="wp-block-cover"><p>Welkom</p></div>', url="https://oud.example/k.jpg", id=5)
    assert [name for name, _value in blocks(cover)] == ["image", "text"]
    pull = block("pullquote", "<figure><blockquote><p>Doen!</p><cite>Ada</cite></blockquote></figure>")
    assert only(pull) == ("quote", {"text": "Doen!", "attribution": "Ada", "role": ""})
    nested = block(
        "quote", f'<blockquote class="wp-block-quote">{block("paragraph", "<p>Een</p>")}<cite>Bo</cite></blockquote>'
    )
    assert only(nested)[1]["attribution"] == "Bo"


def test_embed_button_file_and_table_blocks():
    embed = '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefghijk\n</div><figcaption>Film</figcaption></figure>'
    for name in ("embed", "core-embed/youtube"):
        assert only(block(name, embed, url="https://youtu.be/abcdefghijk"))[1]["title"] == "Film"
    button = '<div class="wp-block-button"><a class="wp-block-button__link" href="{}">{}</a></div>'
    two = block(
        "buttons",
        block("button", button.format("https://oud.example/andere", "Lees"))
        + block("button", button.format("https://a.example/", "Meer")),
    )
    assert only(two)[1]["links"] == [
        {"page": 12, "url": "", "text": "Lees", "description": ""},
        {"page": None, "url": "https://a.example/", "text": "Meer", "description": ""},
    ]
    file = '<div class="wp-block-file"><a href="https://oud.example/plan.pdf">Plan</a><a href="https://oud.example/plan.pdf" class="wp-block-file__button" download>Downloaden</a></div>'
    assert only(block("file", file, id=9)) == ("documents", {"title": "", "documents": [77]})
    table = '<figure class="wp-block-table"><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><figcaption>Tabel</figcaption></figure>'
    assert only(block("table", table))[1]["caption"] == "Tabel"


def test_lists_separators_code_verse_html_and_details():
    body = (
        block("list", f'<ul>{block("list-item", "<li>een</li>")}</ul>') + block("separator", "<hr/>")
        + block("code", '<pre class="wp-block-code"><code>x = 1</code></pre>') + block("verse", '<pre class="wp-block-verse">roos\nvis</pre>')
        + block("html", "<div><b>los</b></div>") + block("details", "<details><summary>Vraag</summary><p>Antwoord</p></details>")
    )  # fmt: skip
    assert text(body) == (
        "<ul><li>een</li></ul><hr/><p><code>x = 1</code></p><p>roos<br/>vis</p><p><b>los</b></p><p><b>Vraag</b></p><p>Antwoord</p>"
    )


def test_reusable_blocks_are_filled_in_and_circles_end():
    assert text('<!-- wp:block {"ref":1} /-->') == "<p>Herbruikt</p>"
    found = convert('<!-- wp:block {"ref":2} /--><!-- wp:block {"ref":99} /-->Tekst', Finder())
    assert words(found.blocks) == ["Tekst"]
    assert found.notes


def test_blocks_that_wordpress_computes_are_reported():
    found = convert(
        '<!-- wp:latest-posts /--><!-- wp:acf/kaart {"data":{"kop":"Kom eens langs","_kop":"field_1 x"}} /-->', Finder()
    )
    assert words(found.blocks) == ["Kom", "eens", "langs"]
    assert any("latest-posts" in note for note in found.notes)
    assert any("acf/kaart" in note for note in found.notes)


@pytest.mark.parametrize("body", ["<!-- wp:group -->a", "<!-- /wp:group -->a", "<!-- wp:x {\"a\": -->a", "<!-- wp:image {\"id\":[]} -->a<!-- /wp:p -->",
                                  "<!-- wp:embed {\"url\":5} -->a<!-- /wp:embed -->", "<!-- wp:embed [1] -->a", "<!-- wp:a --><!-- wp:b -->a<!-- /wp:a -->"])  # fmt: skip
def test_broken_block_comments_do_not_lose_the_text(body):
    assert "a" in words(blocks(body))


# --- for any body -----------------------------------------------------------------------------------------------------
WRAPS = [
    "<p>{}</p>", "<div>{}</div>", "<b>{}</b>", "<em>{}</em>", "<h1>{}</h1>", "<h4>{}</h4>", "<ul><li>{}</li></ul>", "<ol><li>{}</ol>",
    "<blockquote>{}</blockquote>", "<blockquote><p>{}</p><cite>{}</cite></blockquote>", "<table><tr><td>{}</td><td>{}</td></tr></table>",
    "<pre>{}</pre>", "<dl><dt>{}<dd>{}</dl>", '<a href="/x">{}</a>', "<figure>{}<figcaption>{}</figcaption></figure>", "<span>{}</span>",
    "<section>{}", "<p>{}", "<li>{}", "{}</div>", "</p>{}<br>", "<font>{}</b>", "<center>{}</center>", "<details><summary>{}</summary>{}</details>",
    "<!-- wp:group --><div>{}</div><!-- /wp:group -->", "<!-- wp:quote --><blockquote>{}</blockquote>", "<!-- wp:cover -->{}<!-- /wp:cover -->",
    "<!-- wp:html -->{}<!-- /wp:html -->", "<!-- wp:freeform -->{}<!-- /wp:freeform -->", "<!-- wp:table --><figure><table>{}</table></figure><!-- /wp:table -->",
    "[kolom]{}[/kolom]", '[caption id="attachment_1"]<img src="/a.jpg" alt="alt">{}[/caption]', "\n\n{}\n{}", "<form>{}</form>", "<address>{}\n\n{}</address>",
    "<u><div>{}</div></u>", "<code>{}</code>", "<sup>{}<p>{}</sup>", "<td>{}</td>", "<caption>{}</caption>", "<nav>{}</nav>", "<q>{}</q>", "<marquee>{}</marquee>",
    "<figure><table><tr><td>{}</td></tr></table>{}</figure>", "<div class='wp-block-button'><a href='https://a.example/'>{}</a></div>", "<button>{}</button>",
    "<ul>{}<li>{}<ul><li>{}</ul>{}</ul>", "<figure class='wp-block-gallery'><img src='/a.jpg'><figcaption>{}</figcaption>{}</figure>",
]  # fmt: skip


@st.composite
def bodies(draw, depth=0):
    if depth > 2 or draw(st.booleans()):
        return "@ @"
    parts = draw(st.lists(st.sampled_from(WRAPS), min_size=1, max_size=3))
    return "\n".join(re.sub(r"\{\}", lambda _match: draw(bodies(depth=depth + 1)), part) for part in parts)


@given(bodies(), st.booleans())
@settings(max_examples=150, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_words_in_are_words_out(shape, found):
    numbers = itertools.count()
    body = re.sub("@", lambda _match: f"w{next(numbers)}é", shape)
    out = "".join(words(blocks(body, Finder() if found else Resolver())))
    visible = re.findall(r"w\d+é", re.sub(r"<!--.*?-->|<[^>]*>|\[[^\]]*\]", " ", body))
    assert [word for word in visible if word not in out] == [], body


PIECES = st.sampled_from(
    ["<", ">", "</", "<!--", "-->", "<!-- wp:", "<!-- /wp:", "image", "{", "}", '"url":', '"', "'", "[", "]", "[/", "caption", "gallery", "embed", "=", "\n\n",
     "<p>", "<table>", "<tr>", "<td colspan=99999>", "<img src=", "/a.jpg", "<a href=", "https://youtu.be/", "&", "&#", ";", "<svg>", "<math>", "<script>", "</script>",
     "<blockquote>", "<cite>", "<figure>", "<figcaption>", "<ul>", "<li>", "<pre>", "<kring-slot n=0>", "<kring-block name=gallery n=0>", "\x00", "\ud800", "é", "🎉", " ", "/", "x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
@settings(max_examples=150, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_no_body_whatever_breaks_the_conversion(body):
    value = json.loads(json.dumps(blocks(body)))
    assert {name for name, _value in value} <= set(BodyBlock().child_blocks)
    for name, found in value:
        if name == "text":
            assert not re.search(r"<(?!/?(p|b|i|br|code|s|sup|sub|ul|ol|li|h2|h3|h4|blockquote|hr|a)\b)", found)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 20000 + "x", "<ul><li>" * 20000 + "x", "<dl><dt>x<dd>" * 20000, "<table><tr><td>" * 5000 + "x", "[gallery]" * 5000, "[caption]" * 20000,
     "<!-- wp:group -->" * 20000 + "x", "<!--" * 20000, "<" * 50000, "[" * 50000, "<p>x" * 10000, "a\n\n" * 20000, "<a " + "b=c " * 20000 + ">x</a>", "<i>" * 499 + "x",
     "<blockquote>" * 499 + "x", "<figure>a" * 499, "&#60;" * 20000, "https://youtu.be/" * 5000],
)  # fmt: skip
def test_no_body_takes_long(body):
    start = time.process_time()
    blocks(body)
    assert time.process_time() - start < 4
