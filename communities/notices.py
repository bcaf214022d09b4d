"""What people hear of a community, beside what is said in it."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.levels import Level
from communities.models import Community, Membership
from communities.states import State
from notifications.actions import notify
from notifications.registry import Kind, Label, Lane, Named, register, register_label

KINDS = [
    Kind(
        code="community_invitation",
        label=gettext_lazy("Invitations to communities"),
        words=lambda people: _("%(who)s invites you to %(thing)s"),
        icon="users-round",
        reason=gettext_lazy("A manager of the community invited you."),
        level=Level.MUTED,
        can_switch_off=False,
        action=gettext_lazy("Answer"),
    ),
    Kind(
        code="community_answer",
        label=gettext_lazy("Answers to my requests to join"),
        words=lambda people: _("%(who)s let you in: %(thing)s"),
        icon="users-round",
        reason=gettext_lazy("You asked to join."),
        level=Level.MUTED,
        can_switch_off=False,
    ),
    Kind(
        code="community_declined",
        label=gettext_lazy("No to my request to join"),
        words=lambda people: _("%(who)s declined your request to join %(thing)s"),
        icon="users-round",
        reason=gettext_lazy("You asked to join."),
        level=Level.MUTED,
        can_switch_off=False,
    ),
    Kind(
        code="community_role",
        label=gettext_lazy("What I am in a community"),
        words=lambda people: _("%(who)s gave you another role in %(thing)s"),
        icon="users-round",
        reason=gettext_lazy("You are a member."),
        level=Level.MUTED,
        can_switch_off=False,
    ),
    Kind(
        code="community_removed",
        label=gettext_lazy("That I am no longer a member"),
        words=lambda people: _("%(who)s ended your membership of %(thing)s"),
        icon="users-round",
        reason=gettext_lazy("You were a member."),
        level=Level.MUTED,
        can_switch_off=False,
    ),
    Kind(
        code="community_request",
        label=gettext_lazy("Requests to join a community that I manage"),
        words=lambda people: ngettext("%(who)s asks to join %(thing)s", "%(who)s ask to join %(thing)s", people),
        icon="users-round",
        lane=Lane.WORK,
        reason=gettext_lazy("You manage this community."),
        level=Level.MUTED,
        action=gettext_lazy("Look"),
    ),
    Kind(
        code="community_joined",
        label=gettext_lazy("New members of a community that I manage"),
        words=lambda people: ngettext("%(who)s joined %(thing)s", "%(who)s joined %(thing)s", people),
        icon="user-round-plus",
        lane=Lane.WORK,
        reason=gettext_lazy("You manage this community."),
    ),
    Kind(
        code="community_quiet",
        label=gettext_lazy("A community that I own has gone quiet"),
        words=lambda people: _("It has been quiet in %(thing)s. Revive, merge or archive it?"),
        icon="users-round",
        lane=Lane.WORK,
        reason=gettext_lazy("You own this community."),
        level=Level.MUTED,
        action=gettext_lazy("Decide"),
        mark="auto",
    ),
    Kind(
        code="community_owner_wanted",
        label=gettext_lazy("A community of mine looks for an owner"),
        words=lambda people: _("%(thing)s looks for an owner. Is it you?"),
        icon="users-round",
        lane=Lane.WORK,
        reason=gettext_lazy("You are an active member, or look after all communities."),
        mark="auto",
    ),
    Kind(
        code="community_new_owner",
        label=gettext_lazy("A new owner of a community that I manage"),
        words=lambda people: _("%(who)s is now the owner of %(thing)s"),
        icon="users-round",
        lane=Lane.WORK,
        reason=gettext_lazy("You manage this community."),
        level=Level.MUTED,
    ),
    Kind(
        code="community_message",
        label=gettext_lazy("Announcements in my communities"),
        words=lambda people: _("For all members: %(thing)s"),
        icon="megaphone",
        lane=Lane.ORGANISATION,
        reason=gettext_lazy("You are a member."),
        level=Level.MUTED,
        can_switch_off=False,
    ),
]


def register_notices() -> None:
    """Called once, when the site starts."""
    for kind in KINDS:
        register(kind)
    register_label(Label("community", ("name", "slug"), _named))
    register_label(Label("community_invitation", ("community__name",), _named_invitation))
    register_label(Label("community_announcement", ("title", "community__slug"), _named_announcement))


def _named(pk: int, name: str, slug: str) -> Named:
    return Named(name, reverse("communities:community", args=[slug]))


def _named_invitation(pk: int, name: str) -> Named:
    return Named(name, reverse("communities:invitation", args=[pk]))


def _named_announcement(pk: int, title: str, slug: str) -> Named:
    return Named(title, reverse("communities:announcement", args=[slug, pk]))


def managers_of(community: Community) -> set[int]:
    """The ids of its owners and moderators."""
    return set(Membership.objects.filter(community=community).managing().present().values_list("user_id", flat=True))


def tell_of_member(community: Community, person) -> None:
    """The owners hear who sat down, unless they would hear little else."""
    if community.member_count > 200:
        return
    owners = Membership.objects.filter(community=community, state=State.OWNER).values_list("user_id", flat=True)
    _tell("community_joined", community, owners, f"joined {community.pk} {person.pk}", by=person)


def tell_of_request(row: Membership, by) -> None:
    _tell("community_request", row.community, managers_of(row.community), _once("asked", row), by=by, text=row.message)


def tell_of_invitation(row: Membership, by) -> None:
    """The thing is the invitation and not the community, which the person may not see yet."""
    _tell("community_invitation", row, [row.user_id], _once("invited", row), by=by, text=row.message)


def tell_of_answer(row: Membership, by) -> None:
    kind = "community_answer" if row.sits else "community_declined"
    _tell(kind, row.community, [row.user_id], _once("answered", row), by=by, text=row.reason)


def tell_of_removal(row: Membership, by) -> None:
    """Nothing is told of a secret community: it does not exist for the person any more."""
    _tell("community_removed", row.community, [row.user_id], _once("ended", row), by=by, text=row.reason)


def tell_of_role(row: Membership, by) -> None:
    _tell("community_role", row.community, [row.user_id], _once("role", row), by=by, text=str(row.get_state_display()))


def tell_of_new_owner(community: Community, person) -> None:
    _tell("community_new_owner", community, managers_of(community), f"owner {community.pk} {person.pk}", by=person)


def tell_of_quiet(community: Community) -> None:
    """The owners are asked; without any, the moderators."""
    managers = Membership.objects.filter(community=community).managing().present()
    owners = managers.filter(state=State.OWNER)
    people = list((owners if owners.exists() else managers).values_list("user_id", flat=True))
    _tell("community_quiet", community, people, f"quiet {community.pk} {community.quiet_asked_at:%Y-%m-%d}")


def tell_of_call(community: Community, people: Iterable[int], *, round: int) -> None:
    _tell("community_owner_wanted", community, people, f"wanted {community.pk} {community.owner_wanted_at} {round}")


def keepers_of_all() -> list[int]:
    """The ids of the people who look after all communities: with the right to change them, or administrators."""
    rights = Permission.objects.filter(content_type__app_label="communities", codename="change_community")
    may = Q(is_superuser=True) | Q(user_permissions__in=rights) | Q(groups__permissions__in=rights)
    people = get_user_model().objects.filter(may, is_active=True)
    return list(people.order_by("pk").values_list("pk", flat=True).distinct())


def _once(what: str, row: Membership) -> str:
    return f"community {what} {row.pk} {row.changed_at.isoformat()}"


def _tell(kind: str, thing: Model, to: Iterable[int], event_id: str, *, by=None, text: str = "") -> None:
    notify(kind, thing, to=to, event_id=event_id, by=by.pk if by is not None else None, text=text)


__all__ = ["managers_of", "register_notices"]
