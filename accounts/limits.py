"""A cache in the database for rate limits and one-time codes: `caches["limits"]`.

A cache in memory is counted per process and forgotten at a restart, and Redis may be off; a limit must hold all the
same. When the database fails, so does the request: closed, not open. Values are JSON; nothing is ever unpickled.
"""

from datetime import timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models.limit import Limit


class DatabaseLimits(BaseCache):
    """Django's cache interface over the `Limit` table."""

    def __init__(self, location: str, params: dict) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key, now = self.make_and_validate_key(key, version), timezone.now()
        Limit.objects.filter(key=key, expires_at__lte=now).delete()
        try:
            with transaction.atomic():
                Limit.objects.create(key=key, value=value, expires_at=self._expiry(timeout))
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        key = self.make_and_validate_key(key, version)
        row = Limit.objects.filter(key=key, expires_at__gt=timezone.now()).values_list("value").first()
        return default if row is None else row[0]

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        row = Limit(key=self.make_and_validate_key(key, version), value=value, expires_at=self._expiry(timeout))
        Limit.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["key"], update_fields=["value", "expires_at"]
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(Limit.objects.filter(key=self.make_and_validate_key(key, version)).delete()[0])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key = self.make_and_validate_key(key, version)
        return bool(Limit.objects.filter(key=key).update(expires_at=self._expiry(timeout)))

    def clear(self) -> None:
        Limit.objects.all().delete()

    def _expiry(self, timeout: Any):
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + timedelta(seconds=86_400 if seconds is None else seconds)


def forget_expired() -> int:
    """Remove what no longer counts; returns how many rows went."""
    return Limit.objects.filter(expires_at__lte=timezone.now()).delete()[0]
