"""Where the CMS asks about keeping pages right: tools, alerts, reports and their addresses."""

from django.db import transaction
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from core.events import Changed, Published, Withdrawn, emit
from news.alerts import forget_kept
from news.models import Alert, Tool
from news.planning import edits_pages
from news.report_views import BrokenLinksReport, OwnerlessReport, StaleReport, UsefulReport, check_now

REPORTS = [
    ("stale-pages", StaleReport, "news_stale", _("Pages by review date"), "time", 700),
    ("ownerless-pages", OwnerlessReport, "news_ownerless", _("Pages without an owner"), "user", 710),
    ("broken-links", BrokenLinksReport, "news_broken_links", _("Broken links"), "link", 720),
    ("useful", UsefulReport, "news_useful_report", _("Was it useful?"), "help", 730),
]


class TellCreate(CreateView):
    """A new tool is told of in the transaction that makes it."""

    @transaction.atomic
    def save_instance(self):
        tool = super().save_instance()
        emit(Published(model=Tool._meta.label_lower, pk=tool.pk, by=self.request.user.pk))
        return tool


class TellEdit(EditView):
    """The same for a change."""

    @transaction.atomic
    def save_instance(self):
        tool = super().save_instance()
        emit(Changed(model=Tool._meta.label_lower, pk=tool.pk, by=self.request.user.pk))
        return tool


class TellDelete(DeleteView):
    """The same for the end of one."""

    @transaction.atomic
    def delete_action(self):
        emit(Withdrawn(model=Tool._meta.label_lower, pk=self.object.pk, by=self.request.user.pk))
        super().delete_action()


class ToolViewSet(SnippetViewSet):
    model = Tool
    icon = "cogs"
    menu_label = _("Tools")
    menu_order = 255
    add_to_admin_menu = True
    add_view_class, edit_view_class, delete_view_class = TellCreate, TellEdit, TellDelete
    list_display = ["name_nl", "name_en", "address", "for_everyone"]
    list_filter = ["for_everyone", "groups"]
    list_export = ["name_nl", "name_en", "purpose_nl", "purpose_en", "address", "for_everyone"]
    search_fields = ["name_nl", "name_en", "also_called", "address"]
    search_backend_name = None  # parts of words and addresses are found too
    copy_view_enabled = False


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 256
    add_to_admin_menu = True
    list_display = ["text_nl", "get_severity_display", "state", "starts_at", "ends_at"]
    list_filter = ["severity", "for_everyone"]
    list_export = ["text_nl", "text_en", "get_severity_display", "state", "starts_at", "ends_at"]
    search_fields = ["text_nl", "text_en"]
    ordering = ["-starts_at"]


register_snippet(ToolViewSet)
register_snippet(AlertViewSet)


def alerts_changed(request, instance) -> None:
    """The editor who comes to look sees it at once."""
    if isinstance(instance, Alert):
        forget_kept()


def alerts_deleted(request, instances) -> None:
    forget_kept()


hooks.register("after_create_snippet", alerts_changed)
hooks.register("after_edit_snippet", alerts_changed)
hooks.register("after_delete_snippet", alerts_deleted)


class EditorMenuItem(MenuItem):
    """For who edits pages."""

    def is_shown(self, request) -> bool:
        return edits_pages(request.user)


def report_item(name, label, icon, order):
    return lambda: EditorMenuItem(label, reverse(name), name=name, icon_name=icon, order=order)


for _slug, _view, _name, _label, _icon, _order in REPORTS:
    hooks.register("register_reports_menu_item", report_item(_name, _label, _icon, _order))


@hooks.register("register_admin_urls")
def report_urls() -> list:
    urls = [path("reports/broken-links/check/", check_now, name="news_check_links")]
    for slug, view, name, *_rest in REPORTS:
        urls.append(path(f"reports/{slug}/", view.as_view(), name=name))
        urls.append(path(f"reports/{slug}/results/", view.as_view(results_only=True), name=f"{name}_results"))
    return urls


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("news.confirm", _("Confirm a page"), _("Confirmed that it is right"))
    actions.register_action(
        "news.unpublish_stale", _("Unpublish what nobody confirms"), _("Unpublished: nobody confirmed it")
    )
