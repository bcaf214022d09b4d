"""What a post of some types has beside its text."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from communities.models.post import Post


class Question(models.Model):
    """A question, and the answer that was chosen."""

    post = models.OneToOneField(Post, primary_key=True, on_delete=models.CASCADE, related_name="question")
    answer = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"question {self.post_id}"

    @property
    def shown_answer(self) -> Comment | None:
        """The chosen answer while it is there to be read."""
        answer = self.answer
        return answer if answer is not None and answer.removed_at is None and not answer.is_hidden else None


class CoreValue(models.Model):
    """What the organisation stands for: praise can name one."""

    name_nl = models.CharField(_("name in Dutch"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("value of the organisation")
        verbose_name_plural = _("values of the organisation")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the reader."""
        return (self.name_en or self.name_nl) if (get_language() or "nl").startswith("en") else self.name_nl


class Praise(models.Model):
    """A compliment: to whom, and for which of the values. Others who are thanked are mentioned in the text."""

    post = models.OneToOneField(Post, primary_key=True, on_delete=models.CASCADE, related_name="praise")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    value = models.ForeignKey(CoreValue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("compliment")
        verbose_name_plural = _("compliments")
        default_permissions = ()

    def __str__(self) -> str:
        return f"compliment {self.post_id}"
