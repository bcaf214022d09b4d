"""Employee text becomes safe HTML, whatever it is, and at a bounded cost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import (
    LONGEST,
    clean_source,
    excerpt,
    is_blank,
    plain_text,
    render_linked,
    render_markdown,
    sanitise_html,
)
from tests.bad_inputs import every_bad_string

ALLOWED = re.compile(
    r"</?(?:p|br|strong|em|s|code|pre|blockquote|ul|ol|li|h2|h3|h4|hr|b|i|del|sub|sup)>|</a>"
    r'|<a(?: href="[^"<>]*")?(?: rel="noopener noreferrer nofollow")>'
)


def is_safe(markup: str) -> bool:
    """Only tags of the allow-list, only links with harmless schemes, no attribute but href and rel."""
    rest = ALLOWED.sub("", markup)
    schemes = re.findall(r'href="\s*([a-z][a-z0-9+.-]*):', markup, re.I)
    return "<" not in rest and {scheme.lower() for scheme in schemes} <= {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>"),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("<b>no html</b>", "<p>&lt;b&gt;no html&lt;/b&gt;</p>"),
    ],
)
def test_markdown_subset(source, expected):
    assert render_markdown(source).strip() == expected


def test_links_carry_rel_and_bare_addresses_become_links():
    rendered = render_markdown("See https://duinrand.example/x and [this](https://example.org).")
    assert rendered.count('rel="noopener noreferrer nofollow"') == 2
    assert 'href="https://duinrand.example/x"' in rendered


def test_images_are_not_loaded():
    assert "<img" not in render_markdown("![alt](https://evil.example/pixel.gif)")


@pytest.mark.parametrize("source", ["[x](javascript:alert(1))", "[x](data:text/html;base64,eA==)", "[x](vbscript:x)"])
def test_dangerous_addresses_do_not_become_links(source):
    assert "<a" not in render_markdown(source)


@pytest.mark.parametrize("text", every_bad_string())
def test_hostile_text_is_safe_quick_and_never_an_error(text):
    started = time.process_time()
    for rendered in (render_markdown(text), sanitise_html(text), render_markdown(clean_source(text))):
        assert is_safe(rendered), rendered[:500]
    assert len(excerpt(text, 100)) <= 100
    plain_text(text)
    assert time.process_time() - started < 1


@given(st.text(alphabet="<>&\"'`*_~[]()!#-/:= \nahrefjvscipt\x00\u202e\ud800", max_size=300))
def test_any_text_is_safe(text):
    assert is_safe(render_markdown(text))
    assert is_safe(sanitise_html(text))


@pytest.mark.parametrize(
    "piece", ["> ", "[", "[a](", "**a *a ", "`", "- ", "http://", "a@", "<", "&amp;", "\\", "~~a", "1. "]
)
def test_repeated_marks_do_not_blow_up_the_cost(piece):
    text = (piece * LONGEST)[:LONGEST]
    started = time.process_time()
    render_markdown(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200d\ufeff", "\u2800\u3164", "\u202e", "\u0301\u0301"])
def test_text_without_anything_to_see_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "👍", "0", ".", "ß", "م"])
def test_one_visible_character_is_not_blank(text):
    assert not is_blank(text)


def test_clean_source_takes_out_what_nobody_can_see():
    assert clean_source(" a\u202eb\x00c\r\nd\x85\ud800 ") == "abc\nd\ufffd"
    assert clean_source("e\u0301") == "é"
    assert len(clean_source("a" + "\u0336" * 500)) < 10
    assert clean_source("👩‍👩‍👧 naïef") == "👩‍👩‍👧 naïef"


def test_excerpt_cuts_at_a_word():
    assert excerpt("one **two** three four", 14) == "one two three…"
    assert excerpt("short", 14) == "short"
    assert excerpt("x" * 50, 10) == "x" * 9 + "…"


def test_plain_text_is_one_line_of_words():
    assert plain_text("# a\n\n- b\n- c\n\n[d](https://x.example) & e") == "# a b c d & e"


def test_words_lead_somewhere_in_plain_text_only():
    links = (
        ("@Bo <b>", "/people/1/", "@Bo <b>"),
        ("@Bo", "javascript:alert(1)", "@Bo"),
        ("#salt", "/s?q=salt", "#salt"),
    )
    source = "#salt `#salt` [#salt](https://x.example/) #salty x#salt @Bo <b> *#salt*"
    made = render_linked(source, links)
    assert made.count('href="/s?q=salt"') == 2
    assert '<a href="/people/1/" rel="noopener noreferrer nofollow">@Bo &lt;b&gt;</a>' in made
    assert "javascript:" not in render_linked("@Bo", links)
