"""Where Wagtail's CMS asks: the word list, and the words of the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from moderation.models import Verdict, WatchedWord


class WatchedWordViewSet(ModelViewSet):
    """The word list, for whoever may change it."""

    model = WatchedWord
    name = "watched_words"
    icon = "list-ul"
    menu_label = _("Word list")
    add_to_settings_menu = True
    form_fields = ["word", "category", "holds"]
    list_display = ["word", "category", "holds"]
    list_filter = ["category", "holds"]
    search_fields = ["word"]
    inspect_view_enabled = False
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def word_list() -> ModelViewSet:
    return WatchedWordViewSet("watched_words", url_prefix="moderation/words")


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    """What the history of the site, and of a page, says about decisions of moderators."""
    for verdict in Verdict:
        actions.register_action(f"moderation.{verdict}", _("Moderation"), verdict.label)
