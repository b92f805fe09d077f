"""Addresses of the aid app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.aid import views

urlpatterns = [
    path("aid/by-donor/", views.by_donor, name="aid-by-donor"),
    path("aid/<slug:reference>/act/", views.act, name="aid-act"),
]
