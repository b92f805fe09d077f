"""Addresses of the events app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.events import views, views_of_participants

_EVENT = "events/<slug:reference>"
_LIST = f"{_EVENT}/participants"

urlpatterns = [
    path(f"{_EVENT}/move/", views.move, name="move-event"),
    path(f"{_EVENT}/postpone/", views.postpone, name="postpone-event"),
    path(f"{_EVENT}/cancel/", views.call_off, name="cancel-event"),
    path(f"{_EVENT}/paper/", views.paper, name="event-paper"),
    path(f"{_EVENT}/calendar.ics", views.calendar, name="event-calendar"),
    path(f"{_LIST}/", views_of_participants.listing, name="participants"),
    path(f"{_LIST}/new/", views_of_participants.edit, name="participant-new"),
    path(f"{_LIST}/door/", views_of_participants.door, name="participants-door"),
    path(f"{_LIST}/count/", views_of_participants.take_counts, name="participants-count"),
    path(f"{_LIST}/files/", views_of_participants.upload, name="participants-upload"),
    path(f"{_LIST}/files/<int:pk>/", views_of_participants.file_page, name="participants-file"),
    path(f"{_LIST}/files/<int:pk>/errors/", views_of_participants.file_errors, name="participants-file-errors"),
    path(f"{_LIST}/files/<int:pk>/forget/", views_of_participants.file_forget, name="participants-file-forget"),
    path(f"{_LIST}/<int:pk>/", views_of_participants.edit, name="participant"),
    path(f"{_LIST}/<int:pk>/remove/", views_of_participants.remove, name="participant-remove"),
]
