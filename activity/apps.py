from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivityConfig(AppConfig):
    name = "activity"
    verbose_name = _("Activity")

    def ready(self) -> None:
        from actstream.models import Action, Follow

        from activity.stand import register_stand

        # The log and the follows are no references that an editor would look for, and indexing each would cost more
        # than writing it. Set before wagtail's own ready().
        Action.wagtail_reference_index_ignore = True
        Follow.wagtail_reference_index_ignore = True
        register_stand()
