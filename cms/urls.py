"""Every address of the site. Each pattern stands in tests/visibility; one that does not fails the build."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include("accounts.urls")),
    path("cms/", include("access.admin_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("files/", include("files.urls")),
    path("people/", include("people.urls")),
    path("communities/", include("communities.urls")),
    path("posts/", include("communities.post_urls")),
    path("", include("comments.urls")),
    path("", include("moderation.urls")),
    path("", include("analytics.urls")),
    path("", include("search.urls")),
    path("", include("activity.urls")),
    path("", include("notifications.urls")),
    path("", include("home.urls")),
    path("", include("news.urls")),
]
if settings.DEBUG:
    from cms.styleguide import styleguide

    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
urlpatterns.append(path("", include("access.urls")))
