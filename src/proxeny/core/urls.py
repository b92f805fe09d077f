"""Addresses of the core app: the style guide, for those who build pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []

if settings.DEBUG:
    from proxeny.core import styleguide

    urlpatterns += [
        path("styleguide/", styleguide.show, name="styleguide"),
        path("styleguide/choices/", styleguide.choices, name="styleguide-choices"),
    ]
