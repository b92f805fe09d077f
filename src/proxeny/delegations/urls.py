"""Addresses of the delegations app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.delegations import views, views_of_lists, views_of_papers, views_of_visits

_RECORD = "delegations/<slug:reference>"

urlpatterns = [
    path("delegations/plan/<int:year>/", views_of_lists.plan, name="delegation-plan"),
    path("gifts/", views_of_lists.gifts, name="delegation-gifts"),
    path("delegation-forms/", views_of_papers.forms_of_the_office, name="delegation-forms"),
    path("delegation-forms/<int:pk>/", views_of_papers.form_of_the_office, name="delegation-form"),
    path("delegation-forms/<int:pk>/remove/", views_of_papers.take_out_of_use, name="delegation-form-remove"),
    path(f"{_RECORD}/all-members/", views_of_lists.members, name="delegation-members"),
    path(f"{_RECORD}/members/several/", views.add_members, name="delegation-members-add"),
    path(f"{_RECORD}/report/", views.file_report, name="delegation-report"),
    path(f"{_RECORD}/limits/<slug:name>/", views.override_limit, name="delegation-limit"),
    path(f"{_RECORD}/passports/", views.passports, name="delegation-passports"),
    path(f"{_RECORD}/passports/<int:pk>/", views.passport, name="delegation-passport"),
    path(f"{_RECORD}/visit/", views_of_visits.visit_sheet, name="delegation-visit-sheet"),
    path(f"{_RECORD}/seating/", views_of_visits.seating, name="delegation-seating"),
    path(f"{_RECORD}/print/<slug:name>/", views_of_papers.printed, name="delegation-paper"),
]
