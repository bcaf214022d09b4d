from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from notifications import reminders  # noqa: F401  makes its kind known, and its work by the clock
        from notifications.kinds import register_kinds
        from notifications.registry import Label, register_label
        from notifications.titles import name_page
        from notifications.unread import register_unread

        register_kinds()
        register_label(Label("page", ("title", "url_path", "depth"), name_page))
        register_unread()
