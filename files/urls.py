"""Addresses of files. The name at the end is for people; the number decides."""

from django.urls import path

from files import views

urlpatterns = [
    path("images/<int:pk>/<str:name>", views.image_file, name="image_file"),
    path("renditions/<int:pk>/<str:name>", views.rendition_file, name="rendition_file"),
    path("documents/<int:pk>/<str:name>", views.document_file, name="document_file"),
    # Wagtail's name: its URL generator asks for it.
    path("signed/<str:signature>/<int:image_id>/<str:spec>/", views.signed_rendition, name="wagtailimages_serve"),
]
