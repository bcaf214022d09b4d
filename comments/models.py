"""A comment: django-comments-xtd's model with an audience, a history and a way back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from access.models import Audience
from core.models import Removable


class Comment(Removable, XtdComment):
    """What a colleague says about a thing. Its audience is that of the thing."""

    # Named backwards: the library's text field is called `comment` too.
    xtdcomment_ptr = models.OneToOneField(
        XtdComment, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="kring_comment"
    )
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
