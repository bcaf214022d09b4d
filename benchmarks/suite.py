"""The measurements themselves: B1, B2, B3, B5, B6, B15 and B16 of the performance goals."""

import html
import re
from collections.abc import Iterator

from django.db import connection
from django.template import engines

from access.reach import reach
from accounts.models import User
from activity.models import Activity
from activity.sql import Reading, newest
from activity.stand import stand_of
from activity.timeline import sources_for
from benchmarks.dataset import Dataset
from benchmarks.harness import Browser, Result, compare
from benchmarks.stock import CARDS_DTL, CARDS_JINJA
from news.reading import newest_titles


def run(data: Dataset, rounds: int, small: dict[str, float]) -> Iterator[Result]:
    """Each result as soon as it is there."""
    worst = data.profiles["heavy"]
    ours, stock = Browser(worst), Browser(worst, stock=True)
    news = data.page.url
    yield compare("B1", "home / AUTH", "<= 1.5", lambda: ours.get("/"), lambda: stock.get("/auth/"), rounds)
    yield compare(
        "B2", "news page with comments / AUTH", "<= 1.5", lambda: ours.get(news), lambda: stock.get("/auth/"), rounds
    )
    tutorial = f"/tutorial{news}"
    missing = words(stock.get(tutorial)) - words(ours.get(news))
    assert not missing, f"our page does not say {sorted(missing)[:20]}"
    yield compare(
        "B3", "Wagtail's tutorial page / ours", ">= 12", lambda: stock.get(tutorial), lambda: ours.get(news), rounds
    )
    large = {}
    for name, result in timeline_results(data, rounds):
        large[name] = result.ratio
        yield result
    for name, ratio in large.items():
        what = f"timeline of {name}: growth over a tenth of the activities"
        goal = "<= 1.2" if name == "heavy" else "<= 1.6"
        yield Result("B6", what, ratio / small[name], goal, ratio, small[name])
    yield compare(
        "B15", "newest 20 news, trimmed / primary-key range of 20", "<= 2",
        lambda: newest_titles(worst, 20),
        primary_key_range, rounds,
    )  # fmt: skip
    cards = [card(number) for number in range(50)]
    jinja, django_template = engines["jinja2"].from_string(CARDS_JINJA), engines["django"].from_string(CARDS_DTL)
    assert flat(jinja.render({"cards": cards})) == flat(django_template.render({"cards": cards})), "the cards differ"
    yield compare(
        "B16", "50 cards, our templates / the same inline in Django's", "<= 0.35",
        lambda: jinja.render({"cards": cards}), lambda: django_template.render({"cards": cards}), rounds,
    )  # fmt: skip


def timeline_results(data: Dataset, rounds: int) -> Iterator[tuple[str, Result]]:
    """The fetch of a timeline, without its cards, for each kind of reader."""
    for name, user in data.profiles.items():
        stand_of(user)
        yield name, compare(
            "B5", f"timeline rows of {name} / primary-key range of 20", "<= 5",
            lambda user=user: rows_of(user), activity_range, rounds,
        )  # fmt: skip


def timeline_ratios(data: Dataset, rounds: int) -> dict[str, float]:
    return {name: result.ratio for name, result in timeline_results(data, rounds)}


def rows_of(user: User, number: int = 20) -> list:
    """The rows of a timeline's page, through the statement that `timeline` uses."""
    stand = stand_of(user)
    sources, _lane = sources_for(user, stand, "all")
    return newest(Reading(sources=sources, reach=reach(user), mutes=stand.mutes, limit=number))


def activity_range() -> list:
    return list(Activity.objects.raw("SELECT * FROM activity_activity ORDER BY id DESC LIMIT 20"))


def primary_key_range() -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title, url_path, first_published_at FROM wagtailcore_page ORDER BY id DESC LIMIT 20")
        return cursor.fetchall()


def card(number: int) -> dict:
    return {
        "title": f"News item {number}",
        "href": f"/news/item-{number}/",
        "teaser": "What it means for you, in one sentence that is not too short.",
        "meta": ["Production", "today 07:30", f"{number % 7 + 1} min"],
    }


def words(page: bytes) -> set[str]:
    """The words of the article and its comments, for comparing two pages."""
    text = page.decode()
    body = re.search(r"<article.*?</article>", text, re.DOTALL)
    return set(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", body.group(0) if body else text))))


def flat(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", markup)).strip()
