"""Whether a how-to page helped."""

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


def token_for(page_id: int, user) -> str:
    """Stands for one person at one page. Who it is cannot be read from it; their own next visit makes it again."""
    return salted_hmac("news.useful_answer", f"{page_id}:{user.pk}", algorithm="sha256").hexdigest()


class UsefulAnswer(models.Model):
    """One answer of one person. No name, and a month instead of a moment: the owner reads what, never who."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="useful_answers")
    token = models.CharField(max_length=64, editable=False)
    is_useful = models.BooleanField(_("was it useful"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    month = models.DateField(_("month"))

    class Meta:
        verbose_name = _("answer to “was this useful?”")
        verbose_name_plural = _("answers to “was this useful?”")
        constraints = [models.UniqueConstraint(fields=["page", "token"], name="news_useful_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.is_useful}"
