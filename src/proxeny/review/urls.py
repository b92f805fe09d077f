"""Addresses of the review."""

from __future__ import annotations

from django.urls import path

from proxeny.review import views, views_of_conflicts

app_name = "review"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("conflicts/", views_of_conflicts.conflicts, name="conflicts"),
    path("conflicts/rule/", views_of_conflicts.rule_together, name="rule-together"),
    path("conflicts/together/<int:pk>/undo/", views_of_conflicts.undo_together, name="undo-together"),
    path("conflicts/<int:pk>/", views_of_conflicts.conflict, name="conflict"),
    path("conflicts/<int:pk>/reopen/", views_of_conflicts.reopen, name="reopen"),
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
