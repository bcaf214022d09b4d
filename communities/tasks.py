"""Work by the clock and after events. Shallow: each loads by id and calls a verb."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django_tasks import task

from communities import automatic, keeping
from communities.models import Community
from communities.post_later import due_posts, publish_kept, send_back
from communities.post_telling import tell_of_return
from core.clock import daily, every


@task()
def follow_person(user_id: int) -> None:
    """Something about a person changed: their department, location, or whether their account is open."""
    for community_id in automatic.concerned(user_id):
        automatic.follow_people(community_id, only=[user_id])


@task()
def follow_community(community_id: int) -> None:
    """A community follows its people from now on, or others."""
    automatic.follow_people(community_id)


@every(minutes=1)
@task()
def publish_due() -> None:
    """Posts whose moment has come. One that may not go out any more is a draft again, and its author hears of it."""
    for post in due_posts():
        try:
            publish_kept(post, by=post.author)
        except (ValidationError, PermissionDenied):
            send_back(post)
            tell_of_return(post)


@daily(hour=3)
@task()
def follow_all() -> None:
    """What came in bulk, past the events: every automatic community, once a night."""
    for community_id in Community.objects.filter(is_automatic=True, archived_at=None).values_list("pk", flat=True):
        automatic.follow_people(community_id)


@daily(hour=8)
@task()
def look_after() -> None:
    """Ask the owners of quiet communities, and look for owners where there are none."""
    now = timezone.now()
    in_use = Community.objects.filter(archived_at=None)
    for community_id in list(in_use.filter(last_active_at__lt=now - keeping.QUIET_AFTER).values_list("pk", flat=True)):
        keeping.ask_quiet(community_id)
    for community_id in list(in_use.values_list("pk", flat=True)):
        keeping.call_for_owner(community_id)
