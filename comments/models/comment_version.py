"""What a comment said before it was edited."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class CommentVersion(models.Model):
    """An earlier text, kept for its author and for moderators."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written at"))
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("replaced by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier version of a comment")
        verbose_name_plural = _("earlier versions of comments")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="comments_version_once")]

    def __str__(self) -> str:
        return f"{self.comment_id}, version {self.number}"
