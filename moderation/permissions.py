"""Who may report, who decides, who may object. Every answer starts from what the person may see."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Model, Q, QuerySet

from access.kinds import kind_of
from access.subjects import find_subject
from accounts.identity import known
from moderation.models import ANSWERABLE, DECISIONS, Level, Report, Step, Verdict
from moderation.models.report import SITE_MODERATOR
from moderation.registry import moderators_of, places_of

APP, CODENAME = SITE_MODERATOR.split(".")


def can_report(user, thing: Model) -> bool:
    """Whoever reads a thing may report it; nobody reports what is their own."""
    subject = find_subject(kind_of(thing).name)
    if subject is None or not user.is_active or subject.author_id(thing) == user.pk:
        return False
    return kind_of(thing).visible_to(user).filter(pk=thing.pk).exists()


def can_decide(user, report: Report) -> bool:
    """Whoever has the report in their queue."""
    return Report.objects.visible_to(user).filter(pk=report.pk).exists()


def can_object(user, report: Report) -> bool:
    """The author, once, when something was decided that asks something of them."""
    if not user.is_active or report.author_id != user.pk:
        return False
    verdicts = list(report.steps.values_list("verdict", flat=True))
    decided = [verdict for verdict in verdicts if verdict in DECISIONS]
    return bool(decided) and decided[-1] in ANSWERABLE and Verdict.OBJECT not in verdicts


def can_read_decision(user, step: Step) -> bool:
    """The author of what was decided about."""
    return step.is_decision and user.is_active and step.report.author_id == user.pk


def is_site_moderator(user) -> bool:
    """Whether this person decides for the whole site. No query for who asks by a page."""
    return user.is_active and (user.is_superuser or user.has_perm(SITE_MODERATOR))


def moderates_something(user) -> bool:
    """Whether there is a queue for this person; it came along with the session."""
    if not user.is_active:
        return False
    return user.is_superuser or known(user, "moderates", lambda: is_site_moderator(user) or bool(places_of(user)))


def site_moderators() -> QuerySet:
    """The people who decide for the whole site, administrators not counted."""
    right = Permission.objects.filter(content_type__app_label=APP, codename=CODENAME)
    people = get_user_model().objects.filter(is_active=True, is_superuser=False)
    return people.filter(Q(user_permissions__in=right) | Q(groups__permissions__in=right)).distinct()


def deciders(level: int, place: Model | None, author_id: int | None) -> set[int]:
    """Who decides at this level; never the author."""
    match level:
        case Level.LOCAL:
            found = moderators_of(place)
            if author_id in found:  # about one of them: one level up
                return set()
        case Level.SITE:
            found = set(site_moderators().values_list("pk", flat=True))
            if author_id in found:
                return set()
        case _:
            admins = get_user_model().objects.filter(is_active=True, is_superuser=True)
            found = set(admins.values_list("pk", flat=True))
    return found - {author_id}


def level_from(lowest: int, place: Model | None, author_id: int | None) -> int:
    """The first level, from this one up, at which somebody can decide; when there is nobody, one below."""
    upwards = range(lowest, Level.TOP + 1)
    return next((level for level in (*upwards, Level.SITE, Level.TOP) if deciders(level, place, author_id)), Level.TOP)
