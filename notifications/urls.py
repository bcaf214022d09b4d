"""A person's own list of notifications, and that something was opened."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="inbox"),
    path("notifications/poll/", views.poll, name="poll"),
    path("notifications/seen/", views.seen, name="seen"),
    path("notifications/read/", views.all_read, name="all_read"),
    path("notifications/read/undo/", views.undo, name="undo"),
    path("notifications/settings/", views.settings, name="settings"),
    path("notifications/settings/preset/", views.preset, name="preset"),
    path("notifications/settings/rhythm/", views.rhythm, name="rhythm"),
    path("notifications/mail/<str:token>/", views.lever, name="lever"),
    path("notifications/<str:line>/read/", views.read, name="read"),
    path("on/<str:kind>/<int:pk>/opened/", views.opened, name="opened"),
]
