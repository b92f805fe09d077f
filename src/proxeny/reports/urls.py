"""The addresses of reports."""

from __future__ import annotations

from django.urls import path

from proxeny.reports import views, views_of_editions, views_of_templates, views_of_writing

app_name = "reports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("templates/", views_of_templates.listing, name="templates"),
    path("templates/sample/", views_of_templates.sample, name="template-sample"),
    path("templates/<int:pk>/", views_of_templates.file, name="template"),
    path("templates/<int:pk>/retire/", views_of_templates.retire, name="template-retire"),
    path("figures/", views.find_figure, name="find-figure"),
    path("figures/<str:number>/", views.figure, name="figure"),
    path("editions/<str:number>/", views_of_editions.page, name="edition"),
    path("editions/<str:number>/sign-off/", views_of_editions.sign_off, name="sign-off"),
    path("editions/<str:number>/differences/", views_of_editions.differences, name="differences"),
    path("editions/<str:number>/parts/", views_of_editions.part, name="part"),
    path("editions/<str:number>/paragraphs/<str:name>/", views_of_writing.paragraph, name="paragraph"),
    path("editions/<str:number>/values/", views_of_writing.choose, name="choose"),
    path("editions/<str:number>/draft/", views_of_editions.draft_again, name="draft-again"),
    path("<slug:reference>/", views.page, name="page"),
    path("<slug:reference>/editions/", views.new_edition, name="new-edition"),
]
