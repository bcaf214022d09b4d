"""A profile comes with every account, however the account is made."""

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from people.models import Profile


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="people.profile_for_account")
def profile_for_account(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    if created and not raw:
        Profile.objects.get_or_create(user=instance)
