from activity.views.follows import follow, following, level, mute
from activity.views.keeping import reminder, saved, saved_line, saved_list
from activity.views.reactions import reaction, reactions
from activity.views.timeline import hint, newer, order

__all__ = [
    "follow",
    "following",
    "hint",
    "level",
    "mute",
    "newer",
    "order",
    "reaction",
    "reactions",
    "reminder",
    "saved",
    "saved_line",
    "saved_list",
]
