"""A thing by its number, through the visibility rule."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from wagtail.models import Page

from access.kinds import kinds
from activity.keys import MASK, model_of


def visible(user, key: int) -> Model | None:
    """The thing with this number of `activity.keys` (a page as its own type) when this person may see it now."""
    try:
        model = model_of(key)
    except ObjectDoesNotExist:
        return None
    kind = model and next((kind for kind in kinds() if issubclass(model, kind.model)), None)
    if not kind:
        return None
    thing = kind.visible_to(user).filter(pk=key & MASK).first()
    return thing.specific if isinstance(thing, Page) else thing
