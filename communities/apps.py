from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from access.own import register_readers
        from access.subjects import register_subject
        from communities.community_subject import CommunitySubject
        from communities.entries import CommunityEntry
        from communities.mine import register_mine
        from communities.models import Announcement, Community, Membership
        from communities.notices import register_notices
        from communities.parts import register_own_parts
        from communities.post_parts import register_posts
        from search.registry import register as register_entry

        register(
            Kind(
                name="community",
                model=Community,
                label=_("community"),
                visible_to=readable(Community),
                followable=True,
            )
        )
        register(
            Kind(
                name="community_invitation",
                model=Membership,
                label=_("invitation"),
                visible_to=readable(Membership),
            )
        )
        register(
            Kind(
                name="community_announcement",
                model=Announcement,
                label=_("announcement to members"),
                visible_to=readable(Announcement),
            )
        )
        register_readers("community:", Membership.objects.readers)
        register_subject("community", CommunitySubject())
        register_entry(Community, CommunityEntry)
        register_notices()
        register_own_parts()
        register_mine()
        register_posts()
