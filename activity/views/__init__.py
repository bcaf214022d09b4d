from activity.views.follows import follow, following, mute
from activity.views.reactions import reaction, reactions
from activity.views.timeline import hint, newer, order

__all__ = ["follow", "following", "hint", "mute", "newer", "order", "reaction", "reactions"]
