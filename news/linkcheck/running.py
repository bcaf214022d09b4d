"""Going through all pages, some at a time. Where it is stands in its row, so it can be stopped anywhere and goes on
there; two workers wait for each other at that row."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from news.linkcheck.finding import ADDRESS, Link, links_of
from news.linkcheck.judging import Judge
from news.models import Alert, HowToPage, InformationPage, LinkCheck, LinkProblem, SectionPage, Tool
from news.notices import BROKEN, keepers_of
from notifications.actions import notify

BATCH = 100
EVERY = timedelta(days=7)
LONGEST_TARGET = 500


def check_links(now: datetime | None = None, *, at_once: bool = False) -> int:
    """Begin the check when a week has passed (or `at_once`), or go on with one that was interrupted. Returns how many
    pages were looked at."""
    now = now or timezone.now()
    run = LinkCheck.objects.filter(finished_at=None).order_by("pk").first()
    if run is None:
        last = LinkCheck.objects.latest_finished()
        if last is not None and last.started_at > now - EVERY and not at_once:
            return 0
        run = LinkCheck.objects.create(started_at=now)
    looked = 0
    while (number := next_batch(run.pk)) is not None:
        looked += number
    return looked


@transaction.atomic
def next_batch(pk: int) -> int | None:
    """Look at the next pages and keep what was found. None when the run is over."""
    run = LinkCheck.objects.select_for_update().filter(pk=pk, finished_at=None).first()
    if run is None:
        return None
    pages = list(Page.objects.filter(live=True, pk__gt=run.last_page).order_by("pk")[:BATCH].specific())
    if not pages:
        finish(run)
        return None
    links = {page.pk: links_of(page) for page in pages}
    judge = Judge(link for found in links.values() for link in found)
    problems = [
        LinkProblem(check_run=run, page_id=page_id, kind=fault, target=told(link, judge), words=link.words[:255])
        for page_id, found in links.items()
        for link in found
        if (fault := judge.fault_of(link, page_id))
    ]
    LinkProblem.objects.bulk_create(problems)
    run.linked = sorted(set(run.linked).union(*(judge.targets(found) - {pk} for pk, found in links.items())))
    run.last_page, run.pages = pages[-1].pk, run.pages + len(pages)
    run.save()
    return len(pages)


def told(link: Link, judge: Judge) -> str:
    """Where a link leads, for the report."""
    return str(link.target)[:LONGEST_TARGET] if link.kind == ADDRESS else f"{link.kind} {link.target}"


def finish(run: LinkCheck) -> None:
    """Redirects, tools and orphans; then this run is what reports speak of, and owners hear what is new."""
    before = LinkCheck.objects.latest_finished()
    known = set(broken(before).values_list("page_id", flat=True)) if before else set()
    problems = [*faults_of_redirects(run), *faults_of_tools(run), *orphans(run)]
    LinkProblem.objects.bulk_create(problems)
    run.finished_at = timezone.now()
    run.save()
    tell_owners(run, known)
    LinkCheck.objects.exclude(pk=run.pk).exclude(finished_at=None).delete()


def broken(run: LinkCheck):
    """The problems of a run that are about links on pages."""
    return LinkProblem.objects.filter(check_run=run, page__isnull=False).exclude(kind=LinkProblem.Kind.ORPHAN)


def faults_of_redirects(run: LinkCheck) -> list[LinkProblem]:
    """Redirects to pages that are down or to addresses of ours where nothing is."""
    judge, found = Judge([]), []
    for redirect in Redirect.objects.select_related("redirect_page").order_by("pk"):
        if redirect.redirect_page is not None:
            fault = "" if redirect.redirect_page.live else LinkProblem.Kind.PAGE_DOWN
            target = f"page {redirect.redirect_page_id}"
        else:
            fault, target = judge.fault_of_address(redirect.redirect_link, None), redirect.redirect_link
        if fault:
            words = redirect.old_path[:255]
            found.append(LinkProblem(check_run=run, kind=fault, target=target[:LONGEST_TARGET], words=words))
    return found


def faults_of_tools(run: LinkCheck) -> list[LinkProblem]:
    """Tools that are an address of this site where nothing is."""
    judge, found = Judge([]), []
    for tool in Tool.objects.filter(address__startswith="/"):
        if fault := judge.fault_of_address(tool.address, None):
            found.append(LinkProblem(check_run=run, kind=fault, target=tool.address, words=tool.name_nl[:255]))
    return found


def orphans(run: LinkCheck) -> list[LinkProblem]:
    """Lasting pages that nothing leads to: no link on another page, no topic, no alert; for a section also no page
    below it, which would lead back to it."""
    linked = set(run.linked) | set(Alert.objects.exclude(link_page=None).values_list("link_page_id", flat=True))
    found: list[LinkProblem] = []
    for model in (InformationPage, HowToPage, SectionPage):
        pages = model.objects.filter(live=True, depth__gt=2)
        pages = pages.filter(numchild=0) if model is SectionPage else pages.filter(topics=None)
        lonely = pages.filter(~Q(pk__in=linked)).order_by("pk").values_list("pk", flat=True)
        found += [LinkProblem(check_run=run, page_id=pk, kind=LinkProblem.Kind.ORPHAN) for pk in lonely]
    return found


def tell_owners(run: LinkCheck, known: set[int]) -> None:
    """Once, about pages that had no broken link at the check before."""
    fresh = set(broken(run).values_list("page_id", flat=True)) - known
    for page in Page.objects.filter(pk__in=fresh).select_related("care").order_by("pk"):
        notify(
            BROKEN.code, page, to=keepers_of(page, getattr(page, "care", None)), event_id=f"links {run.pk} {page.pk}"
        )
