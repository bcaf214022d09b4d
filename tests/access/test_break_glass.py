"""An administrator looks into closed content only by saying why, for a while, and in the open."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from access.actions import break_glass, end_break_glass
from access.models import BreakGlass
from tests.access.conftest import restrict, sees
from tests.cast import signed_in

REASON = "Complaint 2026-114 about this page"


@pytest.fixture
def closed(hr, pay, team):
    restrict(hr, team)
    return pay


@pytest.fixture
def editor(hana, hr):
    """Edits the closed section."""
    group = Group.objects.create(name="HR editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=hr, permission=Permission.objects.get(codename="change_page"))
    hana.groups.add(group)
    return hana


def test_administrator_reads_for_a_while(closed, sam, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    assert not sees(sam, closed)
    use = break_glass(closed, by=sam, reason=REASON, hours=2)
    assert sees(sam, closed)
    time_machine.move_to(start + timedelta(hours=1, minutes=59), tick=False)
    assert sees(sam, closed)
    time_machine.move_to(start + timedelta(hours=2), tick=False)
    assert not sees(sam, closed)
    assert not use.is_open


def test_administrator_ends_it_early(closed, sam):
    use = break_glass(closed, by=sam, reason=REASON)
    use = end_break_glass(use, by=sam)
    ended = use.ended_at
    assert not sees(sam, closed)
    assert end_break_glass(use, by=sam).ended_at == ended


def test_it_opens_for_the_one_who_did_it_only(closed, sam, django_user_model):
    other = django_user_model.objects.create_superuser("other@duinrand.example", "x")
    break_glass(closed, by=sam, reason=REASON)
    assert not sees(other, closed)


def test_it_ends_with_the_rights_of_the_administrator(closed, sam):
    break_glass(closed, by=sam, reason=REASON)
    sam.is_superuser = False
    sam.save()
    assert not sees(sam, closed)


def test_nobody_else_may(closed, bo, sam):
    with pytest.raises(PermissionDenied):
        break_glass(closed, by=bo, reason=REASON)
    use = break_glass(closed, by=sam, reason=REASON)
    with pytest.raises(PermissionDenied):
        end_break_glass(use, by=bo)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": "  why  "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"hours": 0}, "hours"),
        ({"hours": 5}, "hours"),
    ],
)
def test_reason_and_hours_are_asked_for(closed, sam, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        break_glass(closed, by=sam, **{"reason": REASON, "hours": 1, **fields})
    assert list(refused.value.message_dict) == [wrong]


def test_open_page_needs_no_breaking(board, sam):
    with pytest.raises(ValidationError):
        break_glass(board, by=sam, reason=REASON)


def test_log_is_append_only(closed, sam):
    use = break_glass(closed, by=sam, reason=REASON)
    for forbidden in (use.delete, BreakGlass.objects.all().delete, lambda: BreakGlass.objects.update(reason="")):
        with pytest.raises(TypeError):
            forbidden()
    use.reason = "Something else"
    use.save()
    assert BreakGlass.objects.get().reason == REASON
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.create(
            administrator=sam, page=closed, audience_id=1, starts_at=use.ends_at, ends_at=use.starts_at
        )


def test_log_outlives_the_page_and_the_person(closed, sam):
    break_glass(closed, by=sam, reason=REASON)
    closed.delete()
    sam.delete()
    use = BreakGlass.objects.get()
    assert (use.page_title, use.administrator_name) == ("Pay", "Sam Visser")


def test_it_is_told_to_the_editors_and_stands_in_the_history(closed, sam, editor, bo, mailoutbox):
    use = break_glass(closed, by=sam, reason=REASON)
    [mail] = mailoutbox
    assert mail.to == [editor.email]
    assert REASON in mail.body
    end_break_glass(use, by=sam)
    actions = PageLogEntry.objects.filter(page_id=closed.pk).values_list("action", flat=True)
    assert {"access.break_glass", "access.end_break_glass"} <= set(actions)


def test_editors_read_the_log_of_their_own_pages(closed, sam, editor, ada, django_user_model):
    break_glass(closed, by=sam, reason=REASON)
    ada.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    address = reverse("access_break_glass")
    page = signed_in(editor).get(address)
    assert REASON in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert REASON not in signed_in(ada).get(address).content.decode()


def test_page_in_the_cms(closed, sam, bo, editor):
    address = reverse("access_break_glass")
    browser = signed_in(sam)
    assert browser.get(address, {"page": "x" * 50}).status_code == 200
    home = closed.get_parent().get_parent()
    assert (
        "/cms/break-glass/?page=" not in browser.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    )
    assert "/cms/break-glass/?page=" in browser.get(reverse("wagtailadmin_explore", args=[closed.pk])).content.decode()
    refused = browser.post(address, {"page": closed.pk, "reason": "short", "hours": "9"})
    assert refused.status_code == 422
    assert "short" in refused.content.decode()
    refused = browser.post(address, {"page": closed.pk, "reason": "short", "hours": "2"})
    assert "at least 10 characters" in refused.content.decode()
    assert not BreakGlass.objects.exists()
    browser.post(address, {"page": closed.pk, "reason": REASON, "hours": "2"})
    use = BreakGlass.objects.get()
    assert REASON in browser.get(address).content.decode()
    values = {"page": closed.pk, "reason": REASON, "hours": "1"}
    assert signed_in(editor).post(address, values).status_code in (302, 403)  # Wagtail redirects with a message
    assert BreakGlass.objects.count() == 1
    end = reverse("access_break_glass_end", args=[use.pk])
    assert browser.get(end).status_code == 405
    assert signed_in(editor).post(end).status_code in (302, 403)
    assert not BreakGlass.objects.get().ended_at
    browser.post(end)
    assert BreakGlass.objects.get().ended_at
    assert signed_in(bo).post(end).status_code in (302, 403)
