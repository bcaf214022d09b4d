"""An address of its own for each answer by mail: who may answer, what, and until when; signed.

    reply+<letters and digits>@example.org

Nothing is stored. Mail systems lower the case of addresses and cut what is longer than 64 characters before the @, so
it is base 32 and short: person and thing as numbers, the day on which it ends, and ten bytes of signature.
"""

import base64
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

LASTS = timedelta(days=30)
EPOCH = date(2020, 1, 1)
FORM = struct.Struct(">IQH")
SIGNATURE = 10


@dataclass(frozen=True)
class Address:
    """Who answers what (a number of `activity.keys`)."""

    user_id: int
    thing: int
    ends_on: date

    @property
    def is_over(self) -> bool:
        return timezone.now().astimezone(UTC).date() > self.ends_on


def address_for(user_id: int, thing: int) -> str:
    """The address to which this person's answer to this thing goes; "" when this installation takes no mail."""
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    if not host:
        return ""
    ends_on = (timezone.now().astimezone(UTC) + LASTS).date()
    body = FORM.pack(user_id, thing, (ends_on - EPOCH).days)
    token = base64.b32encode(body + _signature(body)).decode().rstrip("=").lower()
    return f"{name}+{token}@{host}"


def read(address: str) -> Address | None:
    """What an address says; None when it is not one of ours, or was altered."""
    name, _, host = settings.REPLY_ADDRESS.lower().partition("@")
    local, _, domain = address.strip().lower().rpartition("@")
    start = f"{name}+"
    if not host or domain != host or not local.startswith(start):
        return None
    token = local.removeprefix(start)
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:
        return None
    body, signature = raw[: FORM.size], raw[FORM.size :]
    if len(body) != FORM.size or not hmac.compare_digest(signature, _signature(body)):
        return None
    user_id, thing, days = FORM.unpack(body)
    return Address(user_id, thing, EPOCH + timedelta(days=days))


def _signature(body: bytes) -> bytes:
    key = f"notifications.reply:{settings.SECRET_KEY}".encode()
    return hmac.new(key, body, sha256).digest()[:SIGNATURE]
