"""Every address of the site."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from proxeny.public.views_of_data import robots
from proxeny.registers.register import REGISTERS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("proxeny.overview.urls")),
    path("accounts/", include("proxeny.accounts.urls")),
    path("documents/", include("proxeny.documents.urls")),
    path("review/", include("proxeny.review.urls")),
    path("checks/", include("proxeny.checks.urls")),
    path("search/", include("proxeny.search.urls")),
    path("pictures/", include("proxeny.charts.urls")),
    path("briefs/", include("proxeny.briefs.urls")),
    path("reports/", include("proxeny.reports.urls")),
    path("audit/", include("proxeny.audit.urls")),
    path("imports/", include("proxeny.exchange.urls")),
    path("calendar/", include("proxeny.calendar.urls")),
    path("watching/", include("proxeny.watching.urls")),
    path("public/", include("proxeny.public.urls")),
    path("robots.txt", robots),
    path("", include("proxeny.procedures.urls")),
    path("", include("proxeny.core.urls")),
]
# The pages that a register has beside those of the kit come before them.
urlpatterns += [
    path("", include(f"{config.name}.urls"))
    for config in apps.get_app_configs()
    if config.name
    in {
        f"proxeny.{app}"
        for app in (
            "partners", "indicators", "agreements", "delegations", "events", "investments", "aid", "missions",
            "programmes", "plans",
        )
    }
]
urlpatterns += [path(f"{name}/", include((register.urls(), name))) for name, register in REGISTERS.items()]

handler403 = "proxeny.core.views.forbidden"
handler404 = "proxeny.core.views.not_found"
handler500 = "proxeny.core.views.broken"
