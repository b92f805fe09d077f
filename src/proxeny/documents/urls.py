"""Addresses of the documents app."""

from __future__ import annotations

from django.urls import path

from proxeny.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("add/", views.add, name="add"),
    path("choices/", views.choices, name="choices"),
    path("statements/<int:pk>/", views.statement, name="statement"),
    path("<slug:reference>/", views.page, name="page"),
    path("<slug:reference>/edit/", views.edit, name="edit"),
    path("<slug:reference>/original/", views.original, name="original"),
]
