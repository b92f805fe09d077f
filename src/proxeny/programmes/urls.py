"""Addresses of the programmes app beside those that every register has."""

from __future__ import annotations

from django.urls import path

from proxeny.programmes import views

urlpatterns = [
    path("programmes/<slug:reference>/move/", views.move, name="programmes-move"),
    path("programmes/<slug:reference>/organisers/", views.organisers, name="programmes-organisers"),
    path("programmes/<slug:reference>/organisers/admit/", views.admit_all, name="programmes-admit-all"),
    path("programmes/<slug:reference>/address/", views.issue_address, name="programmes-address"),
    path("programmes/<slug:reference>/addresses/", views.issue_addresses, name="programmes-addresses"),
    path("programmes/<slug:reference>/address/<int:pk>/", views.change_address, name="programmes-address-change"),
    path("participations/<slug:reference>/decide/", views.decide, name="programmes-decide"),
    path("participations/<slug:reference>/publish/", views.publish_offers, name="programmes-publish"),
    path("participations/<slug:reference>/papers/<int:pk>/", views.paper, name="programmes-paper"),
    path("participations/<slug:reference>/papers/<int:pk>/judge/", views.judge_paper, name="programmes-judge"),
    path("offers/<slug:reference>/publish/", views.change_offer, name="programmes-offer"),
]
