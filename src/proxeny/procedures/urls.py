"""Addresses of the procedures app."""

from __future__ import annotations

from django.urls import path

from proxeny.procedures import views, views_of_deadlines

app_name = "procedures"
urlpatterns = [
    path("deadlines/", views_of_deadlines.deadlines, name="deadlines"),
    path("procedures/open/<slug:register>/<slug:reference>/", views.open_case, name="open"),
    path("procedures/<int:pk>/steps/<slug:key>/", views.step, name="step"),
    path("procedures/<int:pk>/steps/<slug:key>/reopen/", views.reopen_step, name="step-reopen"),
    path("procedures/<int:pk>/ask/", views.ask, name="ask"),
    path("procedures/answers/<int:pk>/", views.answer, name="answer"),
    path("procedures/<int:pk>/papers/", views.papers, name="papers"),
    path("procedures/<int:pk>/day/", views.move, name="move"),
    path("procedures/<int:pk>/responsible/", views.assign, name="assign"),
    path("procedures/<int:pk>/override/", views.override, name="override"),
    path("procedures/<int:pk>/close/", views.close, name="close"),
    path("procedures/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("procedures/<int:pk>/history/", views_of_deadlines.history, name="history"),
]
