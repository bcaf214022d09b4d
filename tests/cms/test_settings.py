"""Production refuses what is unsafe, and is quiet about what is right."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
        | {"DJANGO_SETTINGS_MODULE": "cms.settings.production", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("secret", ["", "short", "development-only-not-a-secret", "django-insecure-" + "x" * 60])
def test_production_refuses_a_default_secret(secret):
    answer = manage("check", SECRET_KEY=secret)
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


def test_production_passes_the_deployment_check():
    answer = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=os.urandom(40).hex())
    assert answer.returncode == 0, answer.stderr


def test_health_answers_need_no_session(client, db):
    assert client.get("/livez").content == b"ok"
    assert client.get("/readyz").content == b"ok"


def test_livez_does_not_touch_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/livez")


@pytest.mark.parametrize("address", ["/", "/news/", "/people/", "/cms/", "/files/documents/1/x.pdf", "/nothing/"])
def test_a_visitor_is_sent_to_sign_in(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")


def test_a_page_carries_the_strict_policy(client, db):
    policy = client.get("/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
