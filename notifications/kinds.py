"""The kinds of notification that follow from the events of the house, whatever the content."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.levels import Level
from notifications.registry import ByMail, Kind, Lane, register

COMMENTS = "comments"


def register_kinds() -> None:
    """Called once, when the site starts."""
    for kind in KINDS:
        register(kind)


KINDS = [
    Kind(
        code="reply",
        label=gettext_lazy("Answers to my comments"),
        words=lambda people: ngettext(
            "%(who)s answered you about %(thing)s", "%(who)s answered you about %(thing)s", people
        ),
        icon="reply",
        by_mail=ByMail.AT_ONCE,
        reason=gettext_lazy("It answers your comment."),
    ),
    Kind(
        code="comment_own",
        label=gettext_lazy("Comments on what I wrote"),
        words=lambda people: ngettext("%(who)s commented on %(thing)s", "%(who)s commented on %(thing)s", people),
        icon="message-circle",
        family=COMMENTS,
        reason=gettext_lazy("You wrote it, or look after it."),
    ),
    Kind(
        code="comment_thread",
        label=gettext_lazy("Answers in conversations I take part in"),
        words=lambda people: ngettext(
            "%(who)s spoke in your conversation about %(thing)s",
            "%(who)s spoke in your conversation about %(thing)s",
            people,
        ),
        icon="message-circle",
        reason=gettext_lazy("You take part in this conversation."),
    ),
    Kind(
        code="reaction",
        label=gettext_lazy("Reactions to what I wrote"),
        words=lambda people: ngettext("%(who)s reacted to %(thing)s", "%(who)s reacted to %(thing)s", people),
        icon="heart",
        reason=gettext_lazy("You wrote it, or look after it."),
    ),
    Kind(
        code="reaction_words",
        label=gettext_lazy("Reactions to my comments"),
        words=lambda people: ngettext(
            "%(who)s reacted to your comment on %(thing)s", "%(who)s reacted to your comment on %(thing)s", people
        ),
        icon="heart",
        reason=gettext_lazy("You wrote the comment."),
    ),
    Kind(
        code="follower",
        label=gettext_lazy("Colleagues who follow me"),
        words=lambda people: ngettext("%(who)s follows you", "%(who)s follow you", people),
        icon="user-round-plus",
        reason=gettext_lazy("It is about you."),
    ),
    Kind(
        code="published",
        label=gettext_lazy("News of the authors, topics and sections I follow"),
        words=lambda people: _("%(who)s published %(thing)s"),
        icon="newspaper",
        lane=Lane.FOLLOWED,
        reason=gettext_lazy("You follow %(name)s."),
    ),
    Kind(
        code="comment_followed",
        label=gettext_lazy("New comments on what I follow"),
        words=lambda people: ngettext("%(who)s commented on %(thing)s", "%(who)s commented on %(thing)s", people),
        icon="message-circle",
        family=COMMENTS,
        lane=Lane.FOLLOWED,
        reason=gettext_lazy("You follow “%(name)s”."),
    ),
    Kind(
        code="comment_watched",
        label=gettext_lazy("Everything about what I watch"),
        words=lambda people: ngettext("%(who)s commented on %(thing)s", "%(who)s commented on %(thing)s", people),
        icon="eye",
        family=COMMENTS,
        lane=Lane.FOLLOWED,
        reason=gettext_lazy("You watch %(name)s."),
    ),
    Kind(
        code="announcement",
        label=gettext_lazy("Announcements to everyone"),
        words=lambda people: _("For everyone: %(thing)s"),
        icon="megaphone",
        lane=Lane.ORGANISATION,
        reason=gettext_lazy("The organisation tells this to everyone who may read it."),
        level=Level.MUTED,
        can_switch_off=False,
        mark="managed",
    ),
]
