"""What the templates of others say about moderation."""

from django.db.models import Model
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from access.kinds import kind_of
from access.subjects import find_subject
from activity.keys import key_of
from core.addresses import address
from moderation.models import Report, Verdict
from moderation.permissions import moderates_something
from moderation.queries import usual_wait
from moderation.telling import OUTCOMES, kind_label


@pass_context
def report_entry(context: Context, thing: Model) -> Markup:
    """The item "Report" of a menu; nothing for what is one's own. No query: the reader has the thing before them."""
    href = _address(context, thing)
    return context.environment.globals["ui"].menu_link(_("Report…"), href, "flag") if href else Markup("")


@pass_context
def report_link(context: Context, thing: Model) -> Markup:
    """The same outside a menu."""
    href = _address(context, thing)
    return (
        context.environment.globals["ui"].button(_("Report…"), href=href, variant="quiet", icon_name="flag", size="s")
        if href
        else Markup("")
    )


@pass_context
def held_notice(context: Context, thing: Model) -> Markup:
    """For its author: that it waits for a moderator, since when, and how long that usually takes. Two queries when it
    does, one when it does not."""
    report = Report.objects.waiting_for(thing)
    if report is None:
        return Markup("")
    values = {"report": report, "usual": usual_wait(report.place)}
    return Markup(context.environment.get_template("moderation/_held.html").render(values))  # noqa: S704  autoescaped by the template


def _address(context: Context, thing: Model) -> str:
    user, kind = context["user"], kind_of(thing).name
    subject = find_subject(kind)
    if subject is None or subject.author_id(thing) == user.pk:
        return ""
    return address("moderation:reporting", kind, thing.pk)


def verdict_label(code: str) -> str:
    """The words for a decision."""
    return str(Verdict(code).label) if code in Verdict.values else code


def reports_of(place: Model) -> str:
    """The address of the queue of one place, for its moderators."""
    return f"{address('moderation:queue')}?place={key_of(place)}"


def labels_of(report: Report) -> list[str]:
    """Why a report is there, each reason once; needs its complaints with it."""
    said = [complaint for complaint in report.complaints.all() if complaint.withdrawn_at is None]
    words = [_("Word list: %(words)s") % {"words": each.text} for each in said if each.by_words]
    return list(dict.fromkeys(words + [str(each.get_category_display()) for each in said if not each.by_words]))


def outcome_label(code: str) -> str:
    """What who reported a thing reads of a decision about it."""
    return str(OUTCOMES.get(code, code))


GLOBALS = {
    "held_notice": held_notice,
    "kind_label": kind_label,
    "labels_of": labels_of,
    "outcome_label": outcome_label,
    "moderates_something": moderates_something,
    "report_entry": report_entry,
    "report_link": report_link,
    "reports_of": reports_of,
    "verdict_label": verdict_label,
}
