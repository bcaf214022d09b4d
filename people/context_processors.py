"""The reader's own face, for the header of every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.faces import Face


def me(request: HttpRequest) -> dict:
    """`my_photo`: the address of the reader's portrait, or ""."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"my_photo": SimpleLazyObject(lambda: Face(user).photo)}
