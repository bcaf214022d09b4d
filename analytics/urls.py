"""Counting, and saying what is counted."""

from django.urls import path

from analytics import views

app_name = "analytics"
urlpatterns = [
    path("on/<str:kind>/<int:pk>/seen/", views.seen, name="seen"),
    path("about-figures/", views.about, name="about"),
]
