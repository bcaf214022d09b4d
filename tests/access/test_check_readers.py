"""`manage.py check_readers` finds every planted fault and mends it."""

from io import StringIO

import pytest
from django.core.management import call_command

from access.models import Audience, CollectionAudience, PageAudience, Reader
from tests.access.conftest import restrict


def check(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_readers", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def closed(pay, team, dina):
    dina.groups.add(team)
    restrict(pay, team)
    return pay


def page_open(closed, team, dina, bo):
    PageAudience.objects.filter(pk=closed.pk).update(audience_id=1)


def page_missing(closed, team, dina, bo):
    PageAudience.objects.filter(pk=closed.pk).delete()


def reader_missing(closed, team, dina, bo):
    Reader.objects.all().delete()


def reader_too_many(closed, team, dina, bo):
    Reader.objects.create(user=bo, audience=Audience.objects.get(key=f"groups:{team.pk}"))


def collection_missing(closed, team, dina, bo):
    CollectionAudience.objects.all().delete()


def membership_behind_our_back(closed, team, dina, bo):
    type(bo).groups.through.objects.create(user_id=bo.pk, group_id=team.pk)


def test_a_sound_database_passes(closed):
    assert check()[0] == 0


@pytest.mark.parametrize(
    "fault",
    [page_open, page_missing, reader_missing, reader_too_many, collection_missing, membership_behind_our_back],
)
def test_planted_fault_is_found_and_repaired(fault, closed, team, dina, bo):
    fault(closed, team, dina, bo)
    code, lines = check()
    assert code == 1
    assert lines
    assert check()[0] == 1, "checking alone must not change anything"
    assert check("--repair")[0] == 0
    assert check()[0] == 0


@pytest.mark.logs_errors
def test_each_night_a_difference_is_an_error_in_the_log(closed, caplog):
    from access.tasks import prove_readers

    prove_readers.call()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    PageAudience.objects.filter(pk=closed.pk).update(audience_id=1)
    prove_readers.call()
    assert "page" in [record for record in caplog.records if record.levelname == "ERROR"][0].getMessage()
    assert PageAudience.objects.get(pk=closed.pk).audience_id == 1
