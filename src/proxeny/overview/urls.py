"""Addresses of the home page, the page of a partner and that of the home city."""

from __future__ import annotations

from django.urls import path, register_converter

from proxeny.overview import views, views_of_dashboards

app_name = "overview"


class PartnerReference:
    """A partner's reference; the register's own pages beside its records keep their addresses."""

    regex = r"(?!(?:new|choices)/)[-a-zA-Z0-9_]+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(PartnerReference, "partner_reference")

urlpatterns = [
    path("", views.home, name="home"),
    path("home-city/", views.home_city, name="home_city"),
    path("partners/<partner_reference:reference>/", views.partner, name="partner"),
    path("partners/<partner_reference:reference>/pictures/", views_of_dashboards.partner, name="partner_dashboard"),
    path("dashboards/", views_of_dashboards.latest, name="dashboards"),
    path("dashboards/<int:year>/", views_of_dashboards.year, name="dashboard"),
]
