"""Addresses of the agreements app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.agreements import views

urlpatterns = [path("agreements/<slug:reference>/sign/", views.sign, name="sign-agreement")]
