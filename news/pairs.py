"""What the CMS says about the two languages of a page."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page

from access.models import PageAudience
from news.actions.replanning import LIVE, date_of, words_of
from news.models import HowToPage, InformationPage, NewsPage, PagePair, SectionPage
from news.models.page_pair import DUTCH

IN_STEP, BEHIND, AHEAD, MISSING = "in_step", "behind", "ahead", "missing"
TRANSLATABLE = (NewsPage, InformationPage, HowToPage, SectionPage)
PAIRS = ("pair_as_dutch", "pair_as_english")


def with_language(pages: QuerySet) -> QuerySet:
    """Each page with the language that its own type has in a column."""
    return pages.annotate(language=Coalesce(*(f"{model._meta.model_name}__language" for model in TRANSLATABLE)))


def in_state(state: str) -> Q:
    """The pages whose languages stand so. Says in SQL what `state_of` says of one page."""
    if state == MISSING:
        return Q(pair_as_dutch=None, pair_as_english=None)
    paired = ~Q(pair_as_dutch=None, pair_as_english=None)
    behind = Q()
    for name, own, other in (
        ("pair_as_dutch", "dutch_changed_at", "english_changed_at"),
        ("pair_as_english", "english_changed_at", "dutch_changed_at"),
    ):
        changed, followed = f"{name}__{other}", f"{name}__{own}"
        both_first = (
            Q(**{f"{followed}__lt": F(changed)}) if name == "pair_as_english" else Q(**{f"{followed}__lte": F(changed)})
        )
        behind |= Q(**{f"{changed}__isnull": False}) & (Q(**{f"{followed}__isnull": True}) | both_first)
    if state == BEHIND:
        return behind
    still = Q()
    for name in PAIRS:
        still |= Q(**{f"{name}__isnull": False, f"{name}__dutch_changed_at": None, f"{name}__english_changed_at": None})
    return still if state == IN_STEP else paired & ~behind & ~still


def state_of(pair: PagePair | None, language: str) -> str:
    """How a page in this language stands to its other version."""
    if pair is None:
        return MISSING
    if pair.is_in_step:
        return IN_STEP
    return BEHIND if pair.behind == language else AHEAD


def state_in_words(state: str, language: str) -> str:
    """The same for an editor: what the page in this language, or its other version, waits for."""
    is_dutch = language == DUTCH
    match state:
        case "in_step":
            return _("In step")
        case "behind":
            return _("Dutch version behind") if is_dutch else _("English version behind")
        case "ahead":
            return _("English version behind") if is_dutch else _("Dutch version behind")
    return _("English version missing") if is_dutch else _("Dutch version missing")


@dataclass
class Pairing:
    """A page and its other version, for the person who looks. At most five queries."""

    page: Page
    pair: PagePair | None
    state: str
    words: str
    other: Page | None = None
    other_state: str = ""
    own_plan: str = ""
    may_edit_other: bool = False
    may_plan_along: bool = False
    has_other_readers: bool = False

    @classmethod
    def of(cls, page, user) -> "Pairing":
        """How this page stands."""
        pair = PagePair.objects.of(page.pk) if page.pk else None
        state = state_of(pair, page.language)
        pairing = cls(page, pair, state, state_in_words(state, page.language))
        if pair is None:
            return pairing
        other = pairing.other = pair.other(page.pk)
        rights = other.permissions_for_user(user)
        own, others = (date_of(version, LIVE, version.scheduled_revision) for version in (page, other))
        pairing.other_state = words_of(LIVE, others) if others else _("Live") if other.live else _("Draft")
        pairing.own_plan = words_of(LIVE, own) if own else ""
        pairing.may_edit_other = rights.can_edit()
        pairing.may_plan_along = bool(own and own != others and not other.live and rights.can_publish())
        audiences = PageAudience.objects.filter(page_id__in=(page.pk, other.pk)).values_list("audience_id", flat=True)
        pairing.has_other_readers = len(set(audiences)) > 1
        return pairing
