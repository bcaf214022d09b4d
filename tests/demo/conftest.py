"""One small Duinrand for all tests of the demo: loaded once, in the database that the module's tests share."""

import pytest
from django.core.management import call_command

PEOPLE = 60


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Where the files of the demo go."""
    return tmp_path_factory.mktemp("demo-files")


@pytest.fixture
def debug(settings, demo_folder):
    """As on the machine of somebody who tries Kring."""
    settings.DEBUG = True
    settings.MEDIA_ROOT = str(demo_folder)


@pytest.fixture(scope="module")
def duinrand(django_db_setup, django_db_blocker, demo_folder):
    """The demo organisation, kept until the last test of the module and then taken away."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(DEBUG=True, MEDIA_ROOT=str(demo_folder)):
        outer = transaction.atomic()
        outer.__enter__()
        try:
            call_command("demo", people=PEOPLE, verbosity=0)
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
