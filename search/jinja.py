"""What the templates of search use."""

from django.utils import formats
from django.utils.translation import get_language_info

from search.registry import families

ICONS = {
    "news": "newspaper",
    "people": "contact-round",
    "topics": "hash",
    "comments": "message-circle",
    "tools": "wrench",
}


def icon_of_family(name: str) -> str:
    """The sign of a kind of thing, for its mark."""
    return ICONS.get(name, "file-text")


def is_people(name: str) -> bool:
    """Whether things of this family are colleagues, who show with their face."""
    family = families().get(name)
    return family is not None and family.is_people


def count_of(total: int, is_capped: bool = False) -> str:
    """A number of hits in the reader's language: "1,000+" when there are more than were counted."""
    return formats.number_format(total, use_l10n=True, force_grouping=True) + ("+" if is_capped else "")


def language_name(code: str) -> str:
    """A language in its own words: "Nederlands", "English"."""
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return code


def family_label(name: str) -> str:
    """What things of this family are called together."""
    family = families().get(name)
    return str(family.label) if family else name


GLOBALS = {
    "icon_of_family": icon_of_family,
    "is_people": is_people,
    "language_name": language_name,
    "family_label": family_label,
    "count_of": count_of,
}
