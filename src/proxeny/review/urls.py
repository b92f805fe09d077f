"""Addresses of the review."""

from __future__ import annotations

from django.urls import path

from proxeny.review import views

app_name = "review"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("conflicts/", views.conflicts, name="conflicts"),
    path("conflicts/<int:pk>/", views.conflict, name="conflict"),
    path("proposals/<int:pk>/accept/", views.accept, name="accept"),
    path("proposals/<int:pk>/correct/", views.correct, name="correct"),
    path("proposals/<int:pk>/reject/", views.reject, name="reject"),
    path("proposals/<int:pk>/duplicate/", views.duplicate, name="duplicate"),
    path("decisions/<int:pk>/undo/", views.undo, name="undo"),
    path("batches/<str:name>/undo/", views.undo_batch, name="undo-batch"),
    path("<slug:reference>/", views.desk, name="document"),
    path("<slug:reference>/read/", views.read, name="read"),
    path("<slug:reference>/batch/", views.batch, name="batch"),
]
