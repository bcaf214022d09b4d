"""What moderators meet of a page. Editors publish and withdraw it; a moderator asks its author for a change."""

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html_join

from access.subjects import Shown, Subject
from news.entries import text_of


class PageSubject(Subject):
    """Title, teaser and text, as every reader of the page sees them."""

    may_go = False

    def shown(self, thing: Model) -> Shown:
        parts = [(part,) for part in self._parts(thing)]
        return Shown(format_html_join("", "<p>{}</p>", parts), thing.title)

    def words(self, thing: Model) -> str:
        return "\n\n".join([thing.title, *self._parts(thing)])

    def address(self, thing: Model) -> str:
        return thing.get_url() or ""

    def edit_address(self, thing: Model) -> str:
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])

    def is_gone(self, thing: Model) -> bool:
        return not thing.live

    def _parts(self, thing: Model) -> list[str]:
        body = text_of(thing) if hasattr(thing, "body") else ""
        return [part for part in (getattr(thing, "teaser", ""), body) if part]
