"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """The site's name, and the first path segment as the current place in the navigation."""
    return {"site_name": settings.SITE_NAME, "nav": request.path.strip("/").split("/")[0] or "home"}
