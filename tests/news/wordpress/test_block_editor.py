"""Bodies of the block editor."""

# ruff: noqa: E501  what WordPress writes has long lines

import json

import pytest

from news.wordpress.blocks import convert
from tests.news.wordpress.bodies import Finder, blocks, only, text, words


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
