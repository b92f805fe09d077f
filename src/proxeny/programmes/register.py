"""The registers of programmes, businesses, participations and offers."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.templatetags.proxeny import figure
from proxeny.programmes.models import Business, Inspection, Offer, Participation, Programme, Stall
from proxeny.programmes.models.participations import OCOP_STARS
from proxeny.programmes.pages import context_of_offer, context_of_participation, context_of_programme
from proxeny.programmes.queries import LACKING
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    LinkColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)


class ProgrammeTable(RegisterTable):
    """Columns of the list of programmes."""

    dates = PeriodColumn(field="dates", verbose_name=_("dates"))
    title = TitleColumn(verbose_name=_("title"))
    kind = ChoiceColumn(verbose_name=_("kind"))
    status = ChoiceColumn(verbose_name=_("state"))
    organiser = tables.Column(verbose_name=_("organiser"))
    place = tables.Column(verbose_name=_("place"))
    applications_until = PeriodColumn(field="applications_until", verbose_name=_("applications until"))
    plans_until = PeriodColumn(field="plans_until", verbose_name=_("plans until"))
    reports_until = PeriodColumn(field="reports_until", verbose_name=_("reports until"))
    max_discount = NumberColumn(verbose_name=_("greatest discount, %"))
    is_public = tables.BooleanColumn(verbose_name=_("shown on the open pages"))

    class Meta(RegisterTable.Meta):
        model = Programme
        fields = ("dates", "title", "kind", "status", "organiser")


class ProgrammeFilters(RegisterFilters):
    """Filters of the list of programmes."""

    kind = filters.ChoiceFilter(choices=Programme.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    status = filters.ChoiceFilter(choices=Programme.Status.choices, label=_("state"), empty_label=_("any state"))
    year = YearFilter(field_name="dates")


class ProgrammeForm(RecordForm):
    """A programme; its state is moved by the acts on its page."""

    class Meta:
        model = Programme
        fields = [
            "title", "title_vi", "kind", "dates", "place", "organiser", "event", "applications_until", "plans_until",
            "reports_until", "max_discount", "discount_basis", "needs_origin_papers", "needs_quality_papers",
            "is_public", "description", "description_vi", "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field


STALLS = Children(
    name="stalls",
    model=Stall,
    title=_("Stalls"),
    singular=_("stall"),
    columns=("hall", "number", "size", "fee", "participation"),
    fields=("hall", "number", "size", "fee", "fee_currency", "row", "column", "participation"),
    empty=_("No stalls. A fair has some: hall, number, size and fee; row and column put them on the plan."),
    is_sourced=False,
)

PROGRAMMES = Register(
    name="programmes",
    model=Programme,
    title=_("Programmes"),
    singular=_("programme"),
    table=ProgrammeTable,
    filters=ProgrammeFilters,
    columns=("dates", "title", "kind", "status", "organiser"),
    form=ProgrammeForm,
    template="programmes/programme.html",
    context=context_of_programme,
    children=(STALLS,),
    empty=_("Promotion months, fairs and trade missions stand here. Add the first one."),
)


class BusinessTable(RegisterTable):
    """Columns of the list of businesses."""

    name = TitleColumn(verbose_name=_("name"))
    name_en = tables.Column(verbose_name=_("name in English"))
    tax_code = tables.Column(verbose_name=_("tax code"))
    sector = tables.Column(verbose_name=_("sector"))
    address = tables.Column(verbose_name=_("address"))
    ward = tables.Column(verbose_name=_("ward"))
    contact = tables.Column(verbose_name=_("contact person"))
    phone = tables.Column(verbose_name=_("telephone"))
    email = tables.Column(verbose_name=_("e-mail"))
    website = tables.Column(verbose_name=_("web site"))

    class Meta(RegisterTable.Meta):
        model = Business
        fields = ("name", "tax_code", "sector", "ward", "contact")


class BusinessFilters(RegisterFilters):
    """Filters of the list of businesses."""

    sector = filters.CharFilter(label=_("sector"))
    ward = filters.CharFilter(label=_("ward"))
    programme = LinkedFilter(field_name="participations__programme", to=Programme, label=_("programme"))


class BusinessForm(RecordForm):
    """A business."""

    class Meta:
        model = Business
        fields = [
            "name", "name_en", "tax_code", "sector", "address", "ward", "contact", "phone", "email", "website",
            "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field


BUSINESSES = Register(
    name="businesses",
    model=Business,
    title=_("Businesses"),
    singular=_("business"),
    table=BusinessTable,
    filters=BusinessFilters,
    columns=("name", "tax_code", "sector", "ward", "contact"),
    form=BusinessForm,
    empty=_("Businesses of the city that take part in programmes stand here. Add one, or bring in a spreadsheet."),
    note_of=lambda business: business.tax_code or business.ward,
)


class AmountColumn(NumberColumn):
    """An amount with the currency of its record."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> Any:
        """As set in type."""
        return figure(value, getattr(record, self.currency))


class ParticipationTable(RegisterTable):
    """Columns of the list of participations."""

    business = TitleColumn(verbose_name=_("business"), accessor="business", order_by="business__name")
    programme = LinkColumn(verbose_name=_("programme"))
    status = ChoiceColumn(verbose_name=_("state"))
    applied_on = PeriodColumn(field="applied_on", verbose_name=_("applied on"))
    origin_papers = tables.BooleanColumn(verbose_name=_("papers of origin in order"), null=True)
    quality_papers = tables.BooleanColumn(verbose_name=_("papers of quality in order"), null=True)
    ocop_stars = ChoiceColumn(verbose_name=_("OCOP stars"))
    plan_on = PeriodColumn(field="plan_on", verbose_name=_("plan handed in on"))
    report_on = PeriodColumn(field="report_on", verbose_name=_("report handed in on"))
    revenue = AmountColumn(currency="revenue_currency", verbose_name=_("revenue"))
    discount_value = AmountColumn(currency="revenue_currency", verbose_name=_("value of discounts given"))
    orders = NumberColumn(verbose_name=_("orders"))
    visitors = NumberColumn(verbose_name=_("visitors"))
    ward = tables.Column(accessor="business__ward", verbose_name=_("ward"))
    sector = tables.Column(accessor="business__sector", verbose_name=_("sector"))
    reason = tables.Column(verbose_name=_("reason"))

    class Meta(RegisterTable.Meta):
        model = Participation
        fields = ("business", "programme", "status", "applied_on", "plan_on", "report_on")


class LackingFilter(filters.ChoiceFilter):
    """Participations that lack a decision, papers, a plan or a report."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the conditions of the organisers' page."""
        return qs.filter(LACKING.get(value, Q())) if value else qs


class ParticipationFilters(RegisterFilters):
    """Filters of the list of participations."""

    programme = LinkedFilter(field_name="programme", to=Programme, label=_("programme"))
    business = LinkedFilter(field_name="business", to=Business, label=_("business"))
    status = filters.ChoiceFilter(choices=Participation.Status.choices, label=_("state"), empty_label=_("any state"))
    lacking = LackingFilter(
        choices=[("decision", _("decision")), ("papers", _("papers")), ("plan", _("plan")), ("report", _("report"))],
        label=_("lacking"),
        empty_label=_("whatever is lacking"),
    )
    ocop_stars = filters.ChoiceFilter(choices=OCOP_STARS, label=_("OCOP stars"), empty_label=_("any"))


class ParticipationForm(RecordForm):
    """A participation as an officer enters it; its state is moved by the acts on its page."""

    class Meta:
        model = Participation
        fields = [
            "programme", "business", "applied_on", "goods", "origin_papers", "quality_papers", "ocop_stars",
            "ocop_decision", "plan_on", "plan", "report_on", "revenue", "discount_value", "revenue_currency", "orders",
            "visitors", "report", "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field


INSPECTIONS = Children(
    name="inspections",
    model=Inspection,
    title=_("Inspections"),
    singular=_("inspection"),
    columns=("date", "by", "result", "found"),
    empty=_("Nobody has inspected on the spot yet."),
)

PARTICIPATIONS = Register(
    name="participations",
    model=Participation,
    title=_("Businesses in programmes"),
    singular=_("participation"),
    table=ParticipationTable,
    filters=ParticipationFilters,
    columns=("business", "programme", "status", "applied_on", "plan_on", "report_on"),
    form=ParticipationForm,
    rows=lambda rows: rows.select_related("business", "programme"),
    rows_for=lambda rows, person: rows.filter(business__mark__lte=getattr(person, "clearance", 0)),
    template="programmes/participation.html",
    context=context_of_participation,
    children=(INSPECTIONS,),
    empty=_("Who takes part in which programme stands here: application, papers, plan and report."),
)


class OfferTable(RegisterTable):
    """Columns of the list of offers."""

    title = TitleColumn(verbose_name=_("product"))
    business = tables.Column(accessor="participation__business", verbose_name=_("business"), orderable=False)
    category = ChoiceColumn(verbose_name=_("category"))
    discount = NumberColumn(verbose_name=_("discount, %"))
    price_before = AmountColumn(currency="price_currency", verbose_name=_("price before"))
    price_after = AmountColumn(currency="price_currency", verbose_name=_("price now"))
    dates = PeriodColumn(field="dates", verbose_name=_("dates"))
    ward = tables.Column(verbose_name=_("ward"))
    status = ChoiceColumn(verbose_name=_("state"))
    ocop_stars = ChoiceColumn(verbose_name=_("OCOP stars"))

    class Meta(RegisterTable.Meta):
        model = Offer
        fields = ("title", "business", "category", "discount", "price_after", "dates", "status")


class OfferFilters(RegisterFilters):
    """Filters of the list of offers."""

    programme = LinkedFilter(field_name="participation__programme", to=Programme, label=_("programme"))
    business = LinkedFilter(field_name="participation__business", to=Business, label=_("business"))
    category = filters.ChoiceFilter(choices=Offer.Category.choices, label=_("category"), empty_label=_("any category"))
    status = filters.ChoiceFilter(choices=Offer.Status.choices, label=_("state"), empty_label=_("any state"))
    has_picture = YesNoFilter(field_name="picture", label=pgettext_lazy("of an offer", "picture"), method="pictured")

    def pictured(self, qs: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """With or without a picture."""
        return qs.exclude(picture="") if value else qs.filter(picture="")


class OfferForm(RecordForm):
    """An offer as an officer enters it; it is published by the act on its page."""

    class Meta:
        model = Offer
        fields = [
            "title", "participation", "category", "price_before", "price_after", "price_currency", "discount", "dates",
            "address", "ward", "also_at", "ocop_stars", "url", "description", "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field


OFFERS = Register(
    name="offers",
    model=Offer,
    title=_("Offers"),
    singular=_("offer"),
    table=OfferTable,
    filters=OfferFilters,
    columns=("title", "business", "category", "discount", "price_after", "dates", "status"),
    form=OfferForm,
    rows=lambda rows: rows.select_related("participation__business", "participation__programme"),
    rows_for=lambda rows, person: rows.filter(
        participation__business__mark__lte=getattr(person, "clearance", 0),
        participation__programme__mark__lte=getattr(person, "clearance", 0),
    ),
    template="programmes/offer.html",
    context=context_of_offer,
    empty=_("What businesses offer in programmes stands here. They enter it themselves, or bring in a spreadsheet."),
)

REGISTERS_OF_PROGRAMMES = (PROGRAMMES, BUSINESSES, PARTICIPATIONS, OFFERS)
