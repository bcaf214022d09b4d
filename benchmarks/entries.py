"""Search entries for measurements: filler first, then the real news and people, so that what is found can be read."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from tqdm import tqdm

from access.models import Audience
from accounts.models import User
from benchmarks.dataset import Dataset
from news.models import NewsPage
from search.backends import backend
from search.language.analysis import Analysed, Text, analyse
from search.models import Entry
from search.writing import learn

TEXTS = 2000
# One is in every text, one in a hundredth of them, one in three real items only.
COMMON, MIDDLING, RARE = "rijping", "pekelbad", "zuurselkast"
SYLLABLES = (
    "ka",
    "ro",
    "mel",
    "tin",
    "vos",
    "der",
    "lim",
    "pan",
    "gor",
    "zee",
    "wel",
    "bak",
    "stu",
    "nor",
    "fil",
    "ges",
)


def build(data: Dataset, count: int) -> None:
    """Fill `search_entry` with `count` rows."""
    dice = random.Random(7)
    vocabulary = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(4000)]
    pool = [written(dice, vocabulary, number) for number in range(TEXTS)]
    for _title, _body, analysed in pool:
        learn(analysed.vocabulary)
    batch: list[Entry] = []
    for entry in tqdm(rows(data, pool, count), "entries", total=count, unit="entry"):
        batch.append(entry)
        if len(batch) == 1000:
            backend().index(batch)
            batch = []
    backend().index(batch)


def written(dice: random.Random, vocabulary: list[str], number: int, extra: str = "") -> tuple[str, str, Analysed]:
    """A title, a text and its analysis. Few words are said often, as in any language."""
    words = [vocabulary[int(len(vocabulary) * dice.random() ** 3)] for _ in range(90)]
    title, rest = " ".join(words[:6]), [*words[6:], COMMON, extra]
    if number % 100 == 10:
        rest.append(MIDDLING)
    dice.shuffle(rest)
    body = " ".join(rest)
    return title, body, analyse(Text(language="nl", title=title, body=body))


def rows(data: Dataset, pool: list, count: int) -> Iterator[Entry]:
    """Filler that nobody can read again, then people, then news."""
    dice, now = random.Random(8), timezone.now()
    audiences = list(Audience.objects.exclude(key="nobody").values_list("pk", flat=True))
    pages = list(NewsPage.objects.select_related("page_audience").only("title", "url_path", "page_audience"))
    people = list(User.objects.all())
    for number in range(count - len(pages) - len(people)):
        audience = dice.choice(audiences) if dice.random() < 0.4 else Audience.EVERYONE_ID
        # Older, so that what can be read stands above it.
        yield entry("page", "news", 10**9 + number, pool[number % TEXTS], audience, now - timedelta(days=900))
    for person in people:
        name = str(person)
        named = (name, "Operator", analyse(Text(language="", title=name, lead="Operator", is_person=True)))
        yield entry("person", "people", person.pk, named, Audience.EVERYONE_ID, None, author_id=person.pk)
    for number, page in enumerate(pages):
        text = written(dice, [RARE], 1) if number < 3 else pool[number % TEXTS]
        yield entry("page", "news", page.pk, text, page.page_audience.audience_id, now, url=f"/news/{page.slug}/")


def entry(kind: str, family: str, pk: int, text: tuple, audience: int, at, url: str = "/", **more) -> Entry:
    title, body, analysed = text
    return Entry(
        kind=kind, object_id=pk, family=family, language="nl", title=title[:255], body=body, url=url,
        audience_id=audience, published_at=at, freshness=1, tokens=analysed.tokens, signature=analysed.signature,
        **more,
    )  # fmt: skip
