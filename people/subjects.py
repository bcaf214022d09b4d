"""What moderators meet of a person's page: what they say about themselves. It cannot be removed, only changed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.subjects import Shown, Subject
from core.text import render_markdown


class PersonSubject(Subject):
    """A profile belongs to whom it is about."""

    label = _("profile")
    may_go = False

    def shown(self, thing) -> Shown:
        return Shown(render_markdown(thing.profile.about), thing.get_full_name())

    def words(self, thing) -> str:
        profile = thing.profile
        said = (thing.get_full_name(), profile.about, profile.pronouns, profile.pronunciation)
        return "\n\n".join(text for text in said if text)

    def author_id(self, thing) -> int:
        return thing.pk

    def address(self, thing) -> str:
        return thing.profile.get_absolute_url()

    def edit_address(self, thing) -> str:
        return reverse("people:edit")

    def is_gone(self, thing) -> bool:
        return not thing.is_active
