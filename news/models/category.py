"""The part of the organisation that a news item comes from or is about: one per item."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from news.models.talk import Notify
from news.models.topic import in_active_language


class NewsCategory(models.Model):
    """A heading under which news is filed, and what is allowed and usual under it."""

    name_nl = models.CharField(_("name in Dutch"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("Used in addresses: /news/?category=…")
    )
    comments_allowed = models.BooleanField(_("comments are allowed"), default=True)
    comments_on = models.BooleanField(_("comments are on unless the item says otherwise"), default=True)
    reactions_allowed = models.BooleanField(_("reactions are allowed"), default=True)
    reactions_on = models.BooleanField(_("reactions are on unless the item says otherwise"), default=True)
    notify_most = models.PositiveSmallIntegerField(_("at most notify"), choices=Notify.choices, default=Notify.EVERYONE)
    notify_usual = models.PositiveSmallIntegerField(
        _("notify, unless the item says otherwise"), choices=Notify.choices, default=Notify.FOLLOWERS
    )

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                HelpPanel(_("What is allowed here holds for every item of the category. An item can only narrow it.")),
                FieldRowPanel([FieldPanel("comments_allowed"), FieldPanel("comments_on")]),
                FieldRowPanel([FieldPanel("reactions_allowed"), FieldPanel("reactions_on")]),
                FieldRowPanel([FieldPanel("notify_most"), FieldPanel("notify_usual")]),
            ],
            heading=_("Comments, reactions and notices"),
        ),
    ]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_active_language(self.name_nl, self.name_en)

    def clean(self) -> None:
        """What is usual is also allowed."""
        errors = {}
        if self.comments_on and not self.comments_allowed:
            errors["comments_on"] = _("Comments are not allowed in this category, so they cannot be on.")
        if self.reactions_on and not self.reactions_allowed:
            errors["reactions_on"] = _("Reactions are not allowed in this category, so they cannot be on.")
        most, usual = self.notify_most, self.notify_usual
        if most is not None and usual is not None and usual > most:
            errors["notify_usual"] = _("This reaches more people than the category allows.")
        if errors:
            raise ValidationError(errors)
