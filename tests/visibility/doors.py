"""Every address of the site, and what kind of door it is. One that is missing here fails the build.

ANYONE   visitors may enter
OWN      shows only what belongs to the person who asks
LIST     shows many things; the canaries walk through it as every reader
THING    shows or changes one thing; it has a row in MATRIX
COMMUNITY shows or changes a community; it has a row in tests/communities/test_visibility.py
POST     shows or changes a post; it has a row in tests/communities/test_post_doors.py
SWITCH   changes only the asking person's own settings, by POST
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.visibility.world import Place

ANYONE, OWN, LIST, THING, SWITCH = "anyone", "own", "list", "thing", "switch"
COMMUNITY = "community"
POST = "post"

DOORS: dict[str, str] = {}


@dataclass(frozen=True)
class Door:
    """One way to a thing of a place. `address` gives None when the place has no such thing."""

    name: str
    route: str
    address: Callable[[Place], str | None]
    method: str = "get"
    data: tuple = ()
    thing: str = "page"

    @property
    def needs_comment(self) -> bool:
        """Whether the address names a comment, which a page that never was published cannot have."""
        return self.route.startswith("comments/") or "of a comment" in self.name or "to a comment" in self.name


def page_url(place: Place) -> str:
    return place.page.url_path.removeprefix(place.page.get_site().root_page.url_path.rstrip("/")) or "/"


def on(kind: str, rest: str) -> Callable[[Place], str | None]:
    """The address of something on the page or the comment of a place."""

    def address(place: Place) -> str | None:
        thing = place.page if kind == "page" else place.comment
        return f"/on/{kind}/{thing.pk}/{rest}" if thing else None

    return address


def of_comment(rest: str) -> Callable[[Place], str | None]:
    return lambda place: f"/comments/{place.comment.pk}/{rest}" if place.comment else None


def of_report(place: Place) -> str | None:
    return f"/moderation/{place.report.pk}/" if place.report else None


def file_url(what: str) -> Callable[[Place], str | None]:
    def address(place: Place) -> str | None:
        match what:
            case "image":
                return reverse("image_file", args=[place.image.pk, "picture.jpg"])
            case "rendition":
                return place.image.get_rendition("width-40").url
            case _:
                return place.document.url

    return address


MATRIX = [
    Door("page", r"^((?:[\w\-]+/)*)$", page_url),
    Door("page by number", "pages/<int:pk>/", lambda place: f"/pages/{place.page.pk}/"),
    Door("thread", "on/<str:kind>/<int:pk>/comments/", on("page", "comments/")),
    Door("thread of a comment", "on/<str:kind>/<int:pk>/comments/", on("comment", "comments/"), thing="nothing"),
    Door("reactions to a page", "on/<str:kind>/<int:pk>/reactions/", on("page", "reactions/")),
    Door("reactions to a comment", "on/<str:kind>/<int:pk>/reactions/", on("comment", "reactions/"), thing="comment"),
    Door("comment", "comments/<int:pk>/", of_comment(""), thing="comment's place"),
    Door("replies", "comments/<int:pk>/replies/", of_comment("replies/"), thing="comment's place"),
    Door("edit a comment", "comments/<int:pk>/edit/", of_comment("edit/"), thing="own words"),
    Door("history", "comments/<int:pk>/history/", of_comment("history/"), thing="history"),
    Door("removal form", "comments/<int:pk>/removal/", of_comment("removal/"), thing="own comment"),
    Door("image", "files/images/<int:pk>/<str:name>", file_url("image"), thing="file"),
    Door("rendition", "files/renditions/<int:pk>/<str:name>", file_url("rendition"), thing="file"),
    Door("document", "files/documents/<int:pk>/<str:name>", file_url("document"), thing="file"),
    Door("post a comment", "on/<str:kind>/<int:pk>/comments/", on("page", "comments/"), "post", (("text", "Hello"),)),
    Door("react", "on/<str:kind>/<int:pk>/reactions/<str:key>/", on("page", "reactions/agree/"), "put"),
    Door("unreact", "on/<str:kind>/<int:pk>/reactions/<str:key>/", on("page", "reactions/like/"), "delete"),
    Door("react by form", "on/<str:kind>/<int:pk>/reactions/<str:key>/", on("page", "reactions/agree/"), "post", (("on", "1"),)),
    Door("react to a comment", "on/<str:kind>/<int:pk>/reactions/<str:key>/", on("comment", "reactions/agree/"), "put", thing="comment"),
    Door("follow", "on/<str:kind>/<int:pk>/follow/", on("page", "follow/"), "put"),
    Door("mute", "on/<str:kind>/<int:pk>/mute/", on("page", "mute/"), "put"),
    Door("less", "on/<str:kind>/<int:pk>/less/", on("page", "less/"), "put"),
    Door("proposal", "on/<str:kind>/<int:pk>/proposal/", on("page", "proposal/"), "delete"),
    Door("level", "on/<str:kind>/<int:pk>/level/", on("page", "level/"), "post", (("level", "watching"),)),
    Door("opened", "on/<str:kind>/<int:pk>/opened/", on("page", "opened/"), "post"),
    Door("opening of a comment", "on/<str:kind>/<int:pk>/opened/", on("comment", "opened/"), "post", thing="comment"),
    Door("save", "on/<str:kind>/<int:pk>/saved/", on("page", "saved/"), "put"),
    Door("saved, its form", "on/<str:kind>/<int:pk>/saved/", on("page", "saved/")),
    Door("saving of a comment", "on/<str:kind>/<int:pk>/saved/", on("comment", "saved/"), "put", thing="nothing"),
    Door("remind", "on/<str:kind>/<int:pk>/saved/reminder/", on("page", "saved/reminder/"), "post", (("when", "tomorrow"),)),
    Door("read mark", "news/<int:pk>/read-mark/", lambda place: f"/news/{place.page.pk}/read-mark/", "post", thing="news"),
    Door("seen", "on/<str:kind>/<int:pk>/seen/", on("page", "seen/"), "post"),
    Door("confirm a page", "pages/<int:pk>/confirmation/", lambda place: f"/pages/{place.page.pk}/confirmation/", "post", thing="keeping"),
    Door("useful", "pages/<int:pk>/useful/", lambda place: f"/pages/{place.page.pk}/useful/", thing="nothing"),
    Door("edit by post", "comments/<int:pk>/edit/", of_comment("edit/"), "post", (("text", "Changed"), ("version", "1")), "own words"),
    Door("remove", "comments/<int:pk>/removal/", of_comment("removal/"), "post", (("reason", "Rude"),), thing="removal"),
    Door("restore", "comments/<int:pk>/restoration/", of_comment("restoration/"), "post", thing="restoration"),
    Door("label", "comments/<int:pk>/label/", of_comment("label/"), "post", (("on", "1"),), "label"),
    Door("pin", "comments/<int:pk>/pin/", of_comment("pin/"), "post", (("on", "1"),), "label"),
    Door("close", "on/<str:kind>/<int:pk>/comments/closing/", on("page", "comments/closing/"), "post", (("reason", "Answered"),), "discussion"),
    Door("report", "on/<str:kind>/<int:pk>/report/", on("page", "report/"), thing="reporting"),
    Door("report of a comment", "on/<str:kind>/<int:pk>/report/", on("comment", "report/"), "post", (("category", "rude"),), "reporting words"),
    Door("case of a comment", "moderation/<int:pk>/", of_report, thing="case"),
    Door("deciding of a comment", "moderation/<int:pk>/", of_report, "post", (("verdict", "warn"), ("reason", "Tone")), "case"),
    Door("reopen", "on/<str:kind>/<int:pk>/comments/reopening/", on("page", "comments/reopening/"), "post", thing="discussion"),
]  # fmt: skip

for door in MATRIX:
    DOORS[door.route] = THING
for route in (
    "login/",
    "cms/login/",
    "account/invitation/<str:token>/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/password/reset/key/done/",
    "^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
    "account/reauthenticate/",
    "account/2fa/authenticate/",
    "account/2fa/webauthn/login/",
    "notifications/mail/<str:token>/",
):
    DOORS[route] = ANYONE
for route in (
    "logout/",
    "account/",
    "account/settings/",
    "account/password/change/",
    "account/password/set/",
    "account/sessions/",
    "account/2fa/",
    "account/2fa/reauthenticate/",
    "account/2fa/totp/activate/",
    "account/2fa/totp/deactivate/",
    "account/2fa/recovery-codes/",
    "account/2fa/recovery-codes/generate/",
    "account/2fa/recovery-codes/download/",
    "account/2fa/webauthn/",
    "account/2fa/webauthn/add/",
    "account/2fa/webauthn/reauthenticate/",
    "account/2fa/webauthn/keys/<int:pk>/remove/",
    "account/2fa/webauthn/keys/<int:pk>/edit/",
    "people/me/",
    "people/me/edit/",
    "following/",
    "notifications/",
    "notifications/poll/",
    "notifications/seen/",
    "notifications/read/",
    "notifications/read/undo/",
    "notifications/settings/",
    "moderation/complaints/",
    "moderation/complaints/<int:pk>/",
    "moderation/decisions/<int:pk>/",
    "notifications/settings/rhythm/",
    "notifications/<str:line>/read/",
    "pages/mine/",
    "saved/",
    "saved/<int:pk>/",
    "catch-up/done/",
    "catch-up/finish/",
    "catch-up/reopening/",
):
    DOORS[route] = OWN
for route in (
    "people/",
    "people/<int:pk>-<slug:slug>/",
    "communities/",
    "search/",
    "search/suggest/",
    "moderation/",
    "",
    "timeline/newer/",
    "catch-up/",
    "catch-up/card/",
    "following/proposals/",
    "news/",
    "more-news/",
    r"^news/([\w\-]+)/$",
    "topics/<str:slug>/",
    "tools/",
    "about-figures/",
    "alerts/",
    "files/signed/<str:signature>/<int:image_id>/<str:spec>/",
):
    DOORS[route] = LIST
for route in (
    "communities/<slug:slug>/",
    "communities/<slug:slug>/about/",
    "communities/<slug:slug>/members/",
    "communities/<slug:slug>/members/<int:pk>/",
    "communities/<slug:slug>/membership/",
    "communities/<slug:slug>/announcements/<int:pk>/",
    "communities/<slug:slug>/manage/",
    "communities/<slug:slug>/manage/people/",
    "communities/<slug:slug>/manage/announcement/",
    "communities/<slug:slug>/manage/settings/",
    "communities/<slug:slug>/manage/rest/",
    "communities/suggestions/<int:pk>/",
    "communities/invitations/<int:pk>/",
):
    DOORS[route] = COMMUNITY
for route in ("communities/new/", "posts/", "posts/later/"):
    DOORS[route] = OWN
for route in (
    "posts/people/",
    "posts/<int:pk>/",
    "posts/<int:pk>/edit/",
    "posts/<int:pk>/history/",
    "posts/<int:pk>/removal/",
    "posts/<int:pk>/restoration/",
    "posts/<int:pk>/publication/",
    "posts/<int:pk>/undo/",
    "posts/<int:pk>/answer/",
):
    DOORS[route] = POST
for route in ("notifications/settings/preset/",):
    DOORS[route] = SWITCH
for route in (
    "account/language/",
    "account/theme/",
    "timeline/order/",
    "timeline/hint/",
    "timeline/visit/",
    "timeline/types/<str:kind>/",
    "alerts/<int:pk>/dismissal/",
):
    DOORS[route] = SWITCH
