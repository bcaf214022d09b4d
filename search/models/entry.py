"""What can be found: one row per thing, with the words it is found by."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Audience
from access.reach import reach


class Freshness(models.IntegerChoices):
    """Whether a thing matters less as it gets older."""

    LASTING = 0, _("stays of use")
    NEWS = 1, _("news of the day")


class EntryQuerySet(models.QuerySet):
    """Entries, as people may find them. Hits are read again through `visible_to` of their own kind as well."""

    def within(self, user) -> "EntryQuerySet":
        """What has an audience in this person's reach."""
        return self.filter(audience_id__among=reach(user))

    def about(self, kind: str, object_ids) -> "EntryQuerySet":
        """The entries of these things."""
        return self.filter(kind=kind, object_id__in=object_ids)


class Entry(models.Model):
    """One findable thing, named by its kind (`access.kinds`) and number. Written only by `search.writing`.

    `tokens` are the analysed words that a backend matches, `signature` says how much each of them means for this thing
    (`search.language.analysis` makes both). Facet values are kept as "value, name in Dutch, name in English" separated
    by tabs, one per line, so that a page of results needs no table of any other app.
    """

    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("object"))
    # Of what model the thing is, for its label. May be empty in the database only because SQLite then adds the column
    # without making the table anew, which would cost its triggers.
    model = models.CharField(_("model"), max_length=100, null=True)
    family = models.CharField(_("tab"), max_length=20)
    language = models.CharField(_("language"), max_length=5, blank=True)
    # What the versions of one thing in several languages share; of two that are found a reader gets one.
    pair = models.BigIntegerField(_("versions"), null=True)
    title = models.CharField(_("title"), max_length=255)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=2000)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author_name = models.CharField(_("name of the author"), max_length=301, blank=True)
    section = models.CharField(_("section"), max_length=800, blank=True)
    department = models.CharField(_("department"), max_length=800, blank=True)
    topics = models.TextField(_("topics"), blank=True)
    meta = models.TextField(_("facts to show"), blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    freshness = models.PositiveSmallIntegerField(_("freshness"), choices=Freshness.choices, default=Freshness.LASTING)
    is_stale = models.BooleanField(_("past its review date"), default=False)
    tokens = models.TextField(_("words to match"), blank=True)
    signature = models.TextField(_("weight of the words"), blank=True)

    objects = EntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        # Not `db_index`: SQLite would make the table anew to take such a column away, and lose its triggers.
        indexes = [models.Index(fields=["pair"], name="search_entry_pair")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"
