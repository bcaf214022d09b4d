"""What colleagues know of a person."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.models import Timestamped
from people.models.organisation import Department, Location

NEW_FOR = timedelta(days=30)
ABOUT_LENGTH = 2000


class ProfileQuerySet(models.QuerySet):
    """Profiles, and who may see them: every signed-in person sees everybody whose account is open."""

    def visible_to(self, user) -> "ProfileQuerySet":
        """Profiles of active people; none for visitors or for people whose account is off."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(user__is_active=True)

    def with_cards(self) -> "ProfileQuerySet":
        """All that a person's card shows, in the same query."""
        return self.select_related("user", "department", "location", "portrait")

    def new_colleagues(self, user, days: int = NEW_FOR.days) -> "ProfileQuerySet":
        """Who started in the last days, newest first; nobody who has yet to start, and not the reader."""
        today = timezone.localdate()
        recent = self.visible_to(user).filter(started_on__gt=today - timedelta(days=days), started_on__lte=today)
        return recent.exclude(user_id=user.pk).with_cards().order_by("-started_on", "-user_id")

    def matching(self, words: str) -> "ProfileQuerySet":
        """Whose name, job or department contains each of the words."""
        found = self
        for word in words.split()[:6]:
            found = found.filter(
                Q(user__first_name__icontains=word)
                | Q(user__last_name__icontains=word)
                | Q(job_title__icontains=word)
                | Q(department__name_nl__icontains=word)
                | Q(department__name_en__icontains=word)
            )
        return found


class Profile(Timestamped):
    """The page about one person. Made with the account; the person keeps it up."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="profile"
    )
    job_title = models.CharField(_("job"), max_length=120, blank=True)
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="profiles",
    )
    location = models.ForeignKey(
        Location,
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="profiles",
    )
    phone = models.CharField(_("phone or extension"), max_length=40, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    pronunciation = models.CharField(_("how to say my name"), max_length=120, blank=True)
    about = models.TextField(_("about me"), max_length=ABOUT_LENGTH, blank=True)
    started_on = models.DateField(_("works here since"), null=True, blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The square cut of `photo`, made when it is chosen: a face then costs a join, not a query.
    portrait = models.ForeignKey(
        "files.Rendition", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        indexes = [models.Index(fields=["-started_on"], name="people_profile_started")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def slug(self) -> str:
        return slugify(self.user.get_full_name()) or "-"

    @property
    def is_new(self) -> bool:
        """Whether the person started here less than a month ago."""
        if self.started_on is None:
            return False
        return timedelta(0) <= timezone.localdate() - self.started_on < NEW_FOR

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.user_id, self.slug])
