"""What moderators meet of a comment."""

from django.db.models import Model
from django.urls import reverse

from access.subjects import Shown, Subject, find_subject
from comments.models import Comment
from comments.removing import bring_back, take_away
from comments.telling import place_of
from core.text import render_markdown


class CommentSubject(Subject):
    """Its words alone: not the title of what it is about, nor what it answers."""

    def shown(self, thing: Comment) -> Shown:
        return Shown(render_markdown(thing.comment))

    def words(self, thing: Comment) -> str:
        return thing.comment

    def place(self, thing: Comment) -> Model | None:
        """Where what it is about was put into: who looks after a community looks after the comments there."""
        about, subject = place_of(thing.discussion), find_subject(thing.discussion.kind)
        return subject.place(about) if about is not None and subject is not None else None

    def edit_address(self, thing: Comment) -> str:
        return reverse("comments:edit", args=[thing.pk])

    def remove(self, thing: Comment, *, by, reason: str) -> None:
        take_away(thing, by=by, reason=reason)

    def restore(self, thing: Comment, *, by) -> None:
        bring_back(thing, by=by)
