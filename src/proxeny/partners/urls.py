"""Addresses of the partners app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.partners import views

app_name = "contacts"
urlpatterns = [
    path("contacts/<slug:register>/duplicates/", views.duplicates, name="duplicates"),
    path("contacts/<slug:register>/duplicates/apart/", views.tell_apart, name="apart"),
    path("contacts/<slug:register>/merge/", views.merge, name="merge"),
    path("contacts/merges/<int:pk>/", views.merged, name="merged"),
    path("contacts/<slug:register>/<slug:reference>/split/", views.split, name="split"),
    path("contacts/posts/", views.home_posts, name="home-posts"),
    path("contacts/posts/<slug:reference>/", views.partner_posts, name="posts"),
]
