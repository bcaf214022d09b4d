"""Authors of the old site as people of Kring.

Who already has an account is recognised by e-mail address. For all others a record is made that can be shown as
author and can never sign in: inactive, without password, with an address under `.invalid` that receives nothing. The
real address is not taken over, so that a colleague who is invited later finds it free.
"""

import re
from zlib import crc32

from django.contrib.auth import get_user_model

from news.wordpress.reader import Author, Site

DOMAIN = "wordpress.invalid"


class Authors:
    def __init__(self, site: Site, *, dry_run: bool):
        self.site, self.dry_run = site, dry_run
        self.made: list[str] = []
        self._known: dict[str, object | None] = {}
        self._by_email: dict[str, object | None] = {}

    def author(self, login: str):
        """The person behind a login name of the old site; made when unknown. None without a name."""
        login = re.sub(r"[^\w .@-]", "", login).strip()
        if not login:
            return None
        if login not in self._known:
            self._known[login] = self._find_or_make(self.site.authors.get(login) or Author(login=login, name=login))
        return self._known[login]

    def colleague(self, email: str):
        """The person with this address, as commenter: an account of Kring or an author of the export. Never made."""
        email = email.strip().lower()
        if not email:
            return None
        if email not in self._by_email:
            self._by_email[email] = get_user_model().objects.filter(email__iexact=email).first()
        if self._by_email[email] is None:
            for author in self.site.authors.values():
                if author.email.lower() == email:
                    return self.author(author.login)
        return self._by_email[email]

    def _find_or_make(self, author: Author):
        people = get_user_model().objects
        found = people.filter(email__iexact=author.email).first() if author.email else None
        address = placeholder(author.login)
        found = found or people.filter(email=address).first()
        if found or self.dry_run:
            if not found:
                self.made.append(author.name or author.login)
            return found
        first, last = _names(author)
        person = people.create_user(address, None, first_name=first, last_name=last, is_active=False)
        self.made.append(str(person))
        return person


def placeholder(login: str) -> str:
    """An address that nobody can have and that says where the record comes from."""
    local = re.sub(r"[^a-z0-9]+", "-", login.lower()).strip("-")[:40]
    # Two logins must not share a record because their odd characters fell away.
    mark = "" if local == login.lower() else f"-{crc32(login.encode()):08x}"
    return f"author-{local or 'x'}{mark}@{DOMAIN}"


def _names(author: Author) -> tuple[str, str]:
    """First and last name as the author showed them."""
    shown = " ".join((author.name or f"{author.first_name} {author.last_name}").split()) or author.login
    shown = "".join(letter for letter in shown if letter.isprintable())
    if shown == f"{author.first_name} {author.last_name}".strip() and author.last_name:
        return author.first_name[:150], author.last_name[:150]
    first, _space, last = shown.partition(" ")
    return first[:150], last[:150]
