"""Who hears of a post, and as what: half a minute after it was placed, and never twice."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.levels import Level
from communities.models import Membership, Post, Question
from core.addresses import address
from core.text import excerpt
from notifications.actions import notify
from notifications.recipients import by_reason
from notifications.registry import ByMail, Kind, Label, Lane, Named, register, register_label

WORDS_SHOWN = 160

KINDS = [
    Kind(
        code="post_praise",
        label=gettext_lazy("Compliments for me"),
        words=lambda people: _("%(who)s thanks you: %(thing)s"),
        icon="hand-heart",
        by_mail=ByMail.AT_ONCE,
        level=Level.MUTED,
        reason=gettext_lazy("You are named in it."),
    ),
    Kind(
        code="post_mention",
        label=gettext_lazy("Posts that mention me"),
        words=lambda people: _("%(who)s mentioned you in %(thing)s"),
        icon="quote",
        by_mail=ByMail.AT_ONCE,
        level=Level.MUTED,
        reason=gettext_lazy("You are named in it."),
    ),
    Kind(
        code="post_members",
        label=gettext_lazy("Posts to all members of my communities"),
        words=lambda people: _("%(who)s addresses all members: %(thing)s"),
        icon="megaphone",
        reason=gettext_lazy("You are a member of %(name)s."),
    ),
    Kind(
        code="post_watched",
        label=gettext_lazy("Every post in what I watch"),
        words=lambda people: ngettext("%(who)s posted %(thing)s", "%(who)s posted %(thing)s", people),
        icon="eye",
        lane=Lane.FOLLOWED,
        reason=gettext_lazy("You watch %(name)s."),
    ),
    Kind(
        code="post_returned",
        label=gettext_lazy("A scheduled post of mine could not go out"),
        words=lambda people: _("A post that you planned could not go out. You find it among what you keep for later."),
        icon="calendar-clock",
        level=Level.MUTED,
        can_switch_off=False,
        reason=gettext_lazy("You wrote it."),
        mark="auto",
    ),
    Kind(
        code="post_answer",
        label=gettext_lazy("My answer to a question was chosen"),
        words=lambda people: _("%(who)s chose your answer to %(thing)s"),
        icon="badge-check",
        reason=gettext_lazy("You wrote the answer."),
    ),
    Kind(
        code="post_answered",
        label=gettext_lazy("A question of mine has an answer that somebody else chose"),
        words=lambda people: _("%(who)s chose an answer to %(thing)s"),
        icon="badge-check",
        reason=gettext_lazy("You asked it."),
    ),
]


@transaction.atomic
def tell(post: Post) -> None:
    """Each person hears of it once, for what concerns them most: it thanks or names them, addresses all members, or
    they watch its community or its author."""
    once, told = f"post {post.pk}", {post.author_id}

    def to(kind: str, people: Iterable[int], reason=None) -> None:
        fresh = set(people) - told
        told.update(fresh)
        if fresh:
            notify(kind, post, to=fresh, event_id=once, by=post.author_id, reason=reason)

    to("post_praise" if post.type == "praise" else "post_mention", post.mentioned_ids)
    if post.tells_members and post.community is not None:
        members = Membership.objects.filter(community=post.community).active().present()
        to("post_members", members.values_list("user_id", flat=True), reason=post.community)
    around = [thing for thing in (post.community, post.author) if thing is not None]
    for thing, people in by_reason(around, at_least=Level.WATCHING):
        to("post_watched", people, reason=thing)


def tell_of_return(post: Post) -> None:
    """Its author, that it is a draft again."""
    if post.author is not None:  # a line cannot be about what is not published, so it is about its author
        once = f"returned {post.pk} {post.scheduled_at}"
        notify("post_returned", post.author, to=[post.author.pk], event_id=once, text=str(post))


def tell_of_answer(question: Question, by: int | None) -> None:
    """Who wrote the chosen answer, and who asked."""
    post, answer = question.post, question.shown_answer
    if answer is None or not post.live or post.removed_at is not None:
        return
    once = f"answer {post.pk} {answer.pk}"
    if answer.user_id is not None:
        notify("post_answer", post, to=[answer.user_id], event_id=once, by=by, newest=answer)
    if post.author_id is not None and post.author_id != answer.user_id:
        notify("post_answered", post, to=[post.author_id], event_id=once, by=by, newest=answer)


def name_post(pk: int, title: str, text: str) -> Named:
    """Its title, or a few of its words."""
    words = title or excerpt(text, WORDS_SHOWN)
    return Named(words or "…", address("posts:post", pk), excerpt(text, WORDS_SHOWN) if title else "")


def register_post_notices() -> None:
    """Called once, when the site starts."""
    for kind in KINDS:
        register(kind)
    register_label(Label("post", ("title", "text"), name_post))
