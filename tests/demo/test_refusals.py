"""When `manage.py demo` does not load anything."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_it_refuses_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--yes-this-is-a-demo"):
        call_command("demo")
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("debug", [True, False])
def test_it_refuses_a_database_with_other_accounts(settings, debug):
    settings.DEBUG = debug
    get_user_model().objects.create_user("somebody@council.example", "a long sentence", first_name="A", last_name="B")
    with pytest.raises(CommandError, match="1 account"):
        call_command("demo", yes_this_is_a_demo=True)
    assert get_user_model().objects.count() == 1
