from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.contrib.auth import get_user_model

        from access.kinds import Kind, register
        from files.visibility import register_use
        from people.models import Profile
        from people.queries import visible_people

        register(
            Kind(name="person", model=get_user_model(), label=_("person"), visible_to=visible_people, followable=True)
        )
        # A portrait is for everybody who may see the person.
        register_use(
            Profile,
            "photo",
            visible_to=Profile.objects.visible_to,
            for_everyone=lambda: Profile.objects.filter(user__is_active=True),
        )
