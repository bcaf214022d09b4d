"""Reports for editors: what nobody confirmed, what nobody owns, which links lead nowhere, and what helped. Each lists
only pages that the editor may edit."""

from datetime import timedelta

import django_filters
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from core.exporting import PlainExportMixin
from news.models import HowToPage, InformationPage, LinkCheck, LinkProblem, NewsPage, SectionPage, UsefulAnswer
from news.planning import edits_pages, pages_of
from news.tasks import check_links_now

SOON = timedelta(days=28)
LASTING = (InformationPage, HowToPage, SectionPage)


def types(models) -> QuerySet:
    """The content types of these models."""
    return ContentType.objects.filter(app_label="news", model__in=[model._meta.model_name for model in models])


class EditorsReport(PlainExportMixin, ReportView):
    """For who edits pages; others are refused."""

    default_ordering = None

    def dispatch(self, request, *args, **kwargs):
        if not edits_pages(request.user):
            raise PermissionDenied("This report is for editors.")
        return super().dispatch(request, *args, **kwargs)


class PageFilterSet(WagtailFilterSet):
    """By type and team."""

    content_type = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Type"), queryset=lambda request: types((*LASTING, NewsPage))
    )
    team = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Team"), field_name="care__team", queryset=lambda request: Group.objects.order_by("name")
    )

    class Meta:
        model = Page
        fields: list[str] = []


class StaleFilterSet(PageFilterSet):
    """And by how urgent it is, and whose it is."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        choices=[
            ("stale", gettext_lazy("Not confirmed in time")),
            ("soon", gettext_lazy("To be confirmed within four weeks")),
            ("later", gettext_lazy("Later")),
        ],
    )
    owner = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Owner"),
        queryset=lambda request: get_user_model().objects.filter(owned_pages__care__isnull=False).distinct(),
    )

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        conditions = {
            "stale": Q(care__review_by__lt=today),
            "soon": Q(care__review_by__gte=today, care__review_by__lte=today + SOON),
            "later": Q(care__review_by__gt=today + SOON),
        }
        return queryset.filter(conditions[value])


class PagesReport(EditorsReport):
    """Pages with their keeping."""

    results_template_name = "news/admin/pages_report.html"
    context_object_name = "pages"
    list_export = [
        "title",
        "type_name",
        "owner_name",
        "team_name",
        "confirmed_on",
        "review_by",
        "state_name",
        "address",
    ]
    export_headings = {
        "title": gettext_lazy("Title"),
        "type_name": gettext_lazy("Type"),
        "owner_name": gettext_lazy("Owner"),
        "team_name": gettext_lazy("Team"),
        "confirmed_on": gettext_lazy("Confirmed on"),
        "review_by": gettext_lazy("Confirm before"),
        "state_name": gettext_lazy("State"),
        "address": gettext_lazy("Address"),
    }

    def decorate_paginated_queryset(self, object_list):
        today = timezone.localdate()
        pages = list(object_list)
        for page in pages:
            care = getattr(page, "care", None)
            model = page.content_type.model_class()
            page.type_name = str(model._meta.verbose_name) if model else ""
            page.owner_name = owner_in_words(page.owner)
            page.team_name = care.team.name if care and care.team else ""
            page.confirmed_on = care.confirmed_on if care else None
            page.review_by = care.review_by if care else None
            page.is_late = care is not None and care.is_stale_on(today)
            page.state_name = state_in_words(care, today)
            page.address = page.url or ""
        return pages if self.is_export else replace(object_list, pages)


def replace(listed, pages: list):
    """The same page of the list with the pages as they were prepared."""
    if hasattr(listed, "object_list"):
        listed.object_list = pages
        return listed
    return pages


def owner_in_words(owner) -> str:
    """A name, and whether that person is still here."""
    if owner is None:
        return ""
    return str(owner) if owner.is_active else _("%(name)s (no longer here)") % {"name": owner}


def state_in_words(care, today) -> str:
    """How urgent it is."""
    if care is None or care.review_by is None:
        return _("No review date")
    if care.review_by < today:
        return _("Not confirmed in time")
    return _("To be confirmed within four weeks") if care.review_by <= today + SOON else _("Later")


class StaleReport(PagesReport):
    """Live pages with a review date, the longest overdue first."""

    page_title = gettext_lazy("Pages by review date")
    header_icon = "time"
    filterset_class = StaleFilterSet
    index_url_name, index_results_url_name = "news_stale", "news_stale_results"
    export_filename = "review-dates"

    def get_queryset(self) -> QuerySet:
        pages = pages_of(self.request.user).filter(live=True, care__review_by__isnull=False)
        return pages.select_related("care__team", "owner", "content_type").order_by("care__review_by", "title", "pk")


class OwnerlessFilterSet(PageFilterSet):
    """And by what is missing."""

    missing = django_filters.ChoiceFilter(
        label=gettext_lazy("What is missing"),
        method="missing_what",
        choices=[
            ("owner", gettext_lazy("No owner")),
            ("left", gettext_lazy("The owner is no longer here")),
            ("team", gettext_lazy("No team")),
        ],
    )

    def missing_what(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        conditions = {
            "owner": Q(owner=None),
            "left": Q(owner__is_active=False),
            "team": Q(care=None) | Q(care__team=None),
        }
        return queryset.filter(conditions[value])


class OwnerlessReport(PagesReport):
    """Lasting pages without an owner, with one who left, or without a team."""

    page_title = gettext_lazy("Pages without an owner")
    header_icon = "user"
    filterset_class = OwnerlessFilterSet
    index_url_name, index_results_url_name = "news_ownerless", "news_ownerless_results"
    export_filename = "without-owner"

    def get_queryset(self) -> QuerySet:
        lacking = Q(owner=None) | Q(owner__is_active=False) | Q(care=None) | Q(care__team=None)
        pages = pages_of(self.request.user).filter(lacking, live=True, content_type__in=types(LASTING))
        return pages.select_related("care__team", "owner", "content_type").order_by("title", "pk")


class BrokenFilterSet(WagtailFilterSet):
    """By what is wrong."""

    kind = django_filters.ChoiceFilter(label=gettext_lazy("What is wrong"), choices=LinkProblem.Kind.choices)
    owner = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Owner"),
        field_name="page__owner",
        queryset=lambda request: get_user_model().objects.filter(owned_pages__link_problems__isnull=False).distinct(),
    )

    class Meta:
        model = LinkProblem
        fields: list[str] = []


class BrokenLinksReport(EditorsReport):
    """What the last finished check found on pages of this editor; redirects and tools for all."""

    results_template_name = "news/admin/links_report.html"
    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    filterset_class = BrokenFilterSet
    index_url_name, index_results_url_name = "news_broken_links", "news_broken_links_results"
    export_filename = "broken-links"
    list_export = ["page_title", "owner_name", "get_kind_display", "words", "target"]
    export_headings = {
        "page_title": gettext_lazy("Page"),
        "owner_name": gettext_lazy("Owner"),
        "get_kind_display": gettext_lazy("What is wrong"),
        "words": gettext_lazy("Words of the link"),
        "target": gettext_lazy("Leads to"),
    }

    def get_queryset(self) -> QuerySet:
        mine = Q(page__in=pages_of(self.request.user).values("pk")) | Q(page=None)
        problems = LinkProblem.objects.filter(mine, check_run=LinkCheck.objects.latest_finished())
        return problems.select_related("page__owner").order_by(F("page__title").asc(nulls_last=True), "kind", "pk")

    def decorate_paginated_queryset(self, object_list):
        problems = list(object_list)
        for problem in problems:
            problem.page_title = problem.page.title if problem.page else _("Redirect or tool")
            problem.owner_name = owner_in_words(problem.page.owner) if problem.page else ""
        return problems if self.is_export else replace(object_list, problems)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["run"] = LinkCheck.objects.latest_finished()
        context["is_running"] = LinkCheck.objects.filter(finished_at=None).exists()
        return context


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Let the worker look at all links now instead of at the end of the week."""
    if not edits_pages(request.user):
        raise PermissionDenied("This check is for editors.")
    if not LinkCheck.objects.filter(finished_at=None).exists():
        check_links_now.enqueue()
    messages.success(request, _("The check begins as soon as the worker has time. Come back in a few minutes."))
    return redirect("news_broken_links")


class UsefulReport(EditorsReport):
    """How-to pages by how often they did not help. Counts only; the reasons stand at each page."""

    results_template_name = "news/admin/useful_report.html"
    page_title = gettext_lazy("Was it useful?")
    header_icon = "help"
    index_url_name, index_results_url_name = "news_useful_report", "news_useful_report_results"
    export_filename = "useful"
    list_export = ["title", "yes", "no", "reasons", "last_month"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "yes": gettext_lazy("Useful"),
        "no": gettext_lazy("Not useful"),
        "reasons": gettext_lazy("Reasons given"),
        "last_month": gettext_lazy("Last answer in"),
    }

    def get_queryset(self) -> QuerySet:
        answered = pages_of(self.request.user).filter(pk__in=UsefulAnswer.objects.values("page_id"))
        return (
            answered.select_related("content_type")
            .annotate(
                yes=Count("useful_answers", filter=Q(useful_answers__is_useful=True)),
                no=Count("useful_answers", filter=Q(useful_answers__is_useful=False)),
                reasons=Count("useful_answers", filter=~Q(useful_answers__reason="")),
                last_month=Max("useful_answers__month"),
            )
            .order_by("-no", "-yes", "title", "pk")
        )
