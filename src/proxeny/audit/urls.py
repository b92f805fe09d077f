"""Addresses of the audit app."""

from __future__ import annotations

from django.urls import path

from proxeny.audit import views

app_name = "audit"
urlpatterns = [path("", views.listing, name="list"), path("verify/", views.verify, name="verify")]
