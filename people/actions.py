"""Writes: a person's own profile and photo."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from accounts.pace import UPLOAD, check
from core.events import Changed, emit
from files.actions import save_image
from people.models import Profile
from people.permissions import can_edit

__all__ = ["PORTRAIT_FILTER", "edit_profile", "ensure_profiles", "portraits_collection", "remove_photo", "set_photo"]

PORTRAIT_FILTER = "fill-320x320|format-webp"
COLLECTION = "Profile photos"


@transaction.atomic
def edit_profile(
    profile: Profile, *, by, photo: ContentFile | None = None, without_photo: bool = False, **fields: str
) -> Profile:
    """Store what the person says about themselves; `photo` replaces the photo, `without_photo` takes it away."""
    if not can_edit(by, profile):
        raise PermissionDenied
    unknown = set(fields) - {"about", "pronouns", "pronunciation", "phone"}
    if unknown:
        raise TypeError(f"Not a person's own field: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save(update_fields=[*fields, "updated_at"])
    if photo is not None:
        set_photo(profile, photo, by=by)
    elif without_photo:
        remove_photo(profile, by=by)
    emit(Changed(model=get_user_model()._meta.label_lower, pk=profile.user_id, by=by.pk))
    return profile


@transaction.atomic
def set_photo(profile: Profile, photo: ContentFile, *, by) -> Profile:
    """Use this picture (see `people.photos.prepare_portrait`) and forget the one before. Raises `TooOften`."""
    if not can_edit(by, profile):
        raise PermissionDenied
    check(by, UPLOAD)
    earlier = profile.photo
    image = save_image(photo, title=str(profile.user), by=by, collection=portraits_collection())
    profile.photo, profile.portrait = image, image.get_rendition(PORTRAIT_FILTER)
    profile.save(update_fields=["photo", "portrait", "updated_at"])
    if earlier is not None:
        earlier.delete()
    return profile


@transaction.atomic
def remove_photo(profile: Profile, *, by) -> Profile:
    """Show initials again; the picture itself is deleted."""
    if not can_edit(by, profile):
        raise PermissionDenied
    earlier = profile.photo
    profile.photo = profile.portrait = None
    profile.save(update_fields=["photo", "portrait", "updated_at"])
    if earlier is not None:
        earlier.delete()
    return profile


def portraits_collection() -> Collection:
    """Where portraits live, apart from what editors choose pictures from."""
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def ensure_profiles() -> int:
    """Give a profile to every account that came in bulk, without signals. Returns how many were made."""
    missing = get_user_model().objects.filter(profile=None).values_list("pk", flat=True)
    return len(Profile.objects.bulk_create([Profile(user_id=pk) for pk in missing], ignore_conflicts=True))
