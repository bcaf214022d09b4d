"""Reporting any thing, by the short name of its kind; the moderators' queue; and what comes of it."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("on/<str:kind>/<int:pk>/report/", views.reporting, name="reporting"),
    path("moderation/", views.queue, name="queue"),
    path("moderation/<int:pk>/", views.report, name="report"),
    path("moderation/complaints/", views.complaints, name="complaints"),
    path("moderation/complaints/<int:pk>/", views.complaint, name="complaint"),
    path("moderation/decisions/<int:pk>/", views.decision, name="decision"),
]
