"""`/` by the shortest road: the home page is made per reader, so its row in the page tree need not be looked up."""

from django.urls import path

from home import views

urlpatterns = [path("", views.home, name="home")]
