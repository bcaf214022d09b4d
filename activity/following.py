"""Whether the reader follows the rows of a list, inside the query of that list."""

from actstream.models import Follow
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Model, OuterRef
from django.db.models.functions import Cast


def followed_by(user, model: type[Model], path: str = "pk") -> Exists:
    """An annotation: true where this person follows the `model` whose key stands at `path` of the row."""
    return Exists(
        Follow.objects.filter(
            user=user,
            flag="",
            content_type=ContentType.objects.get_for_model(model),
            object_id=Cast(OuterRef(path), CharField()),
        )
    )
