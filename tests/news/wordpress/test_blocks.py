"""Classic bodies become blocks that editors can edit, and no visible word is lost."""

# ruff: noqa: E501  what WordPress writes has long lines

import json
import re

import pytest

from news.wordpress.blocks import convert
from news.wordpress.resolver import Resolver
from tests.news.wordpress.bodies import Finder, blocks, only, text, words


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


def test_page_builders_leave_their_words():
    found = convert(
        '[vc_row][vc_column width="1/2"][vc_custom_heading text="Kop &quot;hier&quot;"][vc_column_text]Een\n\nTwee[/vc_column_text][/vc_column][/vc_row]',
        Finder(),
    )
    assert found.blocks == [("text", '<p>Kop "hier"</p><p>Een</p><p>Twee</p>')]
    assert len(found.notes) == 1


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
