"""A person as the components show them: a value with name, initials, photo, address and job."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.functional import cached_property

from core.addresses import address
from people.models import Profile


@dataclass(frozen=True)
class Face:
    """What the components of templates/components/people.html need. Reads only what is loaded."""

    user: object

    @property
    def name(self) -> str:
        return str(self.user)

    @property
    def initials(self) -> str:
        return self.user.initials

    @property
    def tone(self) -> int:
        return self.user.pk % 6

    @cached_property
    def profile(self) -> Profile | None:
        try:
            return self.user.profile
        except Profile.DoesNotExist:
            return None

    @property
    def photo(self) -> str:
        """The address of the portrait, or "" to show initials. Its name says nothing: asking for one costs a query."""
        if self.profile is None or self.profile.portrait_id is None:
            return ""
        return address("rendition_file", self.profile.portrait_id, "portrait.webp")

    @property
    def url(self) -> str:
        """The page of a person; "" for someone whose account is closed: the name stays, the page does not."""
        if not self.user.is_active:
            return ""
        slug = self.profile.slug if self.profile else "-"
        return address("people:person", self.user.pk, slug)

    @property
    def role(self) -> str:
        """Job and department, in one line."""
        if self.profile is None:
            return ""
        parts = [self.profile.job_title]
        if "department" in self.profile._state.fields_cache and self.profile.department:
            parts.append(self.profile.department.name)
        return ", ".join(part for part in parts if part)

    @property
    def is_new(self) -> bool:
        return bool(self.profile and self.profile.is_new)


# What `face_from` needs of an account, for lists that read many kinds of things in one statement.
COLUMNS = ("first_name", "last_name", "email", "profile__portrait_id")


def face_from(pk: int, first_name: str, last_name: str, email: str, portrait_id: str | None) -> Face:
    """The face of an open account, from its columns: nothing is asked."""
    user = get_user_model()(pk=pk, first_name=first_name, last_name=last_name, email=email)
    Profile(user=user, portrait_id=int(portrait_id) if portrait_id else None)  # stays on the user as `profile`
    return Face(user)
