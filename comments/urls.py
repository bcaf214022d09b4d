"""Comments on any thing, by the short name of its kind; and one comment, by its number."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    path("on/<str:kind>/<int:pk>/comments/", views.thread, name="thread"),
    path("on/<str:kind>/<int:pk>/comments/closing/", views.closing, name="closing"),
    path("on/<str:kind>/<int:pk>/comments/reopening/", views.reopening, name="reopening"),
    path("comments/<int:pk>/", views.permalink, name="permalink"),
    path("comments/<int:pk>/replies/", views.replies, name="replies"),
    path("comments/<int:pk>/edit/", views.edit, name="edit"),
    path("comments/<int:pk>/history/", views.history, name="history"),
    path("comments/<int:pk>/removal/", views.removal, name="removal"),
    path("comments/<int:pk>/restoration/", views.restoration, name="restoration"),
    path("comments/<int:pk>/label/", views.label, name="label"),
    path("comments/<int:pk>/pin/", views.pinning, name="pin"),
]
