"""What every template can say about communities."""

from markupsafe import Markup

from communities.mentions import links_in
from communities.mine import communities_of
from communities.models import Community, Post
from communities.post_types import label_of
from core.text import render_linked, render_markdown


def community_link(community: Community) -> Markup:
    """The name, leading to the community."""
    return Markup('<a href="{}">{}</a>').format(community.get_absolute_url(), community.name)


def post_text(post: Post) -> Markup:
    """The words of a post, with names that lead to people and topics that lead to what is found."""
    links = links_in(post.text, post.mentioned)
    return render_linked(post.text, links) if links else render_markdown(post.text)


GLOBALS = {"my_communities": communities_of}
FILTERS = {
    "community_link": community_link,
    "markdown": render_markdown,
    "post_text": post_text,
    "post_type": label_of,
}
