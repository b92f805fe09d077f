"""The registers of plans, of their targets, and of commitments."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proxeny.indicators.models import Indicator
from proxeny.partners.filters import PartnerFilter
from proxeny.plans import queries
from proxeny.plans.models import Commitment, Plan, Target
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.naming import records_named
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    FigureColumn,
    LinkColumn,
    LinksColumn,
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
    context=lambda request, plan: {"targets": queries.targets_of(plan, visible_to=request.user)},
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
            "result_value",
            "result_unit",
            "result_qualifier",
            "achieved",
            "note",
            "mark",
        ]
        formfield_callback = form_field


TARGETS = Register(
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
    context=lambda request, target: {"observed": queries.observed(target, visible_to=request.user)},
    empty=_("Targets of the plans stand here, with what was reached. Add the first one."),
)


class CommitmentTable(RegisterTable):
    """Columns of the list of commitments."""

    what = TitleColumn(verbose_name=_("what"))
    by = tables.Column(verbose_name=_("by whom"))
    owner = tables.Column(verbose_name=_("followed up by"))
    partners = LinksColumn(verbose_name=_("partners"))
    made = PeriodColumn(field="made", verbose_name=_("made"))
    due = PeriodColumn(field="due", verbose_name=_("due"))
    status = ChoiceColumn(verbose_name=_("state"))
    fulfilled = PeriodColumn(field="fulfilled", verbose_name=_("fulfilled"))

    class Meta(RegisterTable.Meta):
        model = Commitment
        fields = ("what", "by", "partners", "made", "due", "status")


class CommitmentFilters(RegisterFilters):
    """Filters of the list of commitments."""

    status = filters.ChoiceFilter(choices=Commitment.Status.choices, label=_("state"), empty_label=_("any state"))
    partner = PartnerFilter()
    due_year = YearFilter(field_name="due", label=_("due in year"))
    year = YearFilter(field_name="made", label=_("made in year"))
    overdue = YesNoFilter(method="is_overdue", label=_("overdue"))

    def is_overdue(self, rows: QuerySet[Commitment], _name: str, value: bool | None) -> QuerySet[Commitment]:
        """Open ones whose last day has passed; or the others."""
        if value is None:
            return rows
        late = Q(status=Commitment.Status.OPEN, due_latest__lt=timezone.localdate())
        return rows.filter(late) if value else rows.exclude(late)


class CommitmentForm(RecordForm):
    """A commitment."""

    class Meta:
        model = Commitment
        fields = [
            "what",
            "by",
            "owner",
            "partners",
            "made",
            "due",
            "status",
            "fulfilled",
            "origin",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def commitment_context(request: HttpRequest, commitment: Commitment) -> dict[str, Any]:
    """What the page of a commitment adds: where it was promised, and whether it is late."""
    return {
        "origin": records_named(commitment.origin, visible_to=request.user),
        "is_late": queries.is_late(commitment, timezone.localdate()),
    }


class CommitmentRegister(Register):
    """The register of commitments, with a page that reports one done."""

    def urls(self) -> list[URLPattern]:
        """Those of every register, and the report."""
        from proxeny.plans import views

        return [path("<slug:reference>/done/", views.fulfil, {"register": self}, name="fulfil"), *super().urls()]


COMMITMENTS = CommitmentRegister(
    name="commitments",
    model=Commitment,
    title=_("Commitments"),
    singular=_("commitment"),
    table=CommitmentTable,
    filters=CommitmentFilters,
    columns=("what", "by", "partners", "made", "due", "status"),
    form=CommitmentForm,
    rows=lambda rows: rows.prefetch_related("partners"),
    template="plans/commitment.html",
    context=commitment_context,
    empty=_("What was promised, by whom and by when, stands here. Add the first one."),
)
