"""What one mail says: read anew from what is there at the moment of sending, in the language of its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail import address
from activity.keys import MASK
from notifications.inbox import Line, complete
from notifications.mail.levers import ALL, DIGEST, KIND, THING, Lever
from notifications.mail.moments import zone_called
from notifications.mail.reply_address import address_for
from notifications.mail.seeing import visible
from notifications.registry import Lane, replies_to

MOST_SHOWN = 20
LONGEST_SUBJECT = 120
_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Entry:
    """One line of the mail, with full addresses."""

    line: Line
    who: str
    url: str
    stop_kind: str
    stop_thing: str

    @property
    def words(self) -> str:
        """The sentence without links."""
        return self.line.words % {"who": self.who, "thing": f"“{self.line.label}”", "total": self.line.total}


def compose(user, lines: Sequence[Line], letter: UUID, *, is_digest: bool) -> EmailMultiAlternatives | None:
    """The mail with those of these lines whose things this person may read now; None when there are none."""
    with translation.override(user.language), timezone.override(zone_called(user.time_zone)):
        shown = complete(user, lines[:MOST_SHOWN])
        if not shown:
            return None
        entries = [_entry(user, line) for line in shown]
        return _mail(user, entries, len(lines) - len(lines[:MOST_SHOWN]), letter, is_digest=is_digest)


def _mail(user, entries: list[Entry], more: int, letter: UUID, *, is_digest: bool) -> EmailMultiAlternatives:
    first = entries[0]
    count = len(entries) + more
    reply_to = _reply_to(user, entries) if not is_digest else ""
    stop = Lever(user.pk, DIGEST) if is_digest else Lever(user.pk, KIND, first.line.kind.code)
    if len({entry.line.kind.code for entry in entries}) > 1 and not is_digest:
        stop = Lever(user.pk, ALL)
    if is_digest:
        subject = ngettext(
            "%(site)s: %(num)d thing you have not read", "%(site)s: %(num)d things you have not read", count
        ) % {"site": settings.SITE_NAME, "num": count}
    elif count == 1:
        subject = first.words
    else:
        subject = ngettext("%(first)s, and %(num)d more", "%(first)s, and %(num)d more", count - 1) % {
            "first": _short(first.words),
            "num": count - 1,
        }
    context = {
        "site_name": settings.SITE_NAME,
        "home_url": address("/"),
        "language": user.language,
        "reader": user,
        "title": subject if is_digest or count > 1 else "",
        "groups": _by_lane(entries),
        "count": count,
        "more": more,
        "all_url": f"{address(reverse('notifications:inbox'))}?lane=unread",
        "settings_url": address(reverse("notifications:settings")),
        "is_digest": is_digest,
        "can_reply": bool(reply_to),
        "stop_label": stop.label(),
        "stop_url": address(stop.address()),
        "stop_all_url": address(Lever(user.pk, ALL).address()) if stop.what != ALL else "",
    }
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    text = render_to_string("emails/notifications.txt", context).strip() + "\n"
    mail = EmailMultiAlternatives(_one_line(subject), text, to=[user.email], reply_to=[reply_to] if reply_to else None)
    mail.attach_alternative(_inliner.inline(render_to_string("emails/notifications.html", context)), "text/html")
    mail.extra_headers = {
        "Message-ID": f"<{letter.hex}@{host}>",
        "List-ID": f"<notifications.{host}>",
        "List-Unsubscribe": f"<{context['stop_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": user.language,
    }
    if count == 1:
        # Mail programs show what is about one thing as one conversation.
        mail.extra_headers["References"] = f"<thing.{first.line.place_key}@{host}>"
    return mail


def _entry(user, line: Line) -> Entry:
    name = line.actor.name if line.actor else (_("A former colleague") if line.actor_key else _("The organisation"))
    who = name
    if line.others:
        who = ngettext("%(name)s and %(num)d other", "%(name)s and %(num)d others", line.others) % {
            "name": name,
            "num": line.others,
        }
    return Entry(
        line=line,
        who=who,
        url=address(line.url),
        stop_kind=address(Lever(user.pk, KIND, line.kind.code).address()),
        stop_thing=address(Lever(user.pk, THING, str(line.place_key)).address()) if _can_mute(line) else "",
    )


def _can_mute(line: Line) -> bool:
    """Whether its lever is about the place itself; what only a topic or a person brought is muted there."""
    return line.lever is not None and line.lever.pk == line.place_key & MASK


def _reply_to(user, entries: list[Entry]) -> str:
    """Where an answer goes: only of a mail that is about one thing that takes answers."""
    things = {entry.line.newest_key for entry in entries}
    if len(things) != 1:
        return ""
    key = things.pop()
    thing = visible(user, key)
    return address_for(user.pk, key) if thing is not None and replies_to(user, thing) else ""


def _by_lane(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    groups = [(lane, [entry for entry in entries if entry.line.kind.lane == lane]) for lane in Lane]
    return [(lane.label, found) for lane, found in groups if found]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SUBJECT else words[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _one_line(subject: str) -> str:
    """A subject cannot bring headers of its own."""
    return _short(" ".join(subject.split()))
