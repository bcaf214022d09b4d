"""An administrator looks into closed content: for a reason, for a while, and for the owners to see."""

from typing import NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from access.models.audience import Audience


class BreakGlassQuerySet(models.QuerySet):
    """Reads of the log; it has no update or delete."""

    def open(self, at=None) -> "BreakGlassQuerySet":
        """What is open at this moment (default: now)."""
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at, ended_at=None)

    def for_editor(self, user) -> "BreakGlassQuerySet":
        """What this person may read of the log: administrators all of it, editors that of the pages they edit."""
        newest_first = self.select_related("administrator", "page").order_by("-starts_at", "-pk")
        if user.is_superuser:
            return newest_first
        editable = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})
        return newest_first.filter(Q(page__in=editable.values("pk")) | Q(page__owner=user))

    def update(self, **fields) -> NoReturn:
        raise TypeError("The break-glass log is append-only; see access.actions.end_break_glass.")

    def delete(self) -> NoReturn:
        raise TypeError("The break-glass log is append-only.")


class BreakGlass(models.Model):
    """One use. The row stays for ever; only `ended_at` is written later, once."""

    MAX_HOURS = 4

    # The name and the title at that time outlive the person and the page.
    administrator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("administrator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    administrator_name = models.CharField(_("name of the administrator"), max_length=301)
    page = models.ForeignKey(Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(_("title of the page"), max_length=255)
    audience = models.ForeignKey(Audience, verbose_name=_("audience"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = _("break-glass use")
        verbose_name_plural = _("break-glass uses")
        indexes = [models.Index(fields=["administrator", "ends_at"], name="access_glass_open")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="access_glass_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.administrator_name}: {self.page_title}"

    def save(self, *args, **kwargs) -> None:
        """Append, or write `ended_at` of an existing row; nothing else."""
        if self.pk is not None:
            kwargs = {"update_fields": ["ended_at"]}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> NoReturn:
        raise TypeError("The break-glass log is append-only.")

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.starts_at <= timezone.now() < self.ends_at
