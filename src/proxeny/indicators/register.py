"""The register of observations: what sources state of each indicator."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.core.navigation import address
from proxeny.indicators import queries
from proxeny.indicators.forms import ObservationForm
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.filters import RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    FigureColumn,
    LinkColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)


def _evidence_of(observation: Observation) -> str:
    return reverse("indicators:evidence", args=[observation.reference])


class ObservedColumn(FigureColumn):
    """The value of an observation; underlined in amber, with the range, where sources disagree."""

    def render(self, value: Any, record: Observation) -> SafeString | str:
        """The figure, and a mark of dispute in words too, for those who see no colour."""
        shown = super().render(value, record)
        if not record.is_disputed:
            return shown
        return format_html(
            '<span class="disputed">{}</span> <span class="badge badge-disputed">{}</span>', shown, _now("disputed")
        )


class ObservationTable(RegisterTable):
    """Columns of the list of observations."""

    indicator = TitleColumn(verbose_name=_("indicator"), accessor="indicator__local_name", order_by="indicator__order")
    partner = LinkColumn(verbose_name=_("partner"), order_by="partner__name")
    area = tables.Column(verbose_name=_("area"))
    period = PeriodColumn(field="period", verbose_name=_("period"))
    value = ObservedColumn(verbose_name=_("value"))
    status = ChoiceColumn(verbose_name=_("status"))
    sources = NumberColumn(verbose_name=_("sources"), to=_evidence_of)
    unit = tables.Column(verbose_name=_("unit"))
    qualifier = ChoiceColumn(verbose_name=_("exactness"))
    definition = tables.Column(verbose_name=_("definition"))
    label = tables.Column(verbose_name=_("what is counted"))
    theme = tables.Column(
        verbose_name=_("theme"), accessor="indicator__get_theme_display", order_by="indicator__theme", orderable=False
    )
    is_disputed = tables.BooleanColumn(verbose_name=_("disputed"))

    class Meta(RegisterTable.Meta):
        model = Observation
        fields = ("indicator", "partner", "area", "period", "value", "status", "sources")


class ObservationFilters(RegisterFilters):
    """Filters of the list of observations."""

    theme = filters.ChoiceFilter(
        field_name="indicator__theme", choices=Indicator.Theme.choices, label=_("theme"), empty_label=_("all themes")
    )
    indicator = filters.ModelChoiceFilter(
        queryset=Indicator.objects.all(), label=_("indicator"), empty_label=_("all indicators")
    )
    partner = PartnerFilter(field_name="partner")
    year = YearFilter(field_name="period")
    status = filters.ChoiceFilter(choices=Observation.Status.choices, label=_("status"), empty_label=_("any status"))
    disputed = YesNoFilter(method="in_dispute", label=_("disputed"))

    def in_dispute(self, rows: QuerySet[Observation], _name: str, value: bool | None) -> QuerySet[Observation]:
        """Those whose sources disagree as far as the person may see them; or the others."""
        if value is None:
            return rows
        disputed = queries.in_dispute(rows, visible_to=self.request.user)
        return disputed if value else rows.exclude(pk__in=disputed.values("pk"))


def newest_first(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """The list's order, along its index: a join with the indicators would sort the whole table for every page."""
    return rows.order_by("-period_latest", "-period_earliest", "pk").prefetch_related("indicator", "partner")


def page_context(request: HttpRequest, observation: Observation) -> dict[str, Any]:
    """What the page of an observation adds: the statements behind it, and its neighbours in time."""
    behind = queries.statements_behind(observation, visible_to=request.user)
    concerned = queries.conflicts_behind([behind], visible_to=request.user).get(observation.pk, ())
    return {
        "behind": behind,
        # what a check put at another figure beside this one; its own conflicts stand above already
        "concerned": [one for one in concerned if one.object_id != observation.pk],
        "recorded_url": _recorded_url(observation),
        "neighbours": queries.neighbours(observation, visible_to=request.user),
    }


def _recorded_url(observation: Observation) -> str:
    """The page that sets it beside the registers, where the site has one."""
    found = address("checks-recorded")
    year = observation.period_latest.year if observation.period_latest is not None else None
    return f"{found}?year={year}" if found and year else ""


def list_context(_request: HttpRequest) -> dict[str, Any]:
    """The tabs above the list: the figures, and stated against recorded."""
    recorded = address("checks-recorded")
    tabs = [{"label": _now("Figures"), "url": reverse("indicators:list"), "current": True}]
    if recorded:
        tabs.append({"label": _now("Stated against recorded"), "url": recorded, "current": False})
    return {"tabs": tabs if len(tabs) > 1 else []}


class IndicatorRegister(Register):
    """The register of observations, with a page for each indicator and a history that keeps closed figures closed."""

    def urls(self) -> list[URLPattern]:
        """Those of every register, and the series of an indicator."""
        from proxeny.indicators import views

        return [
            path("series/<slug:code>/", views.indicator, {"register": self}, name="indicator"),
            path("<slug:reference>/history/", views.history, {"register": self}, name="history"),
            *super().urls(),
        ]


INDICATORS = IndicatorRegister(
    name="indicators",
    model=Observation,
    title=_("Indicators"),
    singular=_("figure"),
    table=ObservationTable,
    filters=ObservationFilters,
    columns=("indicator", "partner", "area", "period", "value", "status", "sources"),
    form=ObservationForm,
    rows=newest_first,
    template="indicators/observation.html",
    context=page_context,
    list_context=list_context,
    empty=_("Figures of indicators stand here, each with its sources. Accept one from a document, or add one."),
)
