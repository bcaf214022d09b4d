"""Categories and tags of the old site as categories and topics of Kring."""

import re
from zlib import crc32

from django.db.models import Q
from django.utils.text import slugify

from news.models import NewsCategory, Topic
from news.wordpress.reader import Term

# "Uncategorized" in the languages WordPress sites here use: the absence of a category is no category.
NO_CATEGORY = {"uncategorized", "uncategorised", "geen-categorie", "niet-gecategoriseerd", "ongecategoriseerd"}


class Terms:
    def __init__(self, language: str, *, dry_run: bool):
        self.language, self.dry_run = language, dry_run
        self.made: dict[str, set[str]] = {"categories": set(), "topics": set()}
        self._known: dict[tuple[type, str], object | None] = {}

    def of(self, terms: list[Term]) -> tuple[object | None, list, list[str]]:
        """The category, the topics, and the names of categories beyond the first, which became topics too."""
        categories = [term for term in terms if term.taxonomy == "category" and term.slug.lower() not in NO_CATEGORY]
        tags = [term for term in terms if term.taxonomy == "post_tag"]
        category = self._get(NewsCategory, categories[0], 60) if categories else None
        topics = [self._get(Topic, term, 80) for term in [*tags, *categories[1:]]]
        unique = list({topic.pk: topic for topic in topics if topic is not None}.values())
        return category, unique, [term.name for term in categories[1:]]

    def topics_of(self, terms: list[Term]) -> list:
        """All categories and tags as topics, for pages, which have no category."""
        wanted = [term for term in terms if term.taxonomy in ("category", "post_tag")]
        found = [self._get(Topic, term, 80) for term in wanted if term.slug.lower() not in NO_CATEGORY]
        return list({topic.pk: topic for topic in found if topic is not None}.values())

    def _get(self, model, term: Term, longest: int):
        name = " ".join("".join(letter for letter in term.name if letter.isprintable()).split())[:longest].strip()
        name = name or term.slug[:longest]
        if not name:
            return None
        key = (model, name.casefold())
        if key not in self._known:
            self._known[key] = self._find_or_make(model, name, term, longest)
        return self._known[key]

    def _find_or_make(self, model, name: str, term: Term, longest: int):
        slug = slug_of(term, longest)
        same_name = Q(name_nl__iexact=name) | Q(name_en__iexact=name)
        found = model.objects.filter(same_name).first() or model.objects.filter(slug=slug).first()
        if found:
            return found
        self.made["categories" if model is NewsCategory else "topics"].add(name)
        if self.dry_run:
            return None
        return model.objects.create(name_nl=name, name_en=name if self.language == "en" else "", slug=slug)


def slug_of(term: Term, longest: int) -> str:
    """An address in plain letters, for any script."""
    slug = slugify(term.name)[:longest].strip("-") or slugify(term.slug)[:longest].strip("-")
    if slug and not re.fullmatch(r"(?:[0-9a-f]{2}-?)+", slugify(term.slug)):
        return slug
    return slug or f"t-{crc32((term.slug or term.name).encode()):08x}"
