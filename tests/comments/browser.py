"""Addresses of comments, and what an answer shows."""

import re

from django.urls import reverse

from comments.models import Comment

HTMX = {"HX-Request": "true"}


def address(thing, kind: str = "page") -> str:
    return reverse("comments:thread", args=[kind, thing.pk])


def at(name: str, comment: Comment) -> str:
    return reverse(f"comments:{name}", args=[comment.pk])


def text_of(response) -> str:
    return response.content.decode()


def shown(response) -> list[int]:
    """The comments in an answer, in order."""
    return [int(pk) for pk in re.findall(r'<li class="comment[^"]*" id="comment-(\d+)"', text_of(response))]
