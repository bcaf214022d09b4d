"""News, topics, and pages by number."""

from django.urls import path, re_path

from news import alert_views, care_views, tool_views, views

urlpatterns = [
    path("news/", views.news_list, name="news"),
    re_path(r"^news/([\w\-]+)/$", views.news_item, name="news_item"),
    path("news/<int:pk>/read-mark/", views.read_mark, name="news_read_mark"),
    path("more-news/", views.more_news, name="more_news"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("pages/mine/", care_views.my_pages, name="my_pages"),
    path("pages/<int:pk>/confirmation/", care_views.confirmation, name="page_confirmation"),
    path("pages/<int:pk>/useful/", care_views.useful, name="page_useful"),
    path("tools/", tool_views.tools, name="tools"),
    path("alerts/", alert_views.alerts, name="alerts"),
    path("alerts/<int:pk>/dismissal/", alert_views.dismissal, name="alert_dismissal"),
    path("pages/<int:pk>/", views.page_by_number, name="page_by_number"),
]
