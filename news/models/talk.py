"""What colleagues may do under a page: the category allows and proposes, the page can only narrow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notify(models.IntegerChoices):
    """Who hears of a news item when it goes live; a higher number reaches more people."""

    NOBODY = 0, _("Nobody")
    FOLLOWERS = 1, _("Followers of the author, the section or a topic")
    EVERYONE = 2, _("Everyone who may read it")


class Talk(models.Model):
    """For pages with comments and reactions. Pages with a category follow it where nothing is chosen here."""

    class Choice(models.TextChoices):
        """On or off, or empty for what the category says."""

        ON = "on", _("On")
        OFF = "off", _("Off")

    comment_choice = models.CharField(
        _("comments"), max_length=3, choices=Choice.choices, blank=True, help_text=_("Empty: as the category says.")
    )
    reaction_choice = models.CharField(
        _("reactions"), max_length=3, choices=Choice.choices, blank=True, help_text=_("Empty: as the category says.")
    )

    class Meta:
        abstract = True

    @property
    def allows_comments(self) -> bool:
        """Whether colleagues may comment on this page."""
        return self._allows("comments", self.comment_choice)

    @property
    def allows_reactions(self) -> bool:
        """Whether colleagues may react to this page."""
        return self._allows("reactions", self.reaction_choice)

    def _allows(self, what: str, choice: str) -> bool:
        rules = getattr(self, "category", None)
        if rules is not None and not getattr(rules, f"{what}_allowed"):
            return False
        if choice:
            return choice == self.Choice.ON
        return rules is None or getattr(rules, f"{what}_on")
