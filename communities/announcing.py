"""A message to all members at once: counted before it is sent, and rare."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities import permissions
from communities.membership import NotPossible
from communities.models import Announcement, Community
from core.events import Published, emit
from notifications.actions import announce as tell_readers

ONCE_IN = timedelta(days=7)
URGENT_ONCE_IN = timedelta(days=1)


class TooSoon(NotPossible):
    """The last one is too fresh."""


@transaction.atomic
def announce(community: Community, *, by, title: str, text: str, is_urgent: bool = False) -> Announcement:
    """Tell every member. Once a week; what is urgent once a day. One row, however many members."""
    held = Community.objects.held(community.pk)
    if not permissions.can_announce(by, held):
        raise PermissionDenied("Only managers may write to all members.")
    now, wait = timezone.now(), URGENT_ONCE_IN if is_urgent else ONCE_IN
    if held.announced_at and held.announced_at > now - wait:
        if is_urgent:
            raise TooSoon(_("Members had an announcement less than a day ago. Wait a little, or post it as a message."))
        raise TooSoon(_("Members had an announcement less than a week ago. Only what is urgent may come sooner."))
    announcement = Announcement.objects.create(
        community=held,
        audience_id=held.members_audience_id,
        author=by,
        title=title,
        text=text,
        is_urgent=is_urgent,
        told=held.member_count - 1,
        created_at=now,
    )
    held.announced_at = now
    held.save(update_fields=["announced_at"])
    event = Published(model=Announcement._meta.label_lower, pk=announcement.pk, by=by.pk)
    tell_readers("community_message", announcement, event_id=event.id, by=by.pk)
    emit(event)
    return announcement
