"""Addresses of watching."""

from __future__ import annotations

from django.urls import path

from proxeny.watching import views, views_of_stories

app_name = "watching"
urlpatterns = [
    path("", views.listing, name="list"),
    path("add/", views.add, name="add"),
    path("stories/", views_of_stories.stories, name="stories"),
    path("stories/apart/", views_of_stories.keep_apart, name="apart"),
    path("stories/apart/<int:pk>/undo/", views_of_stories.take_back, name="together"),
    path("stories/<int:pk>/", views_of_stories.story, name="story"),
    path("<slug:name>/", views.page, name="page"),
    path("<slug:name>/change/", views.change, name="change"),
    path("<slug:name>/pause/", views.pause, name="pause"),
    path("<slug:name>/fetch/", views.fetch, name="fetch"),
]
