"""Addresses of the pictures and of their files."""

from __future__ import annotations

from django.urls import path

from proxeny.charts import views

app_name = "charts"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("<slug:key>/", views.page, name="picture"),
    path("<slug:key>.<slug:form>", views.download, name="file"),
]
