"""The buttons under the editing form, saying what they will do and when."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import PublishMenuItem, WorkflowMenuItem

from news.words import moment


class PublishOnMenuItem(PublishMenuItem):
    """ "Publish on Tuesday 9 June at 09:00, Amsterdam" when a date is set, else "Publish". The script keeps the words
    right while the editor changes the date."""

    template_name = "news/admin/publish_item.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        page = context.get("page")
        context["publish_words"] = publish_words(page) if page else _("Publish")
        return context


def publish_words(page) -> str:
    """What publishing this page now will do."""
    if page.go_live_at and page.go_live_at > timezone.now():
        return _("Publish on %(moment)s") % {"moment": moment(page.go_live_at)}
    return _("Publish")


def say_what_happens(menu_items: list, request, context: dict) -> None:
    """Swap Wagtail's publish button for ours, and let an approval say when it publishes."""
    page = context.get("page")
    waits = page is not None and page.go_live_at and page.go_live_at > timezone.now()
    for index, item in enumerate(menu_items):
        if type(item) is PublishMenuItem:
            menu_items[index] = PublishOnMenuItem(order=item.order)
        elif waits and isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = _("Approve: publish on %(moment)s") % {"moment": moment(page.go_live_at)}
            if item.launch_modal:
                item.label = _("%(what)s, with a comment") % {"what": item.label}
