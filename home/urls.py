"""`/` by the shortest road: the home page is made per reader, so its row in the page tree need not be looked up. And
what belongs to it: catching up and proposals."""

from django.urls import include, path

from home import views

catching_up = [
    path("catch-up/", views.catch_up, name="catch_up"),
    path("catch-up/card/", views.catch_up_card, name="catch_up_card"),
    path("catch-up/done/", views.tick_off, name="tick_off"),
    path("catch-up/finish/", views.finish_catch_up, name="finish"),
    path("following/proposals/", views.proposals, name="proposals"),
    path("catch-up/reopening/", views.reopen_catch_up, name="reopen"),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("", include((catching_up, "home"))),
]
