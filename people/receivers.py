"""A profile comes with every account, however the account is made; and whatever changes a person or the organisation,
in the CMS, a form or a script, is told to the house."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from core.events import Changed, Event, Withdrawn, emit
from people.models import Department, Location, Profile

# What colleagues know of an account. Signing in and preferences are saved field by field and change none of these.
KNOWN = {"first_name", "last_name", "email", "is_active"}


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="people.profile_for_account")
def profile_for_account(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    if created and not raw:
        Profile.objects.get_or_create(user=instance)


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="people.account_saved")
def account_saved(sender, instance, raw: bool = False, update_fields=None, **kwargs) -> None:
    """An account that is closed is nowhere to be found any more, in the very transaction."""
    if not raw and (update_fields is None or KNOWN & set(update_fields)):
        tell(Changed if instance.is_active else Withdrawn, instance.pk)


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="people.account_deleting")
def account_deleting(sender, instance, **kwargs) -> None:
    tell(Withdrawn, instance.pk)


@receiver(post_save, sender=Profile, dispatch_uid="people.profile_saved")
def profile_saved(sender, instance, created: bool, raw: bool = False, update_fields=None, **kwargs) -> None:
    """Saved as a whole: by the CMS or a script. What a person does to the own profile is told by `people.actions`."""
    if not raw and not created and update_fields is None:
        tell(Changed, instance.user_id)


@receiver(post_save, sender=Department, dispatch_uid="people.department_saved")
@receiver(post_save, sender=Location, dispatch_uid="people.location_saved")
def place_saved(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    """Renamed: those who belong to it are found by the new name."""
    if not raw and not created:
        with transaction.atomic():
            emit(Changed(model=sender._meta.label_lower, pk=instance.pk))


@receiver(pre_delete, sender=Department, dispatch_uid="people.department_deleting")
@receiver(pre_delete, sender=Location, dispatch_uid="people.location_deleting")
def place_deleting(sender, instance, **kwargs) -> None:
    """Remember who belongs to it: their profiles name nothing when `place_deleted` runs."""
    instance._belonging = list(instance.profiles.values_list("user_id", flat=True))


@receiver(post_delete, sender=Department, dispatch_uid="people.department_deleted")
@receiver(post_delete, sender=Location, dispatch_uid="people.location_deleted")
def place_deleted(sender, instance, **kwargs) -> None:
    for pk in instance.__dict__.pop("_belonging", []):
        tell(Changed, pk)


def tell(event: type[Event], pk: int) -> None:
    """Emit an event about an account."""
    with transaction.atomic():
        emit(event(model=get_user_model()._meta.label_lower, pk=pk))
