"""What moderators see in the CMS: comments by state, person and time, with the way to each."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from access.rule import reach
from comments.models import Comment
from comments.permissions import can_moderate
from core.text import excerpt

STATES = (
    ("there", _("On the site")),
    ("removed", _("Removed")),
    ("edited", _("Edited")),
    ("answer", _("Official answer")),
)


class CommentFilterSet(WagtailFilterSet):
    """By words, state, author and time."""

    words = django_filters.CharFilter(field_name="comment", lookup_expr="icontains", label=_("Words"))
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))
    author = django_filters.CharFilter(method="by_author", label=_("Name of the author"))
    submit_date = django_filters.DateFromToRangeFilter(label=_("Placed"), widget=DateRangePickerWidget)

    class Meta:
        model = Comment
        fields: list[str] = []

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        conditions = {
            "there": {"removed_at": None},
            "removed": {"removed_at__isnull": False},
            "edited": {"edited_at__isnull": False},
            "answer": {"is_answer": True},
        }
        return queryset.filter(**conditions[value])

    def by_author(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:4]:
            queryset = queryset.filter(user__first_name__icontains=word) | queryset.filter(
                user__last_name__icontains=word
            )
        return queryset


class CommentReport(ReportView):
    """Comments under live things that this moderator can see, newest first. Removing and restoring happen on the site,
    where the reason and the surroundings are."""

    results_template_name = "comments/admin/report_results.html"
    page_title = _("Comments")
    header_icon = "comment"
    index_url_name = "comments_report"
    index_results_url_name = "comments_report_results"
    filterset_class = CommentFilterSet
    default_ordering = "-submit_date"

    def dispatch(self, request, *args, **kwargs):
        if not can_moderate(request.user):
            raise PermissionDenied("This list is for moderators.")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        comments = Comment.objects.filter(is_hidden=False, audience_id__in=reach(self.request.user))
        return comments.select_related("user", "discussion", "removed_by").order_by("-submit_date", "-pk")

    def decorate_paginated_queryset(self, object_list):
        for comment in object_list:
            comment.first_words = excerpt(comment.comment, 200)
        return object_list
