"""Addresses of the calendar app."""

from __future__ import annotations

from django.urls import path

from proxeny.calendar import views, views_of_feeds, views_of_reminders

app_name = "calendar"
urlpatterns = [
    path("", views.month, name="month"),
    path("list/", views.coming, name="list"),
    path("leaders/<slug:reference>/", views.leader, name="leader"),
    path("feeds/", views_of_feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/revoke/", views_of_feeds.revoke, name="feed-revoke"),
    path("feed/<str:token>.ics", views_of_feeds.feed, name="feed"),
    path("reminders/", views_of_reminders.reminders, name="reminders"),
    path("reminders/<int:pk>/<int:number>/", views_of_reminders.follow, name="reminder"),
]
