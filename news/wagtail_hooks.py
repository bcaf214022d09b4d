"""Where the CMS asks: menus, the dashboard, buttons, choosers and warnings."""

from django.db.models import DateTimeField
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import AdminDateTimeInput, Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from news import admin_views, care_hooks, week_hooks  # noqa: F401  both register hooks of their own
from news.choosers import person_chooser_viewset
from news.dashboard import PANELS
from news.editing import say_what_happens
from news.links import DiscreetPageLinkHandler, PatientDocumentLinkHandler
from news.models import EditorialPage, NewsCategory, Topic
from news.moments import MomentField
from news.planning import edits_pages
from news.words import moment, zone_name

# Every moment that is typed in the CMS is local time, also in the hours around a clock change (security R5).
register_form_field_override(DateTimeField, override={"widget": AdminDateTimeInput, "form_class": MomentField})


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en", "slug"]
    list_export = ["name_nl", "name_en", "slug"]
    copy_view_enabled = False
    inspect_view_enabled = True


class NewsCategoryViewSet(SnippetViewSet):
    model = NewsCategory
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Categories")
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en", "slug"]
    list_export = ["name_nl", "name_en", "slug"]
    copy_view_enabled = False


class NewsWordsViewSet(SnippetViewSetGroup):
    items = (TopicViewSet, NewsCategoryViewSet)
    menu_label = gettext_lazy("Topics and categories")
    menu_icon = "tag"
    menu_order = 250


register_snippet(NewsWordsViewSet)


@hooks.register("register_admin_viewset")
def person_chooser():
    return person_chooser_viewset


@hooks.register("register_rich_text_features", order=1000)
def discreet_links(features) -> None:
    features.register_link_type(DiscreetPageLinkHandler)
    features.register_link_type(PatientDocumentLinkHandler)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("versions/<int:pk>/", admin_views.versions, name="news_versions"),
        path("versions/<int:pk>/forget/", admin_views.forget_version, name="news_forget_version"),
        path("pages/<int:pk>/confirmed/", admin_views.confirm_page, name="news_confirm"),
        path("reviews/<int:pk>/take/", admin_views.take_review, name="news_take_review"),
    ]


class PlanningMenuItem(MenuItem):
    """For who edits pages."""

    def is_shown(self, request) -> bool:
        return edits_pages(request.user)


@hooks.register("register_admin_menu_item")
def planning_menu_item() -> MenuItem:
    return PlanningMenuItem(
        gettext_lazy("Planning"), reverse("news_planning"), name="planning", icon_name="calendar-alt", order=150
    )


@hooks.register("register_page_header_buttons")
def versions_button(page, user, view_name, next_url=None):
    rights = page.permissions_for_user(user)
    if not page.is_root() and page.latest_revision_id and (rights.can_edit() or rights.can_publish()):
        yield Button(_("Named versions"), reverse("news_versions", args=[page.pk]), icon_name="history", priority=80)


@hooks.register("construct_page_action_menu")
def worded_buttons(menu_items, request, context) -> None:
    say_what_happens(menu_items, request, context)


@hooks.register("construct_homepage_panels")
def dashboard(request, panels) -> None:
    """Ours first; Wagtail's own list of reviews says less than ours and goes."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") != "workflow_objects_to_moderate"]
    panels.extend(panel(request) for panel in PANELS)


@hooks.register("insert_global_admin_css")
def editor_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/editor.css"))


@hooks.register("insert_editor_js")
def editor_js() -> str:
    return format_html(
        '<script type="module" src="{}" data-words data-zone="{}" data-publish="{}" data-publish-on="{}" '
        'data-moment="{}"></script>',
        static("js/editor.js"),
        zone_name(),
        _("Publish"),
        _("Publish on %(moment)s"),
        _("%(day)s at %(time)s, %(zone)s"),
    )


def warn_when_not_scheduled(request, page) -> None:
    """After saving a draft with a date: say that a date alone does nothing."""
    by_itself = "application/json" in request.headers.get("Accept", "")
    meant = ("action-publish", "action-submit", "action-workflow-action", "action-restart-workflow")
    if by_itself or any(request.POST.get(name) for name in meant) or not isinstance(page, EditorialPage):
        return
    if not page.go_live_at or page.go_live_at <= timezone.now() or page.workflow_in_progress:
        return
    if page.revisions.filter(approved_go_live_at=page.go_live_at).exists():
        return
    messages.warning(
        request,
        _(
            "This will not go live until you schedule it. Choose “Publish on %(moment)s” at the bottom, or submit it "
            "for approval."
        )
        % {"moment": moment(page.go_live_at)},
    )


hooks.register("after_edit_page", warn_when_not_scheduled)
hooks.register("after_create_page", warn_when_not_scheduled)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("news.name_version")
    class NamedVersion(LogFormatter):
        label = gettext_lazy("Name a version")

        def format_message(self, log_entry):
            return _("Called this version “%(name)s”") % {"name": (log_entry.data or {}).get("name", "")}
