"""What every template of a request shares."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html


def form_token(request: HttpRequest) -> dict:
    """`csrf_token` and `csrf_input`, made once for all forms of an answer: a page of cards has hundreds of them."""
    token = SimpleLazyObject(lambda: get_token(request))
    field = SimpleLazyObject(lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token))
    return {"csrf_token": token, "csrf_input": field}
