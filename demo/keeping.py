"""Who keeps which page right, how-to pages with their answers, tools and alerts, and what the categories propose."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Group
from wagtail.models import Page

from demo.texts import moment, read
from news.linkcheck.running import check_links
from news.models import Alert, HowToPage, NewsCategory, PageCare, Tool, UsefulAnswer
from news.models.page_care import months_later


class Duties:
    """Gives pages their team, their interval and, afterwards, the day on which they were confirmed."""

    def __init__(self, groups: dict[str, Group]) -> None:
        self.groups = groups
        self.words = read("keeping")

    def give(self, page: Page, section: str) -> None:
        """Before the page is written."""
        rule = self.rule(page.slug)
        page.review_every = rule["every"] or None
        if page.slug not in self.words["without_team"] and section in self.words["teams"]:
            page.team = self.groups[self.words["teams"][section]]

    def rule(self, slug: str) -> dict:
        return self.words["usual"] | self.words["pages"].get(slug, {})

    def has_owner(self, slug: str) -> bool:
        return slug not in self.words["ownerless"]

    def date(self, pages: dict[str, Page], today: date) -> None:
        """After everything is written: each page was confirmed so many days ago by its owner, and its owner heard of
        it what there was to hear."""
        for care in PageCare.objects.filter(page__in=[page.pk for page in pages.values()]).select_related("page"):
            rule = self.rule(care.page.slug)
            care.confirmed_on = today - timedelta(days=rule["confirmed"])
            care.confirmed_by_id = care.page.owner_id
            care.review_by = months_later(care.confirmed_on, care.review_months) if care.review_months else None
            care.save()


def write_howtos(pages, duties: Duties, progress) -> None:
    """The how-to pages, each in its section. `pages` is a `demo.pages.Pages` that has written the sections."""
    for entry in read("howto"):
        at = moment(entry["when"], pages.now)
        page = HowToPage(
            title=entry["title"], slug=entry["slug"], teaser=entry["teaser"], language=entry.get("lang", "nl")
        )
        page.body = pages.bodies.stream(page, entry["body"], entry, at)
        page.related = pages.bodies.related(page, entry)
        page.topics = [pages.topics[slug] for slug in entry["topics"]]
        duties.give(page, entry["section"])
        parent = Page.objects.get(pk=pages.pages[entry["section"]].pk)
        pages.write(page, parent, pages.people[entry["owner"]], at)
        progress(1)


def write_tools(groups: dict[str, Group]) -> dict[str, Tool]:
    """Every tool of tools.yaml, by its key."""
    found = {}
    for key, entry in read("tools")["tools"].items():
        tool = Tool(
            name_nl=entry["nl"],
            name_en=entry["en"],
            purpose_nl=entry["for_nl"],
            purpose_en=entry["for_en"],
            also_called=entry.get("also", ""),
            address=entry["address"],
            icon=entry["icon"],
            for_everyone="only" not in entry,
        )
        tool.groups.set([groups[name] for name in entry.get("only", [])])
        tool.save()
        found[key] = tool
    return found


def write_alerts(pages: dict[str, Page], now: datetime) -> None:
    """What is planned, and what is over."""
    for entry in read("tools")["alerts"]:
        Alert(
            severity=entry["severity"],
            text_nl=entry["nl"],
            text_en=entry["en"],
            link_page_id=pages[entry["page"]].pk if "page" in entry else None,
            link_text_nl=entry.get("link_nl", ""),
            link_text_en=entry.get("link_en", ""),
            starts_at=moment(entry["from"], now),
            ends_at=moment(entry["until"], now),
        ).save()


def write_answers(pages: dict[str, Page], today: date) -> None:
    """What readers answered; nobody in particular, so the tokens are only numbers."""
    rows = []
    for slug, said in read("keeping")["answers"].items():
        page = pages[slug]
        answers = [(number % 6, True, "") for number in range(said["helped"])]
        answers += [(months, False, reason) for months, reason in said["failed"].items()]
        for number, (months, is_useful, reason) in enumerate(answers):
            month = months_later(today.replace(day=1), -months)
            rows.append(
                UsefulAnswer(page_id=page.pk, token=f"demo-{number}", is_useful=is_useful, reason=reason, month=month)
            )
    UsefulAnswer.objects.bulk_create(rows)


def settle(pages, duties: Duties, now: datetime) -> None:
    """When all pages are there: dates, answers, alerts, categories, and the first check of links."""
    today = now.date()
    duties.date(pages.pages, today)
    write_answers(pages.pages, today)
    write_alerts(pages.pages, now)
    for slug, values in read("keeping")["categories"].items():
        NewsCategory.objects.filter(slug=slug).update(**values)
    check_links(at_once=True)
