"""The blocks of a body: what an editor must fill in, and what a draft may leave open."""

import pytest
from django.core.exceptions import ValidationError
from wagtail_factories import DocumentFactory, ImageFactory

from news.blocks import BodyBlock, CardBlock, ImageBlock, LinkBlock, VideoBlock
from news.body import render_parts
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db


def errors_of(block, value) -> dict:
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    return refused.value.block_errors


def picture(**fields) -> dict:
    return {"image": ImageFactory().pk, "alt_text": "", "decorative": False, "caption": ""} | fields


def test_a_picture_is_described_or_decorative():
    block = ImageBlock()
    assert "Describe the picture" in str(errors_of(block, picture())["alt_text"])
    assert "Describe the picture" in str(errors_of(block, picture(alt_text="   "))["alt_text"])
    assert "has no description" in str(errors_of(block, picture(alt_text="A cheese", decorative=True))["decorative"])
    assert block.clean(block.to_python(picture(decorative=True)))["decorative"] is True
    assert block.clean(block.to_python(picture(alt_text="A cheese")))["alt_text"] == "A cheese"


def test_a_film_is_ours_or_elsewhere_not_both():
    block = VideoBlock()
    film = {"document": None, "url": "", "title": "Hall F", "transcript": ""}
    assert "one of the two" in str(errors_of(block, film)["document"])
    both = film | {"document": DocumentFactory().pk, "url": "https://films.example/1"}
    assert "one of the two" in str(errors_of(block, both)["document"])
    assert block.clean(block.to_python(film | {"url": "https://films.example/1"}))


def test_a_link_has_a_target_and_words():
    block = LinkBlock()
    link = {"page": None, "url": "", "text": "", "description": ""}
    assert "one of the two" in str(errors_of(block, link)["page"])
    assert "Say in words" in str(errors_of(block, link | {"url": "https://x.example"})["text"])
    assert errors_of(block, link | {"url": "javascript:alert(1)", "text": "x"})


def test_a_card_needs_no_link():
    block = CardBlock()
    card = {"title": "Leave", "text": "<p>How.</p>", "image": None}
    none = {"page": None, "url": "", "text": "", "description": ""}
    assert block.clean(block.to_python(card | {"link": none}))["title"] == "Leave"
    assert "link" in errors_of(block, card | {"link": none | {"text": "Here"}})


def test_the_ten_blocks_of_a_body():
    assert list(BodyBlock().child_blocks) == [
        "text", "image", "gallery", "video", "quote", "callout", "table", "people", "documents", "links",
    ]  # fmt: skip


def html_of(*blocks) -> str:
    parts = render_parts(NewsPageFactory(body=list(blocks)))
    return "".join(part.get("html", "") for part in parts)


def test_nothing_from_elsewhere_is_loaded():
    film = {"document": None, "url": "https://films.example/1", "title": "Hall F", "transcript": "Words\n\nMore"}
    html = html_of(("video", film))
    assert "<iframe" not in html
    assert 'href="https://films.example/1"' in html
    assert "<p>Words</p><p>More</p>" in html


def test_what_people_typed_is_text_not_markup():
    nasty = "<script>alert(1)</script>"
    table = {"data": [[nasty, "b"], ["c", nasty]], "first_row_is_table_header": True}
    html = html_of(
        ("quote", {"text": nasty, "attribution": nasty, "role": nasty}),
        ("table", {"caption": nasty, "table": table}),
        ("callout", {"kind": "warning", "title": nasty, "text": "<p>Fine</p>"}),
        ("video", {"document": None, "url": "https://x.example", "title": nasty, "transcript": nasty}),
    )
    assert "<script>" not in html
    assert "<caption>" in html
    assert '<th scope="col">' in html


def test_a_decorative_picture_has_an_empty_description():
    image = {"image": ImageFactory(title="file-123"), "alt_text": "", "decorative": True, "caption": ""}
    assert 'alt=""' in html_of(("image", image))


def test_a_picture_whose_file_is_gone_is_left_out():
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    assert "<img" not in html_of(("image", {"image": image, "alt_text": "x", "decorative": False, "caption": ""}))
