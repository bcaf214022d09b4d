"""The values of single blocks: pictures, galleries, tables, quotes, code. No flow, no order; blocks.py has that."""

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

from bs4.element import Tag
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from news.wordpress.markup import plain, safe_url

MAX_COLUMNS = 60
_valid = URLValidator(schemes=["http", "https"])
_VIDEO_HOSTS = {
    "youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "vimeo.com",
    "player.vimeo.com",
    "dailymotion.com",
    "ted.com",
}
_ID = re.compile(r"\bwp-image-(\d{1,12})\b")


def number(value) -> int:
    """A positive whole number from whatever an attribute holds, or 0."""
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"\d{1,12}", text, re.ASCII) else 0


def file_name(url: str) -> str:
    """The last part of an address, readable."""
    try:
        return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or url
    except ValueError:
        return url


def is_web(url: str) -> bool:
    """Whether the editors' forms accept this as an address on the web."""
    try:
        _valid(url)
    except ValidationError:
        return False
    return True


def host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""


def video_page(url: str) -> str:
    """The public page of an online video, when the address is one of a player we know; else nothing."""
    name = host(url)
    if name not in _VIDEO_HOSTS:
        return ""
    parts = urlsplit(url)
    path = [part for part in parts.path.split("/") if part]
    if name in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        found = parse_qs(parts.query).get("v", [""])[0]
        if not found and name == "youtu.be" and path:
            found = path[0]
        if not found and len(path) > 1 and path[0] in ("embed", "v", "shorts", "live"):
            found = path[1]
        found = re.split(r"[&?]", found)[0]
        return f"https://www.youtube.com/watch?v={found}" if re.fullmatch(r"[\w-]{6,20}", found) else ""
    if name in ("vimeo.com", "player.vimeo.com"):
        found = next((part for part in path if part.isdigit()), "")
        return f"https://vimeo.com/{found}" if found else ""
    return url if path and is_web(url) else ""


def picture_url(img: Tag) -> str:
    """Where the picture really is; themes that load lazily keep a blank one in `src`."""
    for name in ("data-orig-file", "data-lazy-src", "data-src", "src"):
        found = safe_url(img.get(name))
        if found:
            return found
    return ""


def picture_id(img: Tag) -> int:
    found = _ID.search(img.get("class") or "")
    if not found:
        figure = img.find_parent("figure")
        found = _ID.search((figure.get("class") or "") if figure else "")
    return int(found[1]) if found else number(img.get("data-id"))


def is_smiley(img: Tag) -> bool:
    return bool(re.search(r"\b(wp-smiley|emoji)\b", img.get("class") or "")) and bool(img.get("alt"))


def is_pixel(img: Tag) -> bool:
    """A one-pixel picture is there to count readers."""
    return img.get("width") in ("0", "1") and img.get("height") in ("0", "1")


def code(text: str) -> str:
    """Rich text of preformatted text: one paragraph of code, its indents and breaks kept."""
    lines = [
        re.sub(r"^ +|  +", lambda spaces: "\xa0" * len(spaces[0]), line.expandtabs(4))
        for line in text.strip("\n").split("\n")
    ]
    inner = "<br/>".join(html.escape(line.rstrip(" "), quote=False) for line in lines)
    return f"<p><code>{inner}</code></p>" if text.strip() else ""


def table(node: Tag, absolute) -> dict | None:
    """The value of a table block: words of each cell, spans filled with empty cells, None without any word."""
    rows: list[list[str]] = []
    pending: dict[tuple[int, int], bool] = {}
    header = column = False
    own = [row for row in node.find_all("tr") if row.find_parent("table") is node]
    for index, row in enumerate(own):
        cells: list[str] = []
        tags = [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        if index == 0:
            header = bool(tags) and (all(tag.name == "th" for tag in tags) or row.find_parent("thead") is not None)
        else:
            column = bool(tags) and tags[0].name == "th" and (column or index == 1)
        for tag in tags:
            while pending.pop((index, len(cells)), False):
                cells.append("")
            across = min(max(number(tag.get("colspan")), 1), MAX_COLUMNS)
            down = min(max(number(tag.get("rowspan")), 1), len(own) - index)
            for below in range(1, down):
                for beside in range(across):
                    pending[(index + below, len(cells) + beside)] = True
            cells += [_cell(tag, absolute), *[""] * (across - 1)]
        rows.append(cells)
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    width = max(len(row) for row in rows)
    return {
        "data": [row + [""] * (width - len(row)) for row in rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": header,
        "first_col_is_header": column,
        "table_header_choice": {(True, True): "both", (True, False): "row", (False, True): "column"}.get(
            (header, column), "neither"
        ),
        "table_caption": "",
    }


def _cell(tag: Tag, absolute) -> str:
    """Words of a cell. A cell holds plain text, so an address that is not in the words comes behind them."""
    for image in tag.find_all("img"):
        if is_smiley(image):
            image.replace_with(image["alt"])
    words = plain(tag)
    for link in tag.find_all("a", href=True):
        target = safe_url(link["href"])
        if target and not target.startswith("#") and absolute(target) not in words and target not in words:
            words += f" ({absolute(target)})"
    return words


def is_layout(node: Tag) -> bool:
    """A table of one cell was a frame around something, not a table."""
    return len(node.find_all(["td", "th"], limit=2)) == 1
