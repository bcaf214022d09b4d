"""Where the CMS asks about the editor's week: the planning, pages in two languages, and reports."""

from django.urls import path
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from news import planning_views
from news.actions.replanning import REVIEW, words_of


@hooks.register("register_admin_urls")
def week_urls() -> list:
    return [
        path("planning/", planning_views.planning, name="news_planning"),
        path("planning/<str:kind>/<int:pk>/", planning_views.move, name="news_move"),
    ]


@hooks.register("register_log_actions")
def week_log_actions(actions) -> None:
    @actions.register_action("news.move")
    class MovedInPlanning(LogFormatter):
        label = gettext_lazy("Move in the planning")

        def format_message(self, log_entry):
            data = log_entry.data or {}
            read = parse_date if data.get("kind") == REVIEW else parse_datetime
            was, at = read(data.get("was", "")), read(data.get("at", ""))
            if not was or not at:
                return _("Moved in the planning")
            return _("%(now)s. Before: %(before)s.") % {
                "now": words_of(data["kind"], at),
                "before": words_of(data["kind"], was),
            }
