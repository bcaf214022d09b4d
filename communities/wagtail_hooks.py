"""What the CMS knows of communities: the values that a compliment can name."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from communities.models import CoreValue


class CoreValueViewSet(SnippetViewSet):
    model = CoreValue
    icon = "pick"
    menu_label = _("Values")
    list_display = ["name_nl", "name_en", "order"]
    copy_view_enabled = False


register_snippet(CoreValueViewSet)
