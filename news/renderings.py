"""The part of a page that is the same for every reader, kept from when it was published.

It is found by the version of the page, of the templates and of this code, so a changed page or an upgrade never shows
an old one. What a body refers to can change as well: then its renderings are forgotten, and the clock makes them again.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache as once

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language, override
from wagtail.models import Page, ReferenceIndex

from files.reading import reading
from files.renditions import make as make_pictures
from news import pictures

KEEP_SECONDS = 15 * 60
SOURCES = ("templates/news/blocks/*.html", "templates/components/*.html", "news/*.py", "locale/*/LC_MESSAGES/*.mo")


@once
def code_version() -> str:
    """Changes with anything that a rendering is made by."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def is_rendered(model: type[Model]) -> bool:
    """Whether pages of this kind have a body."""
    return hasattr(model, "make_rendering") and not model._meta.abstract and hasattr(model, "body")


def version_of(page) -> str:
    """Of the published page, and of what renders it."""
    at = f"{page.last_published_at:%s%f}" if page.last_published_at else ""
    return f"{page.live_revision_id}:{at}:{code_version()}"


def as_column(language: str) -> Subquery:
    """The rendering of a page in this language, as a column `rendering` of a query for pages."""
    rows = apps.get_model("news", "Rendering").objects.filter(page_id=OuterRef("pk"), language=language)
    both = Concat("version", Value("\n"), "content", output_field=CharField())
    return Subquery(rows.annotate(both=both).values("both")[:1])


def rendering_of(page, *, fresh: bool = False) -> dict:
    """{"parts": the body, "head": what stands around it} of the live page, or of what an editor is writing. No query
    when the page came with its `rendering`; otherwise one, and none for a while after."""
    if fresh or not page.live:
        return page.make_rendering()
    version, language = version_of(page), get_language()
    if (kept := _usable(getattr(page, "rendering", None), version)) is not None:
        return kept
    key = f"news-rendering:{page.pk}:{version}:{language}"
    text = cache.get(key)
    if text is None:
        stored = None if hasattr(page, "rendering") else _stored(page, language)
        made = _usable(stored, version)
        text = json.dumps(page.make_rendering() if made is None else made)
        cache.set(key, text, KEEP_SECONDS)
    return json.loads(text)


def _usable(text: str | None, version: str) -> dict | None:
    found, _end, content = (text or "").partition("\n")
    return json.loads(content) if found == version else None


def _stored(page, language: str) -> str | None:
    rows = apps.get_model("news", "Rendering").objects.filter(page_id=page.pk, language=language)
    found = rows.values_list("version", "content").first()
    return "\n".join(found) if found else None


def keep_if_live(page) -> bool:
    """Make and store the renderings of a live page, with all its pictures; those of another go."""
    rows = apps.get_model("news", "Rendering").objects
    if not page.live or not is_rendered(type(page)):
        forget([page.pk])
        return False
    with reading(on=False):
        if image := getattr(page, "lead_image", None):
            make_pictures([image], pictures.CARD, pictures.WIDE)
        for language, _name in settings.LANGUAGES:
            with override(language):
                content = json.dumps(page.make_rendering())
            made = {"version": version_of(page), "content": content}
            rows.update_or_create(page_id=page.pk, language=language, defaults=made)
    return True


def forget(pages: Iterable[int] | QuerySet) -> None:
    """What these pages refer to has changed."""
    apps.get_model("news", "Rendering").objects.filter(page_id__in=pages).delete()


def forget_references_to(thing: Model) -> None:
    """A picture, document, person or page has changed: so have the pages that show it."""
    types = [ContentType.objects.get_for_model(kind).pk for kind in _kinds_of(thing)]
    rows = ReferenceIndex.objects.filter(to_content_type__in=types, to_object_id=str(thing.pk))
    page_type = ContentType.objects.get_for_model(Page)
    pages = rows.filter(base_content_type=page_type).values_list("object_id", flat=True)
    forget({int(pk) for pk in pages})


def _kinds_of(thing: Model) -> list[type[Model]]:
    return [type(thing), *(parent for parent in type(thing)._meta.get_parent_list())]


def missing(limit: int) -> list[int]:
    """Live pages of editors without renderings of this code, newest first."""
    rows = apps.get_model("news", "Rendering").objects.filter(version__endswith=f":{code_version()}")
    each = [Exists(rows.filter(page_id=OuterRef("pk"), language=language)) for language, _name in settings.LANGUAGES]
    lacking = Q()
    for condition in each:
        lacking |= ~Q(condition)
    kinds = [model for model in apps.get_app_config("news").get_models() if is_rendered(model)]
    types = ContentType.objects.get_for_models(*kinds).values()
    pages = Page.objects.filter(lacking, live=True, content_type__in=types).order_by("-last_published_at")
    return list(pages.values_list("pk", flat=True)[:limit])
