"""Workers are killed at random moments, two at a time with a clock each: nothing is lost and nothing is told twice."""

import json
import subprocess
import sys

import pytest

from tests.database import apart

KILLS = 40
SECONDS = 45  # of killing; on a busy machine fewer of them fit


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_workers_killed_at_random_lose_nothing_and_tell_nothing_twice(tmp_path):
    with apart(tmp_path) as environment:
        program = [sys.executable, "-m", "tests.core.killing", str(KILLS), str(SECONDS)]
        done = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert json.loads(done.stdout.splitlines()[-1])["killed"] >= 8
