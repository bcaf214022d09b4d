"""What can be done with news, as verbs."""

from news.actions.announcing import announce, silently, withdraw
from news.actions.caring import confirm, follow_care
from news.actions.editors import COMMUNICATIONS, NEWS_WRITERS, WORKFLOW, setup_editorial_groups
from news.actions.milestones import name_revision, unname_revision
from news.actions.pairing import hear_of, mark_in_step, pair_up, part, plan_along, translate
from news.actions.reading import forget_ended_places, mark_read
from news.actions.replanning import move_together
from news.actions.reviewing import look_at, remind_reviewers
from news.actions.scheduling import publish_due

__all__ = [
    "COMMUNICATIONS",
    "NEWS_WRITERS",
    "WORKFLOW",
    "announce",
    "confirm",
    "follow_care",
    "forget_ended_places",
    "hear_of",
    "look_at",
    "mark_in_step",
    "mark_read",
    "move_together",
    "name_revision",
    "pair_up",
    "part",
    "plan_along",
    "publish_due",
    "remind_reviewers",
    "setup_editorial_groups",
    "silently",
    "translate",
    "unname_revision",
    "withdraw",
]
