"""The session engine (`SESSION_ENGINE`): Django's own on the database, which reads the signed-in person in the same
statement."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import models

from accounts.models.session import Session


class SessionStore(db.SessionStore):
    """A session that knows whom it was read with."""

    _person: models.Model | None = None

    @property
    def person(self) -> models.Model | None:
        """Who the row says is signed in. Not verified: `django.contrib.auth.get_user` does that."""
        self.get(SESSION_KEY)  # reads the row, if that was not done yet
        return self._person

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        session = Session.find(self.session_key) if self.session_key else None
        if session is None:
            self._session_key = None
            return None
        self._person = session.person()
        return session

    def create_model_instance(self, data: dict) -> Session:
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        return session
