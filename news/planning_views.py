"""The planning in the CMS: months, weeks and a list of what is to come, and moving it."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

from news.actions.replanning import (
    KINDS,
    LIVE,
    REVIEW,
    Moved,
    NotMovedError,
    PlanChangedError,
    date_of,
    move_together,
    no_such_date,
    version_of,
    words_of,
)
from news.calendar import KINDS as SHOWN
from news.calendar import agenda
from news.dashboard import LatePanel
from news.models import PagePair
from news.periods import LIST, MONTH, VIEWS, WEEK, period_of
from news.planning_forms import MoveForm, MoveReviewForm
from news.words import zone_name

REMEMBER = "kring_planning"
REMEMBER_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: the words of the address, as far as they make sense."""

    view: str = MONTH
    day: date | None = None
    section: str = ""
    editor: int = 0
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, str]]) -> "Asked":
        words = dict(pairs)
        view, editor, section = words.get("view", ""), words.get("editor", ""), words.get("section", "")
        return cls(
            view=view if view in VIEWS else MONTH,
            day=read_day(words.get("date", "")),
            section=section if section.isascii() and section.isalnum() and len(section) < 40 else "",
            editor=int(editor) if editor.isascii() and editor.isdigit() and len(editor) < 18 else 0,
            kinds=tuple(kind for kind in SHOWN if ("kind", kind) in pairs),
        )

    def words(self, *, with_day: bool = True) -> str:
        """The query string for this."""
        pairs: list[tuple[str, object]] = [("view", self.view)]
        if with_day and self.day:
            pairs.append(("date", self.day.isoformat()))
        pairs += [(name, value) for name, value in (("section", self.section), ("editor", self.editor)) if value]
        return urlencode(pairs + [("kind", kind) for kind in self.kinds])

    @property
    def is_filtered(self) -> bool:
        return bool(self.section or self.editor or self.kinds)


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text.isascii() else None
    except ValueError:
        return None


@require_safe
def planning(request: HttpRequest) -> HttpResponse:
    """What goes live, ends or is to be confirmed, in a month, a week or a list. The address says which; without one,
    it is what this browser showed last."""
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    asked = Asked.of(pairs or parse_qsl(request.COOKIES.get(REMEMBER, "")[:500]))
    today = timezone.localdate()
    period = period_of(asked.view, asked.day or today)
    shown = agenda(
        request.user, period.start, period.end, section=asked.section, editor=asked.editor, kinds=asked.kinds
    )
    by_day: dict[date, list] = {}
    for item in shown.items:
        by_day.setdefault(item.day, []).append(item)
    month = (asked.day or today).month if asked.view == MONTH else None
    context = {
        "asked": asked,
        "period": period,
        "agenda": shown,
        "weeks": [
            {
                "number": week[0].isocalendar().week,
                "days": [
                    {
                        "day": day,
                        "items": by_day.get(day, []),
                        "is_today": day == today,
                        "is_outside": month is not None and day.month != month,
                    }
                    for day in week
                ],
            }
            for week in period.weeks()
        ],  # fmt: skip
        "today": today,
        "zone": zone_name(),
        "clock_stopped": LatePanel(request).clock_stopped,
        "views": [(MONTH, _("Month")), (WEEK, _("Week")), (LIST, _("List"))],
        "kinds": kind_names(),
        "before": replace(asked, day=period.before).words(),
        "after": replace(asked, day=period.after).words(),
        "now": replace(asked, day=None).words(),
        "unfiltered": Asked(view=asked.view, day=asked.day).words(),
        "here": f"{reverse('news_planning')}?{asked.words()}",
        "tabs": {view: replace(asked, view=view).words() for view in VIEWS},
    }
    response = render(request, "news/admin/planning.html", context)
    if pairs:
        response.set_cookie(
            REMEMBER, asked.words(with_day=False), max_age=REMEMBER_SECONDS, path=reverse("news_planning"),
            httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
    return response


def kind_names() -> list[tuple[str, str]]:
    return list(zip(SHOWN, (_("Goes live"), _("Ends"), _("To be confirmed"), _("Alerts")), strict=True))


def move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The form that gives a date of a page another moment; POST does so. 409 when somebody else was first."""
    page = get_object_or_404(Page, pk=pk)
    if page.is_root() or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    was = date_of(page, kind, page.scheduled_revision)
    form_class = MoveReviewForm if kind == REVIEW else MoveForm
    if request.method != "POST":
        form = form_class(initial={"at": was}, was=was)
        proposed = form.proposal(request.GET.get("at", ""))
        return move_page(request, page, kind, was, form, proposed=proposed, status=200 if was else 409)
    form = form_class(request.POST, was=was)
    if was is None:
        return refused(request, page, kind, was, form, no_such_date(page, kind), 409)
    if not form.is_valid():
        problem = " ".join(message for found in form.errors.values() for message in found)
        return refused(request, page, kind, was, form, problem, 422)
    if "look" in request.POST:
        return move_page(request, page, kind, was, form, proposed=form.cleaned_data["to"])
    try:
        moved = move_together(
            pk, kind, form.cleaned_data["to"], by=request.user, version=form.cleaned_data["version"],
            both=form.cleaned_data["both"],
        )  # fmt: skip
    except PlanChangedError as changed:
        return refused(request, page, kind, was, form, changed.words, 409)
    except NotMovedError as reason:
        form.add_error("at", reason.words)
        return refused(request, page, kind, was, form, reason.words, 422)
    tell(request, moved)
    return redirect(back_to(request))


def refused(request, page, kind, was, form, words: str, status: int) -> HttpResponse:
    """Why it did not move: as a sentence for the script of the planning, or on the form with what was typed."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"words": words}, status=status)
    return move_page(request, page, kind, was, form, changed=words if status == 409 else "", status=status)


def move_page(request, page, kind, was, form, *, proposed=None, changed="", status=200) -> HttpResponse:
    scheduled = page.scheduled_revision
    pair = PagePair.objects.of(page.pk) if kind != REVIEW and was else None
    other = pair.other(page.pk) if pair else None
    with_other = other is not None and date_of(other, kind, other.scheduled_revision) == was
    context = {
        "page": page,
        "kind": kind,
        "form": form,
        "present": words_of(kind, was) if was else "",
        "proposed": words_of(kind, proposed) if proposed else "",
        "template": words_template(kind),
        "moment_words": _("%(day)s at %(time)s, %(zone)s") if kind != REVIEW else "%(day)s",
        "changed": changed,
        "version": version_of(kind, was, scheduled.pk if scheduled else None) if was else "",
        "other": other if with_other else None,
        "both": form.data.get("both") == "on" if form.is_bound and "choose" in form.data else True,
        "zone": zone_name(),
        "back": back_to(request),
    }
    return render(request, "news/admin/move.html", context, status=status)


def words_template(kind: str) -> str:
    """The sentence that the script fills while somebody chooses another moment."""
    if kind == REVIEW:
        return _("Is to be confirmed before %(day)s")
    return _("Goes live on %(moment)s") if kind == LIVE else _("Ends on %(moment)s")


def tell(request: HttpRequest, moved: Moved) -> None:
    """Say what will happen now and what would have happened, with the way back."""
    all_moved = [moved, *moved.together]
    text = render_to_string(
        "news/admin/moved.html",
        {
            "moved": moved,
            "titles": [one.page.get_admin_display_title() for one in all_moved],
            "now": words_of(moved.kind, moved.at),
            "before": words_of(moved.kind, moved.was),
            "undo": moved.was.isoformat(),
            "is_undo": "undo" in request.POST,
            "back": back_to(request),
        },
        request=request,
    )
    messages.success(request, text)
    for failure in moved.failures:
        messages.warning(request, failure)


def back_to(request: HttpRequest) -> str:
    """The planning as the person left it."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    planning_address = reverse("news_planning")
    if target.startswith(planning_address) and url_has_allowed_host_and_scheme(target, {request.get_host()}):
        return target
    return planning_address
