"""Where the CMS asks about the editor's week: the planning, pages in two languages, and reports."""

from django.urls import path, reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from news import pair_views, planning_views
from news.actions.replanning import REVIEW, words_of
from news.care_hooks import report_item
from news.models import EditorialPage
from news.pairs import TRANSLATABLE, Pairing
from news.week_panels import PANELS
from news.week_reports import REPORTS


@hooks.register("register_admin_urls")
def week_urls() -> list:
    return [
        path("planning/", planning_views.planning, name="news_planning"),
        path("planning/<str:kind>/<int:pk>/", planning_views.move, name="news_move"),
        path("languages/<int:pk>/", pair_views.languages, name="news_languages"),
        path("languages/<int:pk>/in-step/", pair_views.in_step, name="news_in_step"),
        path("languages/<int:pk>/apart/", pair_views.take_apart, name="news_take_apart"),
        path("languages/<int:pk>/together/", pair_views.together, name="news_together"),
    ]


@hooks.register("register_admin_urls")
def week_report_urls() -> list:
    urls = []
    for slug, view, name, *_rest in REPORTS:
        urls.append(path(f"reports/{slug}/", view.as_view(), name=name))
        urls.append(path(f"reports/{slug}/results/", view.as_view(results_only=True), name=f"{name}_results"))
    return urls


for _slug, _view, _name, _label, _order in REPORTS:
    hooks.register("register_reports_menu_item", report_item(_name, _label, _view.header_icon, _order))


@hooks.register("construct_homepage_panels")
def week_panels(request, panels) -> None:
    panels.extend(panel(request) for panel in PANELS)


@hooks.register("register_page_header_buttons")
def languages_button(page, user, view_name, next_url=None):
    """To the other language version."""
    if page.specific_class in TRANSLATABLE and page.permissions_for_user(user).can_edit():
        yield Button(_("Languages"), reverse("news_languages", args=[page.pk]), icon_name="globe", priority=85)


def offer_other_version(request, page) -> None:
    """After one version was planned: the other one can go live with it."""
    planned = ("action-publish", "action-workflow-action")
    if not any(request.POST.get(name) for name in planned) or not isinstance(page, EditorialPage):
        return
    pairing = Pairing.of(page, request.user)
    if pairing.may_plan_along:
        words = _("The other version, “%(title)s”, is not planned for this moment.") % {"title": pairing.other.title}
        button = messages.button(reverse("news_languages", args=[page.pk]), _("Let both go live together"))
        messages.info(request, words, buttons=[button])


hooks.register("after_edit_page", offer_other_version)


PAIRING = [
    ("news.translate", gettext_lazy("Translate a page"), gettext_lazy("Made from the version in the other language")),
    ("news.pair", gettext_lazy("Pair two languages"), gettext_lazy("Paired with its version in the other language")),
    ("news.in_step", gettext_lazy("Bring in step"), gettext_lazy("Said that both languages are in step")),
    ("news.part", gettext_lazy("Take languages apart"), gettext_lazy("Taken apart from the other language")),
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

    for name, label, words in PAIRING:
        actions.register_action(name, label, words)
