"""What moderators meet of a comment."""

from django.urls import reverse

from access.subjects import Shown, Subject
from comments.models import Comment
from comments.removing import bring_back, take_away
from core.text import render_markdown


class CommentSubject(Subject):
    """Its words alone: not the title of what it is about, nor what it answers."""

    def shown(self, thing: Comment) -> Shown:
        return Shown(render_markdown(thing.comment))

    def words(self, thing: Comment) -> str:
        return thing.comment

    def edit_address(self, thing: Comment) -> str:
        return reverse("comments:edit", args=[thing.pk])

    def remove(self, thing: Comment, *, by, reason: str) -> None:
        take_away(thing, by=by, reason=reason)

    def restore(self, thing: Comment, *, by) -> None:
        bring_back(thing, by=by)
