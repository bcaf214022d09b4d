"""The directory, the pages of a community, and what its members and managers do there."""

from django.urls import path

from communities.views import directory, joining, managing, pages, settings

app_name = "communities"
urlpatterns = [
    path("", directory.index, name="index"),
    path("new/", settings.start, name="start"),
    path("suggestions/<int:pk>/", directory.suggestion, name="suggestion"),
    path("invitations/<int:pk>/", joining.invitation, name="invitation"),
    path("<slug:slug>/", pages.community, name="community"),
    path("<slug:slug>/about/", pages.about, name="about"),
    path("<slug:slug>/members/", pages.members, name="members"),
    path("<slug:slug>/members/<int:pk>/", managing.member, name="member"),
    path("<slug:slug>/membership/", joining.membership, name="membership"),
    path("<slug:slug>/announcements/<int:pk>/", pages.announcement, name="announcement"),
    path("<slug:slug>/manage/", managing.panel, name="manage"),
    path("<slug:slug>/manage/people/", managing.invite, name="invite"),
    path("<slug:slug>/manage/announcement/", managing.announce, name="announce"),
    path("<slug:slug>/manage/settings/", settings.edit, name="settings"),
    path("<slug:slug>/manage/rest/", settings.rest, name="rest"),
]
