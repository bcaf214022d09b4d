"""People as a list of accounts, with what their faces and cards need."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

# What `avatar`, `person_link` and `person_card` read of a person. Load it with every list of people:
# `Comment.objects.select_related(*with_prefix("user"))`.
FACE = ("profile__portrait",)
CARD = ("profile__portrait", "profile__department", "profile__location")


def with_profiles(people: QuerySet) -> QuerySet:
    """The same accounts, each with face, job, department and location: no further query per person."""
    return people.select_related(*CARD)


def with_prefix(path: str) -> list[str]:
    """The relations of a face behind a foreign key to a person, for `select_related` of another model."""
    return [f"{path}__{relation}" for relation in FACE]


def visible_people(user) -> QuerySet:
    """Everybody whose account is open, for any signed-in person."""
    people = get_user_model().objects.all()
    if not user.is_authenticated or not user.is_active:
        return people.none()
    return with_profiles(people.filter(is_active=True))
