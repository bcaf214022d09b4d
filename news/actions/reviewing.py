"""Reviews: who is looking, and one reminder when the due date has passed."""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import TaskState

from news.models import CommunicationApproval, CommunicationApprovalState
from news.review_notices import tell_overdue


@transaction.atomic
def look_at(state: CommunicationApprovalState, *, by) -> CommunicationApprovalState:
    """Tell the other reviewers that this person has it in hand."""
    state.looked_at_by = by
    state.looked_at_at = timezone.now()
    state.save(update_fields=["looked_at_by", "looked_at_at"])
    return state


def remind_reviewers(now: datetime | None = None) -> int:
    """Mail the reviewers of every overdue review, once per review, in the reader's own language. Returns the number
    of mails."""
    now = now or timezone.now()
    overdue = CommunicationApprovalState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, due_at__lte=now, reminded_at=None
    )
    return sum(remind(pk, now) for pk in overdue.values_list("pk", flat=True))


@transaction.atomic
def remind(pk: int, now: datetime) -> int:
    """Remind about one review, unless another worker just did. The mails go out before the mark is committed: a
    crash in between costs a second mail, never the only one."""
    state = (
        CommunicationApprovalState.objects.select_for_update(of=("self",))
        .filter(pk=pk, status=TaskState.STATUS_IN_PROGRESS, reminded_at=None)
        .first()
    )
    if state is None:
        return 0
    state.reminded_at = now
    state.save(update_fields=["reminded_at"])
    tell_overdue(state)
    page = state.revision.content_object
    task = CommunicationApproval.objects.get(pk=state.task_id)
    people = (
        get_user_model().objects.filter(is_active=True, groups__in=task.groups.all()).distinct().order_by("language")
    )
    address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = 0
    for language, readers in groupby(people, key=lambda person: person.language):
        with translation.override(language):
            for reader in readers:
                with timezone.override(reader.time_zone):
                    values = {"page": page, "state": state, "reader": reader, "address": address}
                    text = render_to_string("emails/review_reminder.txt", values)
                subject, _blank, body = text.partition("\n")
                sent += send_mail(subject.strip(), body.strip() + "\n", None, [reader.email])
    return sent
