"""Addresses of the programmes app beside those that every register has."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
