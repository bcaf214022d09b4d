"""A small organisation with something closed in every shape, and a canary in every field.

Each place (an open section, a restricted one, a restricted one inside it, and pages in every state) holds a page with
an image, a document, a comment with an answer, a reaction and a follower. Every text field carries two words: a *bait*
that may be searched for, and a *secret* that must never reach a wrong reader.
"""

import io
import random
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupPagePermission, Page, PageViewRestriction

from access.actions import break_glass
from accounts.models import User
from activity.actions import follow, react, set_level
from activity.levels import Level
from comments.actions import delete_comment, post_comment
from files.models import Document
from moderation.cases import open_report
from moderation.models import Complaint, Origin
from news.actions import setup_editorial_groups
from news.models import Alert, Tool
from notifications.actions import announce
from tests.cast import person
from tests.factories.news import (
    InformationPageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    SectionPageFactory,
    TopicFactory,
    publish,
)

LETTERS = "bcdfghjkmpqrtvwxz"


def secret(seed: str) -> str:
    """Twenty letters that no stemmer, slug or dictionary touches; the same for the same seed."""
    return "".join(random.Random(seed).choices(LETTERS, k=20))


@dataclass
class Place:
    """One closed (or open) corner of the world, and who may look into it."""

    name: str
    readers: set[str]
    page: Page = None
    comment: object = None
    answer: object = None
    report: object = None
    image: object = None
    document: Document = None
    secrets: list[str] = field(default_factory=list)
    secrets_of: dict[str, str] = field(default_factory=dict)
    unshown: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def word(self, what: str) -> str:
        """A new canary: its secret at the start and at the end, against cutting off, with bait between them."""
        word = secret(f"{self.name}/{what}")
        self.secrets.append(word)
        self.secrets_of[what] = word
        if what in ("image", "document", "complaint"):  # what only editors, or only moderators, meet
            self.unshown.append(word)
        if what == "documenttext":
            self.files.append(word)
        return f"{word} bait{self.name}{what} {word}"


EMPLOYEES = {"bo", "dina", "lea", "rex", "hana", "ada", "mo", "sam", "glass"}


@dataclass
class World:
    people: dict[str, User]
    places: dict[str, Place]


def build() -> World:
    """Everything, through the actions that people use."""
    editors = setup_editorial_groups()
    people = {
        "bo": person("Bo", "Jansen"),
        "dina": person("Dina", "Postma"),
        "lea": person("Lea", "van Dijk"),
        "rex": person("Rex", "Bakker"),
        "ivo": person("Ivo", "Smit"),
        "hana": person("Hana", "Yilmaz"),
        "ada": person("Ada", "Vermeer"),
        "mo": person("Mo", "Aziz"),
    }
    for name in ("sam", "glass"):
        people[name] = User.objects.create_superuser(f"{name}@duinrand.example", "x", first_name=name, language="en")
    board, leads = Group.objects.get_or_create(name="Board")[0], Group.objects.get_or_create(name="Leads")[0]
    for name in ("dina", "lea", "rex", "ivo"):
        people[name].groups.add(board)
    people["lea"].groups.add(leads)
    people["ada"].groups.add(Group.objects.get(name="Communications"))
    moderators = Group.objects.get_or_create(name="Comment moderators")[0]
    moderators.permissions.add(*Permission.objects.filter(codename__in=["moderate_comment", "moderate_site"]))
    people["mo"].groups.add(moderators)

    section = SectionPageFactory(title="Board room", slug="board-room")
    restrict(section, board)
    inner = SectionPageFactory(title="Inner room", slug="inner-room", parent=Page.objects.get(pk=section.pk))
    restrict(inner, leads)
    hr = SectionPageFactory(title="HR", slug="hr")
    hr_editors = Group.objects.get_or_create(name="HR editors")[0]
    people["hana"].groups.add(hr_editors)
    for permission in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=hr_editors,
            page=hr,
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=permission),
        )
    hr_editors.permissions.add(Permission.objects.get(codename="access_admin"))

    places = {
        "open": Place("open", EMPLOYEES),
        "board": Place("board", {"dina", "lea", "glass"}),
        "inner": Place("inner", {"lea"}),
        "boardnews": Place("boardnews", {"dina", "lea", "glass"}),
        "draft": Place("draft", set()),
        "scheduled": Place("scheduled", set()),
        "withdrawn": Place("withdrawn", set()),
        "expired": Place("expired", set()),
        "removed": Place("removed", EMPLOYEES),
    }
    authors = {"inner": "lea", "board": "dina", "boardnews": "dina"}
    parents = {"board": section, "inner": inner}
    for place in places.values():
        author = people[authors.get(place.name, "ada")]
        parent = parents.get(place.name)
        fill(place, author=author, reader=people[authors.get(place.name, "bo")], parent=parent, board=board)

    for_group(Tool(purpose_nl="x", address="https://tool.example/"), "name_nl", places["board"], board)
    for_group(Alert(ends_at=timezone.now() + timedelta(days=1)), "text_nl", places["board"], board)

    # What is closed is told to its readers while Rex and Ivo are among them, and announced.
    for place in (places["board"], places["boardnews"]):
        follow(place.page, by=people["rex"])
        set_level(place.page, Level.WATCHING, by=people["ivo"])
        post_comment(place.page, place.word("late"), by=people["lea"])
    for name in ("boardnews", "inner", "withdrawn", "expired"):
        announce("announcement", places[name].page, event_id=f"announced {name}")

    # Rex and Ivo had access until a moment ago; their sessions live on.
    people["rex"].groups.remove(board)
    people["ivo"].is_active = False
    people["ivo"].save()
    break_glass(places["board"].page, by=people["glass"], reason="A report of abuse, case 12", hours=1)
    assert editors is None or editors
    return World(people, places)


def restrict(page: Page, group: Group) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)


def for_group(thing, field: str, place: Place, group: Group) -> None:
    """Something outside the tree of pages that only this group may see."""
    setattr(thing, field, place.word(thing._meta.model_name))
    thing.for_everyone = False
    thing.groups.set([group])
    thing.save()


def fill(place: Place, *, author: User, reader: User, parent: Page | None, board: Group) -> None:
    """One page with everything on it, then brought into the state that the place is named after."""
    topic = TopicFactory()
    place.image = picture(place)
    place.document = Document.objects.create(
        title=place.word("document"),
        file=ContentFile(f"{place.word('documenttext')}".encode(), name=f"{place.name}.txt"),
        collection=Collection.get_first_root_node(),
    )
    body = [
        ("text", f"<p>{place.word('body')}</p>"),
        ("image", {"image": place.image, "alt_text": place.word("alt"), "caption": place.word("caption")}),
        ("documents", {"title": place.word("documentstitle"), "documents": [place.document]}),
        ("callout", {"kind": "tip", "title": place.word("callout"), "text": f"<p>{place.word('callouttext')}</p>"}),
        ("quote", {"text": place.word("quote"), "attribution": place.word("attribution"), "role": ""}),
    ]
    fields = {"title": place.word("title"), "slug": f"page-{place.name}", "teaser": place.word("teaser"), "body": body}
    factory = NewsPageFactory if parent is None else InformationPageFactory
    if factory is NewsPageFactory:
        fields |= {"author": author, "category": NewsCategoryFactory(), "lead_image": place.image}
    else:
        fields |= {"owner": author, "parent": Page.objects.get(pk=parent.pk)}
    page = (
        factory(topics=[topic], live=False, first_published_at=None, **fields)
        if parent is None
        else factory(live=False, first_published_at=None, **fields)
    )
    if place.name == "boardnews":
        restrict(page, board)
    if place.name == "draft":
        page.save_revision(user=author)
        place.page = page
        return
    if place.name == "scheduled":
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision(user=author).publish(user=author, skip_permission_checks=True)
        place.page = type(page).objects.get(pk=page.pk)
        return
    place.page = page = publish(page, author)
    place.comment = post_comment(page, place.word("comment"), by=reader)
    place.answer = post_comment(page, place.word("answer"), by=reader, parent=place.comment)
    react(page, "like", by=reader)
    react(place.comment, "like", by=reader)
    follow(page, by=reader)
    place.report = open_report(place.comment, Origin.PEOPLE)[0]
    Complaint.objects.create(report=place.report, category="rude", text=place.word("complaint"))
    if place.name == "withdrawn":
        page.unpublish()
    if place.name == "expired":
        page.expired = True
        page.unpublish(set_expired=True)
    if place.name == "removed":
        delete_comment(place.comment, by=reader)
        delete_comment(place.answer, by=reader)


def picture(place: Place):
    canvas = io.BytesIO()
    Picture.new("RGB", (60, 40), "teal").save(canvas, "JPEG")
    return get_image_model().objects.create(
        title=place.word("image"),
        file=SimpleUploadedFile(f"{place.name}.jpg", canvas.getvalue(), "image/jpeg"),
        collection=Collection.get_first_root_node(),
    )
