"""Addresses of the accounts app."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from proxeny.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", views.language, name="language"),
    path("profile/", views.profile, name="profile"),
    path("people/", views.people, name="list"),
    path("people/new/", views.new_person, name="new"),
    path("people/<str:username>/", views.person, name="person"),
]
