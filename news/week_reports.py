"""Reports about the editor's week: what is scheduled, what is not in both languages, which pictures nobody described,
and how old the content is. Each lists only pages that the editor may edit."""

from datetime import timedelta

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, Revision

from news.models import HowToPage, InformationPage, NewsPage
from news.models.page_pair import DUTCH, ENGLISH
from news.pairs import (
    AHEAD,
    BEHIND,
    IN_STEP,
    MISSING,
    PAIRS,
    TRANSLATABLE,
    in_state,
    state_in_words,
    state_of,
    with_language,
)
from news.planning import pages_of
from news.report_views import EditorsReport, owner_in_words, replace, types

LANGUAGES = [(DUTCH, gettext_lazy("Dutch")), (ENGLISH, gettext_lazy("English"))]
# As the database keeps a picture in a text: without words, and not said to be decoration.
UNDESCRIBED = '"alt_text": "", "decorative": false'


def waiting_of_page() -> QuerySet:
    """The version of the page outside that waits for its moment."""
    return Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField())
    )


class WeekFilterSet(WagtailFilterSet):
    """By type, owner and language."""

    content_type = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Type"), queryset=lambda request: types(TRANSLATABLE)
    )
    owner = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Owner"),
        queryset=lambda request: get_user_model().objects.filter(owned_pages__isnull=False).distinct(),
    )
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=LANGUAGES)

    class Meta:
        model = Page
        fields: list[str] = []


class WeekReport(EditorsReport):
    """A table of pages: `shown` names the attributes that are shown and exported, with their headings."""

    results_template_name = "news/admin/week_report.html"
    context_object_name = "pages"
    filterset_class: type = WeekFilterSet
    shown: dict = {}

    @property
    def list_export(self) -> list[str]:
        return ["title", *self.shown, "address"]

    @property
    def export_headings(self) -> dict:
        return {"title": gettext_lazy("Title"), "address": gettext_lazy("Address")} | self.shown

    def pages(self) -> QuerySet:
        """The pages of this editor with everything that a row shows. No further query per row."""
        found = with_language(pages_of(self.request.user).filter(content_type__in=types(TRANSLATABLE)))
        planned = Exists(waiting_of_page())
        return found.annotate(is_planned=planned).select_related("owner", "content_type", *PAIRS)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"shown": self.shown}

    def decorate_paginated_queryset(self, object_list):
        pages = list(object_list)
        for page in pages:
            self.describe(page)
            page.address = page.url or ""
            page.cells = [getattr(page, name) for name in self.shown]
        return pages if self.is_export else replace(object_list, pages)

    def describe(self, page) -> None:
        """Put the words of the columns on the page."""
        model = page.content_type.model_class()
        page.type_name = str(model._meta.verbose_name) if model else ""
        page.owner_name = owner_in_words(page.owner)
        page.language_name = dict(LANGUAGES).get(page.language, "")
        page.changed_on = timezone.localdate(page.last_published_at) if page.last_published_at else None
        pair = next((getattr(page, name) for name in PAIRS if hasattr(page, name)), None)
        page.languages_state = state_in_words(state_of(pair, page.language), page.language)
        page.live_state = _("Live") if page.live else _("Scheduled") if page.is_planned else _("Draft")


class ScheduledFilterSet(WeekFilterSet):
    """And by what will happen."""

    what = django_filters.ChoiceFilter(
        label=gettext_lazy("What happens"),
        method="what_happens",
        choices=[("live", gettext_lazy("Goes live")), ("ends", gettext_lazy("Ends"))],
    )

    def what_happens(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return (
            queryset.filter(goes_live_at__isnull=False) if value == "live" else queryset.filter(ends_at__isnull=False)
        )


class ScheduledReport(WeekReport):
    """What the clock will publish or end, soonest first."""

    page_title = gettext_lazy("Scheduled and expiring pages")
    header_icon = "calendar-alt"
    filterset_class = ScheduledFilterSet
    index_url_name, index_results_url_name = "news_scheduled_report", "news_scheduled_report_results"
    export_filename = "scheduled"
    shown = {
        "type_name": gettext_lazy("Type"),
        "goes_live": gettext_lazy("Goes live"),
        "ends": gettext_lazy("Ends"),
        "owner_name": gettext_lazy("Editor"),
        "languages_state": gettext_lazy("Languages"),
    }

    def get_queryset(self) -> QuerySet:
        waiting = waiting_of_page()
        far = timezone.now() + timedelta(days=365 * 100)
        pages = self.pages().annotate(goes_live_at=Subquery(waiting.values("approved_go_live_at")[:1]))
        pages = pages.filter(Exists(waiting) | Q(live=True, expire_at__isnull=False)).annotate(ends_at=F("expire_at"))
        first = Coalesce("goes_live_at", "ends_at", Value(far))
        return pages.order_by(first, "title", "pk")

    def describe(self, page) -> None:
        super().describe(page)
        page.goes_live = timezone.localtime(page.goes_live_at) if page.goes_live_at else None
        page.ends = timezone.localtime(page.ends_at) if page.ends_at else None


class TranslationFilterSet(WeekFilterSet):
    """And by how the languages stand."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        choices=[
            (MISSING, gettext_lazy("Other version missing")),
            (BEHIND, gettext_lazy("This version is behind")),
            (AHEAD, gettext_lazy("The other version is behind")),
            (IN_STEP, gettext_lazy("In step")),
        ],
    )

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(in_state(value))


class TranslationsReport(WeekReport):
    """Live and planned pages and their other version: what is missing or behind first."""

    page_title = gettext_lazy("Pages and their languages")
    header_icon = "globe"
    filterset_class = TranslationFilterSet
    index_url_name, index_results_url_name = "news_translations_report", "news_translations_report_results"
    export_filename = "languages"
    shown = {
        "type_name": gettext_lazy("Type"),
        "language_name": gettext_lazy("Language"),
        "languages_state": gettext_lazy("State"),
        "live_state": gettext_lazy("Live"),
        "owner_name": gettext_lazy("Owner"),
    }

    def get_queryset(self) -> QuerySet:
        changed = [
            Coalesce(f"{name}__{side}_changed_at", Value(None)) for name in PAIRS for side in ("dutch", "english")
        ]
        return self.pages().order_by(Coalesce(*changed).desc(nulls_last=True), "-latest_revision_created_at", "pk")


class UndescribedReport(WeekReport):
    """Pages with a picture that nobody described and nobody called decoration."""

    page_title = gettext_lazy("Pictures without a description")
    header_icon = "image"
    index_url_name, index_results_url_name = "news_undescribed_report", "news_undescribed_report_results"
    export_filename = "undescribed-pictures"
    shown = {
        "type_name": gettext_lazy("Type"),
        "where": gettext_lazy("Which picture"),
        "live_state": gettext_lazy("Live"),
        "owner_name": gettext_lazy("Owner"),
    }

    def get_queryset(self) -> QuerySet:
        lead = NewsPage.objects.filter(
            pk=OuterRef("pk"), lead_image__isnull=False, lead_image_alt="", lead_image_decorative=False,
            lead_image__description="",
        )  # fmt: skip
        pages = self.pages().annotate(lead_lacks=Exists(lead), text_lacks=Exists(lacking(NewsPage, "body")))
        for model, field in ((InformationPage, "body"), (HowToPage, "body"), (HowToPage, "steps")):
            if any(known.name == field for known in model._meta.get_fields()):
                pages = pages.annotate(**{f"lacks_{model._meta.model_name}_{field}": Exists(lacking(model, field))})
        names = [name for name in pages.query.annotations if name.startswith("lacks_")]
        conditions = Q(lead_lacks=True) | Q(text_lacks=True)
        for name in names:
            conditions |= Q(**{name: True})
        return pages.filter(conditions).order_by("-latest_revision_created_at", "pk")

    def describe(self, page) -> None:
        super().describe(page)
        in_text = page.text_lacks or any(value for name, value in vars(page).items() if name.startswith("lacks_"))
        where = [_("the lead image")] if page.lead_lacks else []
        page.where = ", ".join(where + ([_("in the text")] if in_text else []))


def lacking(model, field: str) -> QuerySet:
    """Pages of this type with an undescribed picture in this text."""
    pages = model.objects.annotate(raw=Cast(field, TextField()))
    return pages.filter(pk=OuterRef("pk"), raw__contains=UNDESCRIBED)


class AgeFilterSet(WeekFilterSet):
    """And by age."""

    older = django_filters.ChoiceFilter(
        label=gettext_lazy("Not changed for"),
        method="older_than",
        choices=[
            ("6", gettext_lazy("6 months")),
            ("12", gettext_lazy("12 months")),
            ("24", gettext_lazy("24 months")),
        ],
    )

    def older_than(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(last_published_at__lt=timezone.now() - timedelta(days=int(value) * 365 // 12))


class AgeReport(WeekReport):
    """Live pages, the ones that nobody touched for longest first."""

    page_title = gettext_lazy("Age of the content")
    header_icon = "history"
    filterset_class = AgeFilterSet
    index_url_name, index_results_url_name = "news_age_report", "news_age_report_results"
    export_filename = "age"
    shown = {
        "type_name": gettext_lazy("Type"),
        "changed_on": gettext_lazy("Last published"),
        "confirm_before": gettext_lazy("Confirm before"),
        "owner_name": gettext_lazy("Owner"),
        "languages_state": gettext_lazy("Languages"),
    }

    def get_queryset(self) -> QuerySet:
        return self.pages().select_related("care").filter(live=True).order_by("last_published_at", "pk")

    def describe(self, page) -> None:
        super().describe(page)
        page.confirm_before = page.care.review_by if hasattr(page, "care") else None


REPORTS = [
    ("scheduled", ScheduledReport, "news_scheduled_report", gettext_lazy("Scheduled and expiring pages"), 720),
    ("languages", TranslationsReport, "news_translations_report", gettext_lazy("Pages and their languages"), 730),
    ("pictures", UndescribedReport, "news_undescribed_report", gettext_lazy("Pictures without a description"), 740),
    ("age", AgeReport, "news_age_report", gettext_lazy("Age of the content"), 750),
]
