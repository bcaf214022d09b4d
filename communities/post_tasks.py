"""Work that posts leave for later. Shallow: each loads by id and calls a function."""

from django_tasks import task

from communities.models import Post
from communities.post_telling import tell


@task()
def tell_of_post(post_id: int) -> None:
    """Tell whom a post concerns, if it is still there."""
    post = Post.objects.live().select_related("community", "author").filter(pk=post_id).first()
    if post is not None:
        tell(post)
