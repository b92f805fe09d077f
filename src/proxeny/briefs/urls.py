"""Addresses of the briefs."""

from __future__ import annotations

from django.urls import path

from proxeny.briefs import views

app_name = "briefs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("city/", views.city, name="city"),
    path("partners/<slug:reference>/", views.partner, name="partner"),
    path("delegations/<slug:reference>/", views.delegation, name="delegation"),
]
