"""B13 and B14: typeahead and search, against a primary-key fetch of ten, and as pages against AUTH."""

from collections.abc import Iterator

from django.db import connection

from accounts.models import User
from benchmarks import entries
from benchmarks.dataset import Dataset
from benchmarks.harness import Browser, Result, compare
from search import pace
from search.finding import search, suggest
from search.models import Entry
from search.results import Asked

WORDS = {"common": entries.COMMON, "middling": entries.MIDDLING, "rare": entries.RARE}
# A hundred people, and a quarter of all titles.
TYPED = {"people": "first12", "content": entries.SYLLABLES[0]}


def run(data: Dataset, rounds: int) -> Iterator[Result]:
    """After `entries.build`."""
    worst = data.profiles["heavy"]
    check(worst)
    keys = fetch_of_ten()
    for what, text in TYPED.items():
        yield compare(
            "B13", f"typeahead of {what} / primary-key fetch of 10", "<= 2",
            lambda text=text: suggest(worst, text), keys, rounds,
        )  # fmt: skip
    for name, word in WORDS.items():
        yield compare(
            "B14", f"search for a {name} word, with facets / primary-key fetch of 10", "<= 15",
            lambda word=word: search(worst, Asked(text=word, size=10)), keys, rounds,
        )  # fmt: skip
    # How often somebody may ask is not measured here; the count itself is.
    pace.SEARCHES = pace.SUGGESTIONS = 10**9
    ours, stock = Browser(worst), Browser(worst, stock=True)
    for what, text in TYPED.items():
        yield compare(
            "B13", f"typeahead of {what}, whole request / AUTH", "<= 1",
            lambda text=text: ours.get(f"/search/suggest/?q={text}"), lambda: stock.get("/auth/"), rounds,
        )  # fmt: skip
    for name, word in WORDS.items():
        yield compare(
            "B14", f"results page of a {name} word / AUTH", "<= 3",
            lambda word=word: ours.get(f"/search/?q={word}"), lambda: stock.get("/auth/"), rounds,
        )  # fmt: skip


def check(user: User) -> None:
    """What was written is found, and nothing out of reach."""
    for word in WORDS.values():
        found = search(user, Asked(text=word, size=10))
        assert found.hits, f"{word} is not found"
    for what, text in TYPED.items():
        assert suggest(user, text), f"no {what} are suggested"


def fetch_of_ten():
    """Ten rows by their keys, as the driver gives them."""
    pks = list(Entry.objects.order_by("-pk").values_list("pk", flat=True)[:1000:100])
    marks = ", ".join(["%s"] * len(pks))

    def fetch() -> list:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, kind, object_id, title, url FROM search_entry WHERE id IN ({marks})", pks)
            return cursor.fetchall()

    return fetch
