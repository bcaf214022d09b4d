"""A community: a round table that colleagues sit down at."""

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Audience, ReadableQuerySet
from communities.states import ACTIVE, MANAGING, State
from core.addresses import address
from core.models import Timestamped

NAME_LENGTH = 80
PURPOSE_LENGTH = 300
RULES_LENGTH = 2000
WELCOME_LENGTH = 1000


class Kind(models.TextChoices):
    """What a community is about."""

    TOPIC = "topic", _("Topic")
    PROJECT = "project", _("Project")
    DEPARTMENT = "department", _("Department")
    INTEREST = "interest", _("Interest")


class Visibility(models.TextChoices):
    """Who may know of it, and who may read what is inside."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    SECRET = "secret", _("Secret")


class Premoderation(models.TextChoices):
    """Whether a moderator reads what is posted before others do."""

    OFF = "off", _("No")
    FIRST = "first", _("The first post of each member")
    ALL = "all", _("Every post")


class CommunityQuerySet(ReadableQuerySet):
    """Communities that people may know of. What is *inside* one carries `Community.content_audience_id` instead."""

    def with_membership(self, user) -> "CommunityQuerySet":
        """With `own_state`: how this person stands to it, "" for not at all. In the same query."""
        own = FilteredRelation("memberships", condition=Q(memberships__user_id=user.pk))
        return self.annotate(
            own=own,
            own_state=Coalesce("own__state", Value("")),
            own_person=Value(user.pk or 0),
            own_joined_at=F("own__joined_at"),
        )

    def of_member(self, user) -> "CommunityQuerySet":
        """Those this person is an active member of."""
        return self.filter(memberships__user_id=user.pk, memberships__state__in=ACTIVE)

    def managed_by(self, user) -> "CommunityQuerySet":
        """Those this person owns or moderates."""
        return self.filter(memberships__user_id=user.pk, memberships__state__in=MANAGING)

    def postable(self) -> "CommunityQuerySet":
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def held(self, pk: int) -> "Community":
        """The row as it is now, kept from changing until the transaction ends: its visibility, its members and what is
        put inside change one after the other. SQLite's write lock does the same by itself."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def in_use(self) -> "CommunityQuerySet":
        """Those that are not archived, the most recently active first."""
        return self.postable().order_by("-last_active_at", "pk")


class Community(Timestamped):
    """People around a topic, project, department or interest.

    Two audiences: `audience` may know that it exists (everyone; of a secret one its members), and `members_audience` is
    always its active members. What is inside has `content_audience_id`. Changed by verbs of `communities.actions` only.
    """

    Kind = Kind
    Visibility = Visibility
    Premoderation = Premoderation

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    visibility = models.CharField(_("who may see it"), max_length=8, choices=Visibility)
    purpose = models.CharField(_("purpose"), max_length=PURPOSE_LENGTH)
    rules = models.TextField(_("ground rules"), max_length=RULES_LENGTH)
    language = models.CharField(_("language"), max_length=5, blank=True, choices=settings.LANGUAGES)
    location = models.ForeignKey(
        "people.Location",
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    department = models.ForeignKey(
        "people.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Only of interest to who works at `location`; others do not meet it in the directory unless they ask for it.
    is_local = models.BooleanField(_("only of interest at this location"), default=False)
    # Members come and go with `department`, or without one with `location`.
    is_automatic = models.BooleanField(_("colleagues become members by themselves"), default=False)
    is_mandatory = models.BooleanField(_("members cannot leave"), default=False)
    welcome = models.TextField(_("welcome message"), max_length=WELCOME_LENGTH, blank=True)
    welcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("welcomed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parts_off = models.JSONField(_("parts that are switched off"), default=list, blank=True)
    premoderation = models.CharField(
        _("read posts before they show"), max_length=5, choices=Premoderation, default=Premoderation.OFF
    )
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    members_audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="community")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # True to the rows of `memberships`: counted again in the transaction of every change, under the row lock.
    member_count = models.PositiveIntegerField(_("members"), default=0)
    last_active_at = models.DateTimeField(_("last active"), default=timezone.now)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    continued_in = models.ForeignKey(
        "self", verbose_name=_("continued in"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    purpose_confirmed_at = models.DateTimeField(_("purpose confirmed at"), default=timezone.now)
    quiet_asked_at = models.DateTimeField(_("owner asked what to do with it"), null=True, blank=True)
    owner_wanted_at = models.DateTimeField(_("without an owner since"), null=True, blank=True)
    announced_at = models.DateTimeField(_("last announcement"), null=True, blank=True)

    objects = CommunityQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        indexes = [models.Index(fields=["audience", "-last_active_at"], name="communities_listed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.SECRET) | Q(audience=F("members_audience")),
                name="communities_secret_is_members_only",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def content_audience_id(self) -> int:
        """The audience of everything inside: everyone when it is open, else its members."""
        return Audience.EVERYONE_ID if self.is_open else self.members_audience_id

    @property
    def is_open(self) -> bool:
        return self.visibility == Visibility.OPEN

    @property
    def is_secret(self) -> bool:
        return self.visibility == Visibility.SECRET

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def own_standing(self) -> State | None:
        """How the reader stands to it; needs `with_membership`."""
        return State(self.own_state) if self.own_state else None

    def get_absolute_url(self) -> str:
        return address("communities:community", self.slug)
