"""What can be done with news, as verbs."""

from news.actions.alerting import dismiss_alert, show_alert_again
from news.actions.announcing import announce, silently, withdraw
from news.actions.answering import answer_useful, forget_old_answers, take_back_answer
from news.actions.caring import confirm, follow_care
from news.actions.editors import COMMUNICATIONS, NEWS_WRITERS, WORKFLOW, setup_editorial_groups
from news.actions.milestones import name_revision, unname_revision
from news.actions.pairing import hear_of, mark_in_step, pair_up, part, plan_along, translate
from news.actions.reading import forget_ended_places, mark_read
from news.actions.reminding import remind_owners, take_down_stale
from news.actions.renderings import make_renderings
from news.actions.replanning import move_together
from news.actions.reviewing import look_at, remind_reviewers
from news.actions.scheduling import publish_due

__all__ = [
    "COMMUNICATIONS",
    "NEWS_WRITERS",
    "WORKFLOW",
    "announce",
    "answer_useful",
    "confirm",
    "dismiss_alert",
    "follow_care",
    "forget_ended_places",
    "forget_old_answers",
    "hear_of",
    "look_at",
    "make_renderings",
    "mark_in_step",
    "mark_read",
    "move_together",
    "name_revision",
    "pair_up",
    "part",
    "plan_along",
    "publish_due",
    "remind_owners",
    "remind_reviewers",
    "setup_editorial_groups",
    "show_alert_again",
    "silently",
    "take_back_answer",
    "take_down_stale",
    "translate",
    "unname_revision",
    "withdraw",
]
