"""The types of post. The type changes the form, not the place; what needs more than text has a model of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Post, Praise, Question

Check = Callable[[Post, dict], None]
"""Gets a post that is not stored yet and the other fields of its form; raises ValidationError by field."""
Details = Callable[[Post, dict], Model | None]
"""The row beside the post, not stored yet; None when it has none."""


@dataclass(frozen=True)
class PostType:
    """One type of post. An app or module that adds one registers it in `AppConfig.ready()`."""

    name: str
    """Stored, so never changed."""
    label: str | Promise
    """On the switch of the composer, and in the head of a card."""
    icon: str
    prompt: str | Promise
    """What the text field asks."""
    order: int
    title_label: str | Promise = ""
    """What its title is called; empty when it has none."""
    needs_text: bool = True
    check: Check | None = None
    details: Details | None = None
    edited: Callable[[Post], None] | None = None
    """What else changes with the words of a post; called when these are stored."""

    @property
    def has_title(self) -> bool:
        return bool(self.title_label)


_types: dict[str, PostType] = {}


def register_type(found: PostType) -> None:
    """Let people write posts of this type."""
    _types[found.name] = found


def types() -> list[PostType]:
    """All of them, in the order of the composer."""
    return sorted(_types.values(), key=lambda each: each.order)


def type_of(name: str) -> PostType:
    """The type with this name. ValidationError for another word."""
    found = _types.get(name)
    if found is None:
        raise ValidationError({"type": _("Choose what kind of post this is.")})
    return found


def label_of(name: str) -> str | Promise:
    """What a post of this type is called; a plain word for a type whose app is gone."""
    found = _types.get(name)
    return found.label if found else gettext_lazy("Message")


def _names_somebody(post: Post, more: dict) -> None:
    if not any(pk != post.author_id for pk in post.mentioned_ids):
        raise ValidationError({"text": _("Whom do you thank? Name at least one colleague with @ and their full name.")})


def _thanked(post: Post) -> int | None:
    return next((pk for pk in post.mentioned_ids if pk != post.author_id), None)


def _praise(post: Post, more: dict) -> Praise:
    return Praise(post=post, person_id=_thanked(post), value=more.get("value"))


def _thank_others(post: Post) -> None:
    praise = Praise.objects.filter(post=post)
    if not praise.filter(person_id__in=post.mentioned_ids).exists():
        praise.update(person_id=_thanked(post))


def register_own_types() -> None:
    """Called once, when the site starts."""
    register_type(
        PostType("update", gettext_lazy("Message"), "message-circle", gettext_lazy("What do you want to share?"), 10)
    )
    register_type(
        PostType(
            "question",
            gettext_lazy("Question"),
            "circle-question-mark",
            gettext_lazy("Explain your question (optional)"),
            20,
            title_label=gettext_lazy("Your question"),
            needs_text=False,
            details=lambda post, more: Question(post=post),
        )
    )
    register_type(
        PostType(
            "praise",
            gettext_lazy("Compliment"),
            "hand-heart",
            gettext_lazy("Whom do you thank, and for what? Name them with @"),
            30,
            check=_names_somebody,
            details=_praise,
            edited=_thank_others,
        )
    )
