"""Texts are gathered from every template, also from those with more than the plain language."""

import pytest
from jinja2 import TemplateSyntaxError

from core.management.commands.translations import gather


def a_house(tmp_path, template: str):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(template)
    return tmp_path


def test_texts_in_a_template_that_keeps_lists_are_gathered(tmp_path):
    house = a_house(tmp_path, '{% do words.append(_("Newest")) %}{{ ngettext("%(num)d seat", "%(num)d seats", n) }}')
    assert {message.id for message in gather(house)} == {"", "Newest", ("%(num)d seat", "%(num)d seats")}


def test_a_template_that_cannot_be_read_stops_the_gathering(tmp_path):
    with pytest.raises(TemplateSyntaxError):
        gather(a_house(tmp_path, '{{ _("Hello") }}{% nonsense %}'))
