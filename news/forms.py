"""What the editing form checks. A draft may be partial; what goes to readers may not."""

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class NewsPageForm(WagtailAdminPageForm):
    """News: the author is you unless you choose another, a picture is described, a place on top is free."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.instance.author_id and "author" in self.fields:
            self.initial["author"] = getattr(self.for_user, "pk", None)
        # Ticked for one publication only: never carried over from the version that was saved last.
        self.initial["tell_again"] = False

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.check_lead_image(cleaned)
            self.check_place(cleaned)
        return cleaned

    def check_lead_image(self, cleaned: dict) -> None:
        """The lead image has a description of its own, one in the image library, or is decoration."""
        image = cleaned.get("lead_image")
        if not image or cleaned.get("lead_image_alt") or cleaned.get("lead_image_decorative"):
            return
        if not image.description:
            self.add_error("lead_image_alt", _("Describe the picture, or mark it as decorative."))

    def check_place(self, cleaned: dict) -> None:
        """A place on top has an end date and is nobody else's in that time."""
        slot, until = cleaned.get("slot"), cleaned.get("slot_until")
        if not slot:
            return
        if not until:
            self.add_error("slot_until", _("Say until when this item stays on top."))
            return
        start = max(cleaned.get("go_live_at") or timezone.now(), timezone.now())
        if until <= start:
            self.add_error("slot_until", _("This moment is over before the item goes live. Choose a later one."))
            return
        holder = self.holder_of(slot, start)
        if holder:
            message = _(
                "“%(title)s” has this place until %(until)s. At most three items are on top at once: choose another "
                "place, or end that one first."
            )
            values = {
                "title": holder.title,
                "until": formats.date_format(timezone.localtime(holder.slot_until), "DATETIME_FORMAT"),
            }
            self.add_error("slot", ValidationError(message, code="taken", params=values))

    def holder_of(self, slot: int, start):
        """The live item that still holds this place when ours would begin, if any."""
        live = type(self.instance).objects.filter(live=True, slot=slot, slot_until__gt=start)
        return live.exclude(pk=self.instance.pk).order_by("-slot_until").first()


class InformationPageForm(WagtailAdminPageForm):
    """Information: the owner is you unless you choose another."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.instance.owner_id and "owner" in self.fields:
            self.initial["owner"] = getattr(self.for_user, "pk", None)
