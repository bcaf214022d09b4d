"""Posts: saying something, one post, and what its author and moderators do with it."""

from django.urls import path

from communities.views import own_post, posts

app_name = "posts"
urlpatterns = [
    path("", posts.compose, name="compose"),
    path("people/", posts.people, name="people"),
    path("later/", posts.later, name="later"),
    path("<int:pk>/", posts.post, name="post"),
    path("<int:pk>/edit/", own_post.edit, name="edit"),
    path("<int:pk>/history/", own_post.history, name="history"),
    path("<int:pk>/removal/", own_post.removal, name="removal"),
    path("<int:pk>/restoration/", own_post.restoration, name="restoration"),
    path("<int:pk>/publication/", own_post.publication, name="publication"),
    path("<int:pk>/undo/", own_post.undo, name="undo"),
    path("<int:pk>/answer/", own_post.answer, name="answer"),
]
