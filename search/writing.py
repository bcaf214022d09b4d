"""Keeping entries what the truth says. Everything here reads the thing itself again and never trusts what it was told,
so it can run twice, late, or in any order."""

import zlib
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from search.backends import backend
from search.language.analysis import Analysed, Text, analyse
from search.models import Entry, Spelling
from search.registry import EntryClass, Written, entry_class_for
from search.spelling import rows_of

BATCH = 500


@transaction.atomic
def refresh(model: type[Model], pks: Iterable[int]) -> int:
    """Write the entries of these things as they are now, and forget those that are not to be found (any more).
    Returns how many are in the index afterwards."""
    entry_class = entry_class_for(model)
    if entry_class is None:
        return 0
    numbers, written = sorted(set(pks)), 0
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        hold(entry_class.kind, batch)
        things = list(entry_class.findable().filter(pk__in=batch))
        kept = write(entry_class, things)
        written += len(kept)
        gone = set(batch) - kept
        if gone:
            backend().delete(entry_class.kind, sorted(gone))
    return written


@transaction.atomic
def forget(model: type[Model], pks: Sequence[int]) -> None:
    """Take these things out, in the transaction that hides them; also when they are gone already."""
    entry_class = entry_class_for(model)
    if entry_class is not None:
        hold(entry_class.kind, sorted(pks))
        backend().delete(entry_class.kind, list(pks))


def write(entry_class: EntryClass, things: list[Model]) -> set[int]:
    """Write entries for things that `findable` gave. Returns the numbers of those that have one."""
    entry_class.prepare(things)
    entries, vocabulary = [], set()
    for thing in things:
        written = entry_class.write(thing)
        if written is not None:
            entry, analysed = entry_of(entry_class, thing.pk, written)
            entries.append(entry)
            vocabulary |= analysed.vocabulary
    if entries:
        backend().index(entries)
        learn(vocabulary)
    return {entry.object_id for entry in entries}


def entry_of(entry_class: EntryClass, pk: int, written: Written) -> tuple[Entry, Analysed]:
    """The entry as it should be, unsaved."""
    analysed = analyse(
        Text(
            language=written.language,
            title=written.title if written.title_counts else "",
            lead=written.lead,
            body=written.body,
            keywords=(*written.keywords, *(word for topic in written.topics for word in (topic.dutch, topic.english))),
            other_names=written.other_names,
            numbers=written.numbers,
            is_person=entry_class.is_person,
        )
    )
    text = " ".join(part for part in (written.lead, written.body) if part)
    entry = Entry(
        kind=entry_class.kind,
        object_id=pk,
        model=entry_class.registered._meta.label_lower,
        family=entry_class.family,
        language=written.language,
        pair=written.pair,
        title=written.title[:255],
        body=text,
        url=written.url[:2000],
        audience_id=written.audience_id,
        author_id=written.author_id,
        author_name=written.author_name[:301],
        section=written.section.packed() if written.section else "",
        department=written.department.packed() if written.department else "",
        topics="\n".join(topic.packed() for topic in written.topics),
        meta="\n".join(fact.packed() for fact in written.meta),
        published_at=written.published_at,
        freshness=entry_class.freshness,
        is_stale=written.is_stale,
        tokens=analysed.tokens,
        signature=analysed.signature,
    )
    return entry, analysed


def learn(vocabulary: Iterable[str]) -> None:
    """Remember words, so that misspelt ones can be guessed."""
    rows = (
        Spelling(variant=variant, word=word) for variant, word in rows_of(sorted(set(vocabulary) - known(vocabulary)))
    )
    while batch := list(islice(rows, 2000)):
        Spelling.objects.bulk_create(batch, ignore_conflicts=True)


def known(vocabulary: Iterable[str]) -> set[str]:
    """Which of these words are remembered already."""
    wanted, found = sorted(set(vocabulary)), set()
    for start in range(0, len(wanted), 5000):
        part = wanted[start : start + 5000]
        found |= set(Spelling.objects.filter(variant__in=part, word__in=part).values_list("word", flat=True))
    return found


def hold(kind: str, pks: Iterable[int]) -> None:
    """Wait for whoever is writing or hiding one of these things, until that is committed; what is read afterwards is
    then the truth. SQLite lets one transaction write at a time anyway."""
    if connection.vendor == "postgresql":
        family = zlib.crc32(kind.encode()) & 0x7FFFFFFF
        with connection.cursor() as cursor:
            # In one order for everybody, or two that wait for each other would wait for ever.
            for pk in sorted(pks):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [family, pk & 0x7FFFFFFF])


def readdress(kind: str, audience_id: int, numbers: QuerySet) -> None:
    """Give the entries of these things of a kind the audience that the things have: with the change, in its
    transaction."""
    entries = Entry.objects.filter(kind=kind, object_id__in=numbers).exclude(audience_id=audience_id)
    entries.update(audience_id=audience_id)


__all__ = ["BATCH", "entry_of", "forget", "learn", "readdress", "refresh", "write"]
