"""The pictures and documents of the demo, made when they are first needed."""

from functools import cached_property

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from demo.papers import pdf, plain
from demo.pictures.scenes import scene
from demo.texts import read

COLLECTION = "Duinrand"


class Library:
    """`picture(name)` and `document(name)`; what belongs to a closed group lives in a collection of that group."""

    def __init__(self, groups: dict, owner) -> None:
        self.groups = groups
        self.owner = owner
        self._pictures: dict = {}
        self._documents: dict = {}
        self._collections: dict[str, Collection] = {}
        self._drawn: dict[str, bytes] = {}

    @cached_property
    def captions(self) -> dict:
        return read("pictures")

    def alt(self, name: str, language: str = "nl") -> str:
        """The alternative text of a picture."""
        return self.captions[name][language]

    def picture(self, name: str, only: str = ""):
        """The image with this name; for a closed group, a copy of its own in that group's collection."""
        if (name, only) not in self._pictures:
            if name not in self._drawn:
                self._drawn[name] = scene(name)
            image = get_image_model()(
                title=self.captions[name]["title"] + (f" ({self.groups[only].name})" if only else ""),
                description=self.alt(name),
                collection=self.collection(only),
                uploaded_by_user=self.owner,
                file=ContentFile(self._drawn[name], name=f"{name}{'-' + only if only else ''}.png"),
            )
            image.save()
            self._pictures[name, only] = image
        return self._pictures[name, only]

    def document(self, name: str):
        """The document with this name."""
        if name not in self._documents:
            paper = read("documents")[name]
            kind = paper.get("kind", "pdf")
            content = plain(paper["lines"]) if kind == "txt" else pdf(paper["title"], paper["lines"])
            document = get_document_model()(
                title=paper["title"],
                collection=self.collection(paper.get("only", "")),
                uploaded_by_user=self.owner,
                file=ContentFile(content, name=f"{name}.{kind}"),
            )
            document.file_size = len(content)
            document.save()
            self._documents[name] = document
        return self._documents[name]

    def collection(self, only: str) -> Collection:
        """Where files for this group live; without a group, the open collection of the demo."""
        if only not in self._collections:
            name = f"{COLLECTION}: {self.groups[only].name}" if only else COLLECTION
            made = Collection.get_first_root_node().add_child(name=name)
            if only:
                restriction = CollectionViewRestriction.objects.create(
                    collection=made, restriction_type=CollectionViewRestriction.GROUPS
                )
                restriction.groups.set([self.groups[only]])
            self._collections[only] = made
        return self._collections[only]
