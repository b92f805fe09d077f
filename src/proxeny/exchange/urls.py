"""The addresses of imports."""

from __future__ import annotations

from django.urls import path

from proxeny.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/<slug:name>/", views.new, name="new"),
    path("<int:number>/", views.page, name="import"),
    path("<int:number>/errors.csv", views.errors, name="errors"),
    path("<int:number>/undo/", views.undo, name="undo"),
    path("<int:number>/go-on/", views.go_on, name="go-on"),
    path("<int:number>/stop/", views.stop, name="stop"),
    path("<int:number>/drop/", views.drop, name="drop"),
]
