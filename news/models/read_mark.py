"""That a person has read a page that had a place on top."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ReadMark(models.Model):
    """Ends a pin for one person. Kept only while the page has its place: this is no register of who reads what."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="news_read_once")]

    def __str__(self) -> str:
        return f"{self.user_id} read {self.page_id}"
