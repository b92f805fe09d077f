"""Addresses of the missions app: they belong to its registers, which have their own (``register``)."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
