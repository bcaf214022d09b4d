from comments.models.comment import Comment, CommentQuerySet
from comments.models.comment_version import CommentVersion
from comments.models.discussion import Discussion

__all__ = ["Comment", "CommentQuerySet", "CommentVersion", "Discussion"]
