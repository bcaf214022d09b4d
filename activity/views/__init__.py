from activity.views.follows import follow, following, less, level, mute, proposal, type_mute
from activity.views.keeping import reminder, saved, saved_line, saved_list
from activity.views.reactions import reaction, reactions
from activity.views.timeline import hint, newer, order, visit

__all__ = [
    "follow",
    "following",
    "hint",
    "less",
    "level",
    "mute",
    "newer",
    "order",
    "proposal",
    "reaction",
    "reactions",
    "reminder",
    "saved",
    "saved_line",
    "saved_list",
    "type_mute",
    "visit",
]
