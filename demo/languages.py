"""Which pages of Duinrand say the same in two languages, and which of the two did not follow."""

from datetime import datetime, timedelta

from wagtail.models import Page, PageLogEntry

from demo.texts import read
from news.actions import pair_up
from news.models import PagePair

SINCE = timedelta(hours=20)


def pair_languages(editor, now: datetime) -> int:
    """Pair what pairs.yaml names. Returns how many pairs there are."""
    pairs = read("pairs")
    slugs = [entry[language] for entry in pairs for language in ("nl", "en")]
    found = {page.slug: page for page in Page.objects.filter(slug__in=slugs)}
    for entry in pairs:
        pair = pair_up(found[entry["nl"]], found[entry["en"]], by=editor)
        if "behind" in entry:
            changed = "dutch_changed_at" if entry["behind"] == "en" else "english_changed_at"
            PagePair.objects.filter(pk=pair.pk).update(**{changed: now - SINCE, "in_step_at": None, "in_step_by": None})
        PageLogEntry.objects.filter(page=pair.dutch_id, action="news.pair").update(timestamp=now - SINCE)
    return len(pairs)
