"""Addresses of the investments app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.investments import views, views_of_acts

urlpatterns = [
    path("investments/ledger/", views.ledger, name="investments-ledger"),
    path("investments/totals/", views.totals, name="investments-totals"),
    path("investments/breakdown/", views.breakdown, name="investments-breakdown"),
    path("investments/conversion/", views.conversion, name="investments-conversion"),
    path("investments/aftercare/", views.aftercare, name="investments-aftercare"),
    path("investments/<slug:reference>/look-after/", views_of_acts.look_after, name="investments-look-after"),
    path("leads/board/", views.board, name="leads-board"),
    path("leads/origins/", views_of_acts.choices_of_origin, name="leads-origins"),
    path("leads/<slug:reference>/move/", views_of_acts.move, name="lead-move"),
    path("leads/<slug:reference>/back/", views_of_acts.put_back, name="lead-back"),
    path("leads/<slug:reference>/refuse/", views_of_acts.refuse, name="lead-refuse"),
    path("leads/<slug:reference>/lose/", views_of_acts.lose, name="lead-lose"),
    path("leads/<slug:reference>/reopen/", views_of_acts.reopen, name="lead-reopen"),
    path("leads/<slug:reference>/license/", views_of_acts.license_lead, name="lead-license"),
    path("leads/<slug:reference>/hand-over/", views_of_acts.hand_over, name="lead-hand-over"),
    path("grievances/<slug:reference>/answer/", views_of_acts.answer_grievance, name="grievance-answer"),
    path("grievances/<slug:reference>/settle/", views_of_acts.settle_grievance, name="grievance-settle"),
    path("calls/<slug:reference>/publish/", views_of_acts.publish, name="call-publish"),
    path("calls/<slug:reference>/take-back/", views_of_acts.take_back, name="call-take-back"),
    path("calls/<slug:reference>/close/", views_of_acts.close, name="call-close"),
    path("calls/<slug:reference>/take-up/", views_of_acts.take_up, name="call-take-up"),
]
