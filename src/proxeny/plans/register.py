"""The registers of plans and of their targets."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from proxeny.indicators.models import Indicator
from proxeny.plans import pages_of_pace
from proxeny.plans.models import Plan, Tally, Target
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    FigureColumn,
    LinkColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)
from proxeny.registers.value_forms import ValueForm


def _targets_of(plan: Plan) -> str:
    return f"{reverse('targets:list')}?plan={plan.reference}"


class PlanTable(RegisterTable):
    """Columns of the list of plans."""

    title = TitleColumn(verbose_name=_("plan"))
    period = PeriodColumn(field="period", verbose_name=_("period"))
    area = tables.Column(verbose_name=_("area"))
    adopted_by = tables.Column(verbose_name=_("adopted by"))
    targets = NumberColumn(verbose_name=_("targets"), accessor="target_count", to=_targets_of)
    met = NumberColumn(verbose_name=_("achieved"), accessor="met_count")

    class Meta(RegisterTable.Meta):
        model = Plan
        fields = ("title", "period", "area", "adopted_by", "targets", "met")


class PlanFilters(RegisterFilters):
    """Filters of the list of plans."""

    year = YearFilter(field_name="period")


class PlanForm(RecordForm):
    """A plan."""

    class Meta:
        model = Plan
        fields = ["title", "period", "area", "adopted_by", "note", "mark"]
        formfield_callback = form_field


def plan_rows(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """With the number of public targets, and how many of them were reached: counts never tell of closed ones."""
    openly = Q(targets__mark=0)
    return rows.annotate(
        target_count=Count("targets", filter=openly),
        met_count=Count("targets", filter=openly & Q(targets__achieved=True)),
    )


TALLIES = Children(
    name="tallies",
    model=Tally,
    title=_("Targets met, as sources count them"),
    singular=_("count of targets"),
    columns=("as_of", "targets", "met", "exceeded", "not_met", "note"),
    fields=("as_of", "targets", "met", "exceeded", "not_met", "qualifier", "note"),
    empty=_("Where a source says how many targets were met, as 23 of 24, its count is kept here as it stands."),
)

PLANS = Register(
    name="plans",
    model=Plan,
    title=_("Plans"),
    singular=_("plan"),
    table=PlanTable,
    filters=PlanFilters,
    columns=("title", "period", "area", "targets", "met"),
    form=PlanForm,
    rows=plan_rows,
    template="plans/plan.html",
    context=pages_of_pace.of_plan,
    children=(TALLIES,),
    empty=_("Yearly and longer plans with their targets stand here. Add the first one."),
)


class TargetTable(RegisterTable):
    """Columns of the list of targets."""

    title = TitleColumn(verbose_name=_("target"))
    plan = LinkColumn(verbose_name=_("plan"), order_by="plan__title")
    indicator = LinkColumn(verbose_name=_("indicator"), order_by="indicator__order")
    period = PeriodColumn(field="period", verbose_name=_("period"))
    value = FigureColumn(verbose_name=_("aimed at"))
    result = FigureColumn(verbose_name=_("reached"), prefix="result_")
    achieved = tables.BooleanColumn(verbose_name=_("achieved"), null=True)
    exceeded = tables.BooleanColumn(verbose_name=_("exceeded"), null=True)

    class Meta(RegisterTable.Meta):
        model = Target
        fields = ("title", "plan", "period", "value", "result", "achieved")


class TargetFilters(RegisterFilters):
    """Filters of the list of targets."""

    year = YearFilter(field_name="period")
    plan = LinkedFilter(field_name="plan", to=Plan, label=_("plan"))
    indicator = filters.ModelChoiceFilter(
        queryset=Indicator.objects.all(), label=_("indicator"), empty_label=_("all indicators")
    )
    achieved = YesNoFilter(label=_("achieved"))
    exceeded = YesNoFilter(label=_("exceeded"))


class TargetForm(ValueForm):
    """A target of a plan, with what was reached."""

    class Meta:
        model = Target
        fields = [
            "plan",
            "title",
            "indicator",
            "period",
            "value",
            "high",
            "unit",
            "qualifier",
            "aim",
            "baseline_value",
            "baseline_period",
            "result_value",
            "result_unit",
            "result_qualifier",
            "achieved",
            "exceeded",
            "note",
            "mark",
        ]
        formfield_callback = form_field


class TargetRegister(Register):
    """The register of targets, with the page on which a result is recorded."""

    def urls(self) -> list[URLPattern]:
        """Those of every register, and the page."""
        from proxeny.plans import views

        return [path("<slug:reference>/result/", views.result, {"register": self}, name="result"), *super().urls()]


TARGETS = TargetRegister(
    name="targets",
    model=Target,
    title=_("Targets"),
    singular=_("target"),
    table=TargetTable,
    filters=TargetFilters,
    columns=("title", "plan", "period", "value", "result", "achieved"),
    form=TargetForm,
    rows=lambda rows: rows.select_related("plan", "indicator"),
    template="plans/target.html",
    context=pages_of_pace.of_target,
    empty=_("Targets of the plans stand here, with what was reached. Add the first one."),
)
