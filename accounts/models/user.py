"""The person who signs in."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people by e-mail address; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A colleague. Signs in with an e-mail address; what is known of the person beyond that is `people.Profile`."""

    class Theme(models.TextChoices):
        SYSTEM = "", _("Same as my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Amsterdam")
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.SYSTEM, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_lower")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def initials(self) -> str:
        """At most two letters for a portrait that is missing."""
        letters = (self.first_name[:1] + self.last_name.split(" ")[-1][:1]).upper()
        return letters or self.email[:1].upper()
