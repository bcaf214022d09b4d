"""The two languages of a page, for the templates of the CMS."""

from django import template

from news.pairs import Pairing

register = template.Library()


@register.simple_tag
def pairing_of(page, user) -> Pairing | None:
    """How a page stands to its version in the other language; nothing before the first save."""
    return Pairing.of(page, user) if page.pk else None
