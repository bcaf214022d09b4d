"""Addresses of the old site, and what is behind them."""

import re
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from news.wordpress.folder import plain_name
from news.wordpress.reader import Site
from news.wordpress.store import Entry, Store

PAGES = ("post", "page")


class Links:
    """Looks up items of an export by number or by any address WordPress gave them."""

    def __init__(self, store: Store, site: Site):
        self.base = site.url if site.url.startswith(("http://", "https://")) else ""
        self.hosts = {_host(address) for address in site.addresses} - {""}
        self.by_number: dict[int, Entry] = {}
        self._by_address: dict[str, Entry] = {}
        self._files: dict[str, Entry] = {}
        for entry in store.entries:
            if entry.post_id:
                self.by_number.setdefault(entry.post_id, entry)
            if entry.post_type in ("nav_menu_item", "revision"):
                continue
            for address in (entry.link, entry.guid):
                key = self.key(address)
                if key:
                    self._by_address.setdefault(key, entry)
            if entry.attachment_url:
                key = self.key(entry.attachment_url)
                self.hosts.add(_host(entry.attachment_url))
                self._files.setdefault(key, entry)
                self._files.setdefault(plain_name(key), entry)

    def absolute(self, url: str) -> str:
        try:
            return urljoin(self.base, url) if self.base else url
        except ValueError:
            return url

    def key(self, url: str) -> str:
        """What addresses of one thing have in common, whatever their scheme, www, encoding or last slash."""
        try:
            parts = urlsplit(self.absolute(url))
            query = parse_qs(parts.query)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return ""
        path = unquote(parts.path).rstrip("/").lower()
        for name in ("p", "page_id", "attachment_id"):
            if query.get(name, [""])[0].isdigit() and path in ("", "/index.php"):
                return f"{host}?{query[name][0]}"
        return f"{host}{path}" if path else ""

    def is_ours(self, url: str) -> bool:
        """Whether the address is on the old site, its media host, or relative."""
        host = _host(self.absolute(url))
        return not host or host in self.hosts or bool(re.fullmatch(r"i\d\.wp\.com|.*\.files\.wordpress\.com", host))

    def page(self, url: str) -> Entry | None:
        """The item whose address this is."""
        key = self.key(url)
        number = key.partition("?")[2]
        if number and (not self.hosts or key.partition("?")[0] in self.hosts):
            return self.by_number.get(int(number)) if len(number) < 16 else None
        return self._by_address.get(key) if key else None

    def file(self, url: str, number: int = 0) -> Entry | None:
        """The attachment behind the address of a file or of a resized copy.

        The number is the weaker hint: pages copied from another site keep that site's numbers.
        """
        key = self.key(url) if url else ""
        found = self._files.get(key) or self._files.get(plain_name(key)) if key else None
        if found:
            return found
        entry = self.by_number.get(number)
        if entry and entry.attachment_url and (not key or _same_file(entry.attachment_url, url)):
            return entry
        return None


def _same_file(one: str, other: str) -> bool:
    return _name(one) == _name(other)


def _name(url: str) -> str:
    try:
        return plain_name(unquote(urlsplit(url).path).rpartition("/")[2].lower())
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
