"""The denominators, frozen: a trivial view behind Django's stock middleware, and a page as Wagtail's tutorial does it."""

from collections.abc import Callable

from django.contrib.auth.backends import ModelBackend
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path, re_path
from wagtail.models import Page
from wagtail.views import serve

from comments.models import Comment

TUTORIAL = """
{% load wagtailcore_tags %}<!doctype html><html lang="en"><head><title>{{ page.seo_title|default:page.title }}</title></head><body>
<nav>{% for crumb in page.get_ancestors %}<a href="{% pageurl crumb %}">{{ crumb.title }}</a>{% endfor %}</nav>
<article><h1>{{ page.title }}</h1><p>{{ page.teaser }}</p>
{% for block in page.body %}<div class="block-{{ block.block_type }}">{% include_block block %}</div>{% endfor %}</article>
<ul>{% for sibling in more %}<li><a href="{% pageurl sibling %}">{{ sibling.title }}</a></li>{% endfor %}</ul>
<ol>{% for comment in comments %}<li>{{ comment.user.get_full_name }} {{ comment.submit_date }} {{ comment.comment|linebreaks }}</li>{% endfor %}</ol>
</body></html>
"""

CARDS_JINJA = """{% for c in cards %}{{ ui.news_item(c.title, c.href, c.meta, c.teaser) }}{% endfor %}"""
CARDS_DTL = (
    '{% for c in cards %}<li><h3><a href="{{ c.href }}">{{ c.title }}</a></h3>{% if c.teaser %}<p class="small">'
    '{{ c.teaser }}</p>{% endif %}<p class="meta">{% for text in c.meta %}<span>{{ text }}</span>{% endfor %}</p></li>'
    "{% endfor %}"
)


class Backend(ModelBackend):
    """Django's own, for the sessions of the stock side; it gives our side no permission."""

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return False


class UrlconfMiddleware:
    """Gives the stock handler the URLs of this module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmarks.stock"
        return self.get_response(request)


def auth(request: HttpRequest) -> HttpResponse:
    """AUTH: a signed-in person, and nothing else."""
    return HttpResponse(f"Hello {request.user.pk}")


def tutorial(request: HttpRequest, address: str) -> HttpResponse:
    """A page resolved by Wagtail, its body rendered block by block, with its neighbours and its comments."""
    page, args, kwargs = Page.route_for_request(request, address)
    page = page.specific
    kind = ContentType.objects.get_for_model(page)
    comments = Comment.objects.filter(content_type=kind, object_pk=str(page.pk)).order_by("submit_date")[:20]
    context = {"page": page, "more": page.get_siblings().live().public()[:5], "comments": comments}
    return HttpResponse(engines["django"].from_string(TUTORIAL).render(context, request))


urlpatterns = [
    path("auth/", auth),
    re_path(r"^tutorial/((?:[\w\-]+/)*)$", tutorial),
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
]
