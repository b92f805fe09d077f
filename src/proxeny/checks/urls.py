"""Addresses of the checks."""

from __future__ import annotations

from django.urls import path

from proxeny.checks import views

urlpatterns = [
    path("recorded/", views.recorded, name="checks-recorded"),
    path("recorded/<slug:code>/", views.recorded_line, name="checks-recorded-line"),
]
