"""Loading Duinrand, step by step. All of it happens, or none."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_save
from tqdm import tqdm
from wagtail.models import Page
from wagtail.search.index import get_indexed_models
from wagtail.search.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from access.models import Audience
from activity.models import Verb
from activity.records import Record, record_many
from comments.actions import post_comment
from comments.models import Comment
from demo import notices
from demo.communities import keep_in_step, make_communities
from demo.doings import Readers, follows, reactions
from demo.keeping import settle, write_howtos, write_tools
from demo.languages import pair_languages
from demo.mail import choose_mail
from demo.moderating import keep_order
from demo.pages import Pages
from demo.people import Organisation, add_people, add_portraits, described, make_places
from demo.posts import how_many, write_posts
from demo.rights import join_departments, let_edit, make_groups
from demo.saved import keep_for_later
from demo.talk import conversations, post_all
from demo.texts import current, read
from demo.visits import come_back
from news.actions import silently
from news.models import NewsPage, Topic
from search.actions import findable, index_all

PASSWORD = "schuif-aan"  # noqa: S105  the demo's own, told to everybody in the README
PEOPLE = 480
CHATTY = 5  # of the colleagues beyond the first 480, one in so many says something
SECTION_OF_HR = "hr"


@contextmanager
def step(words: str, total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar; yields the function that moves it on."""
    look = "{desc:<28}{bar:30} {n_fmt}/{total_fmt} {elapsed}"
    with tqdm(total=total, desc=words, disable=quiet, bar_format=look) as bar:
        yield bar.update


@contextmanager
def indexed_at_once() -> Iterator[None]:
    """Wagtail enters everything that is saved in the editors' search, one task each. Here: all of it afterwards."""
    watched = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        yield
    finally:
        for model in watched:
            post_save.connect(post_save_signal_handler, sender=model)
    call_command("update_index", verbosity=0)


@contextmanager
def unlogged_queries() -> Iterator[None]:
    """Where DEBUG is on, Django keeps the text of each query, for which SQLite is asked to write out every value."""
    connection.make_debug_cursor = connection.make_cursor
    try:
        yield
    finally:
        del connection.make_debug_cursor


@unlogged_queries()
@transaction.atomic
def load(people: int = PEOPLE, *, quiet: bool = False) -> None:
    """Make the organisation in an empty database, with at least everybody who is described."""
    now = current()
    password = make_password(PASSWORD)
    organisation = Organisation()
    with silently(), disable_reference_index_auto_update(), indexed_at_once():
        make_places(organisation)
        people = max(people, len(described()))
        with step("People", people, quiet) as on:
            added = add_people(organisation, people, password, on)
        pages = Pages(organisation, {}, now)
        pages.make_frame()
        pages.groups.update(make_groups(organisation))
        write_pages(pages, quiet)
        with step("Portraits", len(described()) + min(len(added), 200), quiet) as on:
            add_portraits(organisation, added, on)
    with step("Communities", 1, quiet) as on:
        make_communities(organisation, now)
        on(1)
    spread_talk(pages, organisation, now, quiet)
    keep_order(pages.pages, organisation.people, now)
    tell_recent(organisation, now, quiet)
    keep_for_later(pages.pages, organisation.people, now)
    come_back(organisation.people, pages.topics, now)
    make_findable(quiet)


def tell_recent(organisation: Organisation, now: datetime, quiet: bool) -> None:
    """What people hear of the last two weeks."""
    events = notices.recent_events(organisation.people, now)
    with step("Notifications", len(events), quiet) as on:
        for at, event in events:
            notices.tell(at, event)
            on(1)
    notices.leave_unread(now)
    choose_mail(organisation.people, now)


def make_findable(quiet: bool) -> None:
    """The whole search index, in one go: nothing above told search anything."""
    with step("Search", findable(), quiet) as on:
        index_all(on)


def write_pages(pages: Pages, quiet: bool) -> None:
    """Sections first, because news links to what is in them."""
    sections, howtos, news = pages.sections(), read("howto"), pages.news()
    pages.bodies.tools = write_tools(pages.groups)
    with step("Sections and information", sum(len(entry["pages"]) + 1 for entry in sections), quiet) as on:
        for content in sections:
            section = pages.write_section(content, on)
            if section.slug in (SECTION_OF_HR, "hr-team"):
                let_edit(pages.groups["hr-redactie"], section)
    with step("How-to pages", len(howtos), quiet) as on:
        write_howtos(pages, pages.duties, on)
    with step("News", len(news), quiet) as on:
        for at, entry in news:
            pages.write_news(at, entry)
            on(1)
    settle(pages, pages.duties, pages.now)
    pair_languages(pages.editor, pages.now)


def spread_talk(pages: Pages, organisation: Organisation, now: datetime, quiet: bool) -> None:
    """Comments, reactions and follows, and the log of all that happened in order of time."""
    live = {page.slug: page for page in pages.pages.values() if page.live}
    news = [page for page in live.values() if isinstance(page, NewsPage)]
    records = [Record(Verb.PUBLISHED, page, page, page.author_id, pages.times[page.slug], uuid4()) for page in news]
    things = [(page, page, pages.times[slug]) for slug, page in live.items()]
    said = {slug: entries for slug, entries in conversations().items() if slug in live}
    with step("Conversations", len(said), quiet) as on:
        for slug, entries in said.items():
            for comment in post_all(live[slug], entries, pages.times[slug], now, organisation.people):
                things.append((comment, live[slug], comment.submit_date))
                records.append(commented(comment, live[slug]))
            on(1)
    with step("Posts", how_many(), quiet) as on:
        posted, discussed = write_posts(organisation.people, now, on)
    records += posted
    things += discussed
    everybody = organisation.everybody
    late = everybody[PEOPLE:]
    records += chatter(list(live.values()), late, now, recently=False)
    records += doings(things, everybody, organisation.people, pages.topics, now, quiet)
    write_log(records, quiet)


def doings(things: list, added: list, people: dict, topics: dict, now: datetime, quiet: bool) -> list[Record]:
    """Reactions and follows of the people that were added."""
    with step("Reactions and follows", 2, quiet) as on:
        found = reactions(things, Readers(added), now)
        on(1)
        found += follows(people, added, topics, now)
        on(1)
    return found


def write_log(records: list[Record], quiet: bool) -> None:
    """History, oldest first: timelines are read in the order in which it is written."""
    records.sort(key=lambda record: record.at)
    with step("History", len(records), quiet) as on:
        for start in range(0, len(records), 1000):
            on(len(record_many(records[start : start + 1000])))


def commented(comment: Comment, page: Page) -> Record:
    """The log entry of a comment."""
    return Record(Verb.COMMENTED, comment, page, comment.user_id, comment.submit_date, uuid4())


def chatter(pages: list, people: list, now: datetime, *, recently: bool) -> list[Record]:
    """One in so many of these people says something in passing under a page that everybody may read: in the week after
    it came out, or in the last day."""
    words, pick = read("chatter"), random.Random(f"chatter {len(people)}")
    audience_of = Readers([]).audience_of
    open_pages = [page for page in pages if audience_of[page.pk] == Audience.EVERYONE_ID]
    records = []
    for person in people[::CHATTY]:
        page = pick.choice(open_pages)
        start = now - timedelta(days=1) if recently else max(page.first_published_at, person.date_joined)
        at = min(start + timedelta(minutes=pick.uniform(5, 1400 if recently else 9000)), now)
        records.append(commented(post_comment(page, pick.choice(words), by=person, at=at), page))
    return records


@unlogged_queries()
@transaction.atomic
def grow(people: int, *, quiet: bool = False) -> int:
    """Add colleagues from the lists until there are `people`, with follows, reactions and comments. Returns how many
    came; what there was stays as it is."""
    now = current()
    organisation = Organisation()
    make_places(organisation)
    before = set(get_user_model().objects.values_list("pk", flat=True))
    with step("People", max(0, people - len(before)), quiet) as on:
        added = add_people(organisation, people, make_password(PASSWORD), on)
    if not added:
        return 0
    join_departments(organisation)
    keep_in_step()
    new = [person for person in organisation.everybody if person.pk not in before]
    live = list(NewsPage.objects.filter(live=True).select_related("category"))
    things = [(page, page, page.first_published_at) for page in live]
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    records = chatter(live, new, now, recently=True)
    records += doings(things, new, organisation.people, topics, now, quiet)
    write_log(records, quiet)
    make_findable(quiet)
    return len(new)
