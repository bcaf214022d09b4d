"""A mail as it comes in: who sent it, to which of our addresses, whether a machine wrote it, and what it says."""

import email
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from hashlib import sha256

from notifications.mail.reply_address import Address, read
from notifications.mail.stripping import answer_in, text_of_html

LARGEST = 25 * 1024 * 1024
WHERE_TO = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
# What the library raises for headers that are no headers.
BROKEN = (ValueError, LookupError, AttributeError, TypeError, MessageError, RecursionError)
MACHINES = {"bulk", "junk", "list", "auto_reply"}


@dataclass(frozen=True)
class Incoming:
    """What matters of one mail."""

    sender: str
    """The address in From, in lower case; "" when there is none, or more than one."""
    is_ours: bool
    """Whether one of its addresses begins as ours do."""
    to: Address | None
    """Who may answer what, when one of its addresses says so with a good signature."""
    is_automatic: bool
    """An out-of-office, a bounce, a list: nobody waits for an answer of ours, so there is none."""
    text: str
    """What was typed, without quote and signature."""
    has_files: bool
    token: str
    """The same for the same mail, however often it is delivered."""
    message_id: str


def parse(raw: bytes, reply_address: str) -> Incoming:
    """Read a mail. Anything can come in, so nothing here raises for what is in it."""
    # Of the two readers that Python brings, the older one does not mind headers that are no headers.
    message = email.message_from_bytes(raw[:LARGEST], policy=compat32)
    senders = [address.lower() for _name, address in _addresses(message, "from") if "@" in address]
    found = [address for name in WHERE_TO for _name, address in _addresses(message, name)]
    start = reply_address.lower().partition("@")[0] + "+"
    message_id = _header(message, "message-id").strip()
    return Incoming(
        sender=senders[0] if len(senders) == 1 else "",
        is_ours=any(address.lower().startswith(start) for address in found),
        to=next((to for address in found if (to := read(address))), None),
        is_automatic=_is_automatic(message),
        text=_text(message),
        has_files=any(_is_attached(part) for part in message.walk()),
        token="mail:" + sha256(message_id.encode(errors="replace") if message_id else raw).hexdigest()[:40],
        message_id=message_id if message_id.isprintable() and len(message_id) < 500 else "",
    )


def _header(message: Message, name: str) -> str:
    """A header that may be broken."""
    try:
        return str(message.get(name, ""))
    except BROKEN:
        return ""


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([str(value) for value in message.get_all(name, [])])
    except BROKEN:
        return []


def _is_automatic(message: Message) -> bool:
    """RFC 3834, and what programs from before it write."""
    submitted = _header(message, "auto-submitted").partition(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return True
    if _header(message, "precedence").strip().lower() in MACHINES or _header(message, "list-id"):
        return True
    if _header(message, "return-path").strip() == "<>" or message.get_content_type() == "multipart/report":
        return True
    return any(_header(message, name) for name in ("x-autoreply", "x-autorespond", "x-auto-reply"))


def _text(message: Message) -> str:
    """The plain half; when there is none, the words of the HTML half."""
    plain, markup = _part(message, "plain"), _part(message, "html")
    if plain.strip():
        return answer_in(plain)
    return answer_in(text_of_html(markup))


def _part(message: Message, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not _is_file(part):
            return _decoded(part)
    return ""


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8"):
        try:
            return payload.decode(name)
        except (LookupError, ValueError):
            continue
    return payload.decode("windows-1252", errors="replace")


def _is_attached(part: Message) -> bool:
    """Whether somebody sent it along; the logo in a signature is not meant."""
    try:
        return not part.is_multipart() and part.get_content_disposition() == "attachment"
    except BROKEN:
        return False


def _is_file(part: Message) -> bool:
    if part.is_multipart():
        return False
    try:
        named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
    except BROKEN:
        named = True
    return named or part.get_content_maintype() not in ("text", "multipart", "message")
