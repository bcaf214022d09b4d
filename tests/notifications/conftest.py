"""News, what people do with it, and what they hear of that."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from access.reach import forget_reach
from activity.stand import forget_stand
from notifications.inbox import Line, inbox
from notifications.unread import forget_unread, unread_of
from tests.factories.news import NewsPageFactory, TopicFactory, publish


@pytest.fixture
def safety(db):
    return TopicFactory(name_en="Safety", name_nl="Veiligheid", slug="safety")


@pytest.fixture
def write(ada, safety, django_capture_on_commit_callbacks):
    """Publishes a news item by Ada about safety: `write("Title")`."""

    def publish_one(title: str = "New helmets", by=None, **fields):
        author = by or ada
        fields = {"author": author, "topics": [safety], "live": False, "first_published_at": None} | fields
        return publish(NewsPageFactory(title=title, **fields), author)

    return publish_one


@pytest.fixture
def item(write):
    return write()


@pytest.fixture
def council(db, dina) -> Group:
    group = Group.objects.create(name="Council")
    dina.groups.add(group)
    return group


def restrict(page, *groups: Group) -> PageViewRestriction:
    """What the privacy dialog does."""
    restriction = PageViewRestriction(page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(groups)
    return restriction


def anew(user):
    """The same person in the next request."""
    forget_reach(user)
    forget_stand(user)
    forget_unread(user)
    return user


def heard(user, **options) -> list[str]:
    """What this person finds in the list, newest first, as "kind: who | thing"."""
    return [told(line) for line in inbox(anew(user), **options).lines]


def told(line: Line) -> str:
    who = line.actor.name.split()[0] if line.actor else "–"
    others = f" +{line.others}" if line.others else ""
    return f"{line.kind.code}: {who}{others} | {line.label}"


def badge(user) -> int:
    return unread_of(anew(user)).count
