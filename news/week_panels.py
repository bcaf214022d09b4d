"""More of what editors see first in the CMS: their own drafts, pages that need a look, and languages.
Each panel is hidden when it has nothing to say, and costs one query."""

from datetime import timedelta

from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision

from news.dashboard import AT_MOST, NewsPanel, row
from news.pairs import BEHIND, MISSING, PAIRS, TRANSLATABLE, in_state, state_in_words, state_of, with_language
from news.planning import pages_of
from news.report_views import LASTING, types

RECENT = timedelta(days=14)


class DraftsPanel(NewsPanel):
    """What I wrote last and nobody published or planned, and that has no date of its own."""

    name = "drafts"
    heading = gettext_lazy("My drafts")
    order = 75

    def rows(self) -> list[dict]:
        wanted = (
            Revision.objects.filter(pk=OuterRef("latest_revision_id"))
            .annotate(wanted=KT("content__go_live_at"))
            .values("wanted")
        )
        drafts = (
            Page.objects.filter(
                has_unpublished_changes=True,
                latest_revision__user=self.request.user,
                latest_revision__approved_go_live_at=None,
            )
            .annotate(wanted=Subquery(wanted, output_field=CharField()))
            .filter(Q(wanted=None) | Q(wanted="null"))  # SQLite gives the word for "no date"
            .order_by("-latest_revision_created_at", "pk")
            .only("title", "draft_title", "live", "latest_revision_created_at", "content_type")
        )
        note = _("changes to a live page, saved")
        return [
            row(page, page.latest_revision_created_at, note if page.live else _("saved")) for page in drafts[:AT_MOST]
        ]


class CarePanel(NewsPanel):
    """Lasting pages that nobody confirmed in time, and those without an owner."""

    name = "care"
    heading = gettext_lazy("Not confirmed in time, or without an owner")
    order = 95
    template_name = "news/admin/notes_panel.html"

    def rows(self) -> list[dict]:
        today = timezone.localdate()
        ownerless = Q(content_type__in=types(LASTING)) & (Q(owner=None) | Q(owner__is_active=False))
        pages = (
            pages_of(self.request.user)
            .filter(Q(care__review_by__lt=today) | ownerless, live=True)
            .select_related("care", "owner")
            .order_by("care__review_by", "pk")
            .only("title", "draft_title", "content_type", "care__review_by", "owner__is_active")
        )
        return [self.row_of(page, today) for page in pages[:AT_MOST]]

    @staticmethod
    def row_of(page, today) -> dict:
        review_by = page.care.review_by if hasattr(page, "care") else None
        if review_by and review_by < today:
            return row(page, None, _("not confirmed since it was due")) | {"day": review_by}
        return row(page, None, _("without an owner"))


class LanguagesPanel(NewsPanel):
    """Versions that are behind, and fresh pages that are in one language only."""

    name = "languages"
    heading = gettext_lazy("Languages out of step")
    order = 96
    template_name = "news/admin/notes_panel.html"

    def rows(self) -> list[dict]:
        fresh = in_state(MISSING) & Q(live=True, first_published_at__gte=timezone.now() - RECENT)
        pages = with_language(pages_of(self.request.user).filter(content_type__in=types(TRANSLATABLE)))
        pages = pages.filter(in_state(BEHIND) | fresh).select_related(*PAIRS)
        changed = Coalesce(*(f"{name}__{side}_changed_at" for name in PAIRS for side in ("dutch", "english")))
        found = pages.order_by(changed.desc(nulls_last=True), "-first_published_at", "pk")[:AT_MOST]
        return [row(page, None, self.words_of(page)) for page in found]

    @staticmethod
    def words_of(page) -> str:
        pair = next((getattr(page, name) for name in PAIRS if hasattr(page, name)), None)
        return state_in_words(state_of(pair, page.language), page.language)


PANELS = [DraftsPanel, CarePanel, LanguagesPanel]
