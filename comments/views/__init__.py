from comments.views.discussion import closing, reopening, replies, thread
from comments.views.one_comment import edit, history, label, permalink, pinning, removal, restoration

__all__ = [
    "closing",
    "edit",
    "history",
    "label",
    "permalink",
    "pinning",
    "removal",
    "reopening",
    "replies",
    "restoration",
    "thread",
]
