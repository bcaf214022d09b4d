"""What happens to a request before any view sees it."""

import pytest
from django.test import Client

from core.middleware import LONGEST_ADDRESS
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_an_address_that_nobody_has_a_use_for_is_refused_with_a_page(bo):
    longest = "x" * (LONGEST_ADDRESS - len("/people/q="))
    assert signed_in(bo).get("/people/", {"q": longest}).status_code == 200
    for client in (signed_in(bo), Client()):
        refused = client.get("/people/", {"q": longest + "x"})
        assert refused.status_code == 414
        assert b"was not understood" in refused.content


def test_a_form_of_the_sign_in_library_that_comes_back_is_a_refusal(bo):
    client = Client()
    assert client.get("/login/").status_code == 200
    refused = client.post("/login/", {"login": bo.email, "password": "wrong"})
    assert refused.status_code == 422
    assert b"does not match this e-mail address" in refused.content
