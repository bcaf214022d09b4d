"""What people do with any thing, by the short name of its kind; and their own timeline's switches."""

from django.urls import path

from activity import views

app_name = "activity"
urlpatterns = [
    path("on/<str:kind>/<int:pk>/reactions/", views.reactions, name="reactions"),
    path("on/<str:kind>/<int:pk>/reactions/<str:key>/", views.reaction, name="reaction"),
    path("on/<str:kind>/<int:pk>/follow/", views.follow, name="follow"),
    path("on/<str:kind>/<int:pk>/level/", views.level, name="level"),
    path("on/<str:kind>/<int:pk>/mute/", views.mute, name="mute"),
    path("on/<str:kind>/<int:pk>/less/", views.less, name="less"),
    path("on/<str:kind>/<int:pk>/proposal/", views.proposal, name="proposal"),
    path("on/<str:kind>/<int:pk>/saved/", views.saved, name="saved"),
    path("on/<str:kind>/<int:pk>/saved/reminder/", views.reminder, name="reminder"),
    path("saved/", views.saved_list, name="saved_list"),
    path("saved/<int:pk>/", views.saved_line, name="saved_line"),
    path("following/", views.following, name="following"),
    path("timeline/newer/", views.newer, name="newer"),
    path("timeline/order/", views.order, name="order"),
    path("timeline/types/<str:kind>/", views.type_mute, name="type"),
    path("timeline/visit/", views.visit, name="visit"),
    path("timeline/hint/", views.hint, name="hint"),
]
