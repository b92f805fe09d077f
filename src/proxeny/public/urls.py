"""Addresses of the open pages. A page is under its language; without one, an address leads to the reader's."""

from __future__ import annotations

from functools import partial

from django.urls import path, register_converter

from proxeny.public import views, views_of_calls, views_of_data, views_of_taking_part
from proxeny.public.addresses import LanguageConverter

register_converter(LanguageConverter, "language")

app_name = "public"
_PAGES = (
    ("", "catalogue", views.catalogue),
    ("offers/<slug:reference>/", "offer", views.offer),
    ("programmes/<slug:reference>/", "programme", views.programme),
    ("businesses/<slug:reference>/", "business", views.business),
    ("calls/", "calls", views_of_calls.calls),
    ("calls/<slug:reference>/", "call", views_of_calls.call),
)

urlpatterns = [
    path("", partial(views.anywhere, name="catalogue"), name="home"),
    path("offers.csv", views_of_data.offers_csv, name="offers-csv"),
    path("offers.json", views_of_data.offers_json, name="offers-json"),
    path("calls.json", views_of_data.calls_json, name="calls-json"),
    path("sitemap.xml", views_of_data.sitemap, name="sitemap"),
    path("robots.txt", views_of_data.robots, name="robots"),
    path("pictures/<slug:reference>/", views.picture, name="picture"),
    path("own/<str:token>/", views_of_taking_part.own_any, name="own-any"),
    path("<language:language>/own/<str:token>/", views_of_taking_part.own, name="own"),
]
urlpatterns += [path(f"<language:language>/{route}", view, name=name) for route, name, view in _PAGES]
urlpatterns += [
    path(route, partial(views.anywhere, name=name), name=f"{name}-any") for route, name, _view in _PAGES if route
]
