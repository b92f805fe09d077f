"""Addresses of the pages of agreements beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.agreements import views

_HERE = "agreements/<slug:reference>"

urlpatterns = [
    path(f"{_HERE}/sign/", views.sign, name="sign-agreement"),
    path(f"{_HERE}/acts/new/<slug:name>/", views.new_act, name="agreement-act-new"),
    path(f"{_HERE}/acts/<int:pk>/", views.edit_act, name="agreement-act"),
    path(f"{_HERE}/acts/<int:pk>/take-back/", views.take_back, name="agreement-act-back"),
    path(f"{_HERE}/compare/", views.compare, name="agreement-compare"),
]
