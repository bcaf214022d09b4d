"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """The site's name and wordmark, and the first path segment as the current place in the navigation."""
    place = request.path.strip("/").split("/")[0] or "home"
    return {"site_name": settings.SITE_NAME, "wordmark": settings.WORDMARK, "nav": place}
