"""Every migration of ours can be undone with rows in the tables, and done again."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.database import apart

LONGEST = 600
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_every_app_goes_back_to_nothing_and_forward_again_with_data_in_it(tmp_path):
    with apart(tmp_path) as environment:
        for step in ("fill", "back and forth"):
            program = [sys.executable, "-m", "tests.core.there_and_back", step]
            done = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=LONGEST)
            assert done.returncode == 0, f"{step}, at {done.stdout.split()[-1:]}: {done.stderr[-3000:]}"
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), "check_readers"]
        check = subprocess.run(manage, env=environment, capture_output=True, text=True, timeout=LONGEST)
        assert check.returncode == 0, check.stdout + check.stderr
