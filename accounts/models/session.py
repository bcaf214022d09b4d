"""Where a browser's session is kept."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from accounts import identity
from core.prepared import Late, Prepared, moment


class SessionQuerySet(models.QuerySet):
    """Sessions."""

    def with_person(self) -> "SessionQuerySet":
        """With the signed-in person, what pages show of them, and everything of `accounts.identity`: one statement."""
        related = ["user", *(f"user__{name}" for name in settings.SIGNED_IN_RELATED)]
        return self.select_related(*related).annotate(**identity.annotations())

    def open_now(self) -> "SessionQuerySet":
        """What has not ended."""
        return self.filter(expire_date__gt=moment())


class SessionManager(BaseSessionManager.from_queryset(SessionQuerySet)):  # type: ignore[misc]
    """Django's manager with our reads."""


def _by_key(_names: tuple[str, ...]) -> models.QuerySet:
    return Session.objects.with_person().open_now().filter(session_key=Late("key", models.CharField()))


_prepared = Prepared(_by_key)


class Session(AbstractBaseSession):
    """Django's session with the number of its person beside the signed data, so that both are read together.

    The number only helps to look: who is signed in is decided by the signed data (`accounts.sessions`).
    """

    # Without a constraint: a person who is deleted while a request of theirs ends does not make that request fail.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )

    objects = SessionManager()

    @classmethod
    def get_session_store_class(cls):
        from accounts.sessions import SessionStore  # noqa: PLC0415  Django's documented way; each needs the other

        return SessionStore

    @classmethod
    def find(cls, key: str) -> "Session | None":
        """The session with this key `with_person`, unless it has ended. Asked by every request, so: prepared."""
        return next(iter(_prepared.rows(identity.names(), key=key)), None)

    def person(self) -> models.Model | None:
        """The person of a session read `with_person`, with what came along."""
        if self.user is not None:
            identity.hand_over(self, self.user)
        return self.user
