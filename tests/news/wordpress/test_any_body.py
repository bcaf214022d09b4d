"""Whatever a body holds: no word lost, nothing raised, nothing slow."""

# ruff: noqa: E501  what WordPress writes has long lines

import itertools
import json
import re
import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from news.blocks import BodyBlock
from news.wordpress.resolver import Resolver
from tests.news.wordpress.bodies import Finder, blocks, words

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
