"""Addresses of the charts app."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "charts"
urlpatterns: list[URLPattern] = []
