"""What moderators meet of a community itself: name, purpose and ground rules. Its owners change those."""

from django.urls import reverse

from access.subjects import Shown, Subject
from communities.models import Community, Membership
from communities.states import State
from core.text import render_markdown


class CommunitySubject(Subject):
    """Its owner answers for it, so that the site moderators decide and not its own."""

    may_go = False

    def shown(self, thing: Community) -> Shown:
        return Shown(render_markdown(f"{thing.purpose}\n\n{thing.rules}"), thing.name)

    def words(self, thing: Community) -> str:
        return f"{thing.name}\n\n{thing.purpose}\n\n{thing.rules}"

    def author_id(self, thing: Community) -> int | None:
        owners = Membership.objects.filter(community=thing, state=State.OWNER, user__is_active=True)
        return owners.order_by("joined_at", "pk").values_list("user_id", flat=True).first()

    def edit_address(self, thing: Community) -> str:
        return reverse("communities:settings", args=[thing.slug])
