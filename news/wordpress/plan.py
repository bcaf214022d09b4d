"""Which items come in, as what, and in which order."""

from django.utils.translation import gettext as _

from news.wordpress.places import Places
from news.wordpress.store import Entry

KINDS = {"post": "news", "page": "page"}


def decide(entry: Entry, kinds: dict[str, str], places: Places) -> tuple[str, str]:
    """("news" or "page", "") for what is imported, ("", reason) for what is not."""
    kind = (KINDS | kinds).get(entry.post_type, "")
    if not kind:
        return "", _reason(entry.post_type)
    if entry.status in ("trash", "auto-draft", "inherit"):
        return "", {
            "trash": _("it was in the bin of WordPress"),
            "auto-draft": _("WordPress saved it by itself and nobody wrote in it"),
            "inherit": _("it is an old version of another item"),
        }[entry.status]
    if kind == "news" and places.news is None:
        return "", _("this section takes no news items; choose one that does with --section")
    if kind == "page" and places.information is None:
        return "", _("this section takes no information pages; choose one that does with --section")
    return kind, ""


def _reason(post_type: str) -> str:
    known = {
        "nav_menu_item": _("entries of menus are left out: Kring makes its menus from the pages"),
        "revision": _("old versions are left out"),
        "wp_navigation": _("menus are left out: Kring makes its menus from the pages"),
        "custom_css": _("the look of the old site is left out"),
        "customize_changeset": _("the look of the old site is left out"),
        "wp_template": _("the look of the old site is left out"),
        "wp_template_part": _("the look of the old site is left out"),
        "wp_global_styles": _("the look of the old site is left out"),
        "wp_font_family": _("the look of the old site is left out"),
        "wp_font_face": _("the look of the old site is left out"),
        "oembed_cache": _("copies that WordPress keeps for itself are left out"),
        "user_request": _("requests about personal data are left out"),
    }
    return known.get(post_type) or _(
        "items of the kind “%(kind)s” belong to a plugin (--type %(kind)s=news or --type %(kind)s=page brings them in)"
    ) % {"kind": post_type}


def in_order(chosen: list[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Pages before what is below them, siblings in the order of their menu; then news, oldest first."""
    pages = {entry.post_id: (entry, kind) for entry, kind in chosen if kind == "page" and entry.post_id}
    depths: dict[int, int] = {}

    def depth(number: int) -> int:
        seen: list[int] = []
        while number in pages and number not in depths and number not in seen:
            seen.append(number)
            number = pages[number][0].parent
        # Pages that are each other's parents have no top: they all count as one.
        level = depths.get(number, 0)
        for found in reversed(seen):
            level += 1
            depths[found] = level
        return level

    def place(pair: tuple[Entry, str]) -> tuple:
        entry, kind = pair
        if kind == "page":
            return (0, depth(entry.post_id) if entry.post_id else 1, entry.order, entry.title.casefold())
        return (1, 0, 0, entry.at)

    return sorted(chosen, key=place)
