"""Colleagues: the directory, a page for each, and editing one's own."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("", views.directory, name="index"),
    path("me/", views.me, name="me"),
    path("me/edit/", views.edit, name="edit"),
    path("<int:pk>-<slug:slug>/", views.person, name="person"),
]
