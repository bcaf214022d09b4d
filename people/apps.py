from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.contrib.auth import get_user_model

        from access.kinds import Kind, register
        from access.subjects import register_subject
        from files.visibility import register_use
        from notifications.registry import Label, Named, register_label
        from people.entries import PersonEntry
        from people.faces import COLUMNS, face_from
        from people.models import Profile
        from people.queries import visible_people
        from people.subjects import PersonSubject
        from search.registry import register as register_entry

        register(
            Kind(name="person", model=get_user_model(), label=_("person"), visible_to=visible_people, followable=True)
        )
        register_subject("person", PersonSubject())
        register_entry(get_user_model(), PersonEntry)
        # A portrait is for everybody who may see the person.
        register_use(
            Profile,
            "photo",
            visible_to=Profile.objects.visible_to,
            for_everyone=lambda: Profile.objects.filter(user__is_active=True),
        )

        def named(pk: int, *columns) -> Named:
            face = face_from(pk, *columns)
            return Named(face.name, face.url, face=face)

        register_label(Label("person", COLUMNS, named))
