"""News, topics, and pages by number."""

from django.urls import path, re_path

from news import views

urlpatterns = [
    path("news/", views.news_list, name="news"),
    re_path(r"^news/([\w\-]+)/$", views.news_item, name="news_item"),
    path("news/<int:pk>/read-mark/", views.read_mark, name="news_read_mark"),
    path("more-news/", views.more_news, name="more_news"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("pages/<int:pk>/", views.page_by_number, name="page_by_number"),
]
