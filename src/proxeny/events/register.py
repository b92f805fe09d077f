"""The registers of events and of awards."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from proxeny.core.templatetags.proxeny import figure
from proxeny.events.forms import BackerForm, CountForm, EventForm, SessionForm
from proxeny.events.models import Award, Backer, Count, Event, Session
from proxeny.events.page import context_of
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    LinksColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)

_COUNTED = ("counts", "delegates_home", "delegates_resident", "delegates_abroad", "delegates_countries")


def delegates(of: str) -> Any:
    """A column of annex A4: the delegates of one sort who came, or who were foreseen where no more is known."""

    class Delegates(NumberColumn):
        def render(self, value: Any, record: Any) -> Any:
            count = _count_of(value, of)
            return figure(count.value, "count", count.qualifier, count.high) if count is not None else ""

        def value(self, value: Any) -> Any:
            count = _count_of(value, of)
            return count.value if count is not None else ""

    return Delegates(verbose_name=Count.Delegates(of).label, accessor="counts", orderable=False)


def _count_of(counts: Any, of: str) -> Count | None:
    found = sorted((count for count in counts.all() if count.of == of), key=lambda count: count.is_planned)
    return found[0] if found else None


class EventTable(RegisterTable):
    """Columns of the list of events; those of annex A4 of a periodic report are among them."""

    dates = PeriodColumn(field="dates", verbose_name=_("dates"))
    title = TitleColumn(verbose_name=_("title"))
    kind = ChoiceColumn(verbose_name=_("kind"))
    place = tables.Column(verbose_name=_("place"))
    format = WordsColumn(verbose_name=_("format"))
    partners = LinksColumn(verbose_name=_("partners"))
    status = ChoiceColumn(verbose_name=_("state"))
    foreign_organiser = tables.Column(verbose_name=_("foreign co-organiser"))
    content = tables.Column(verbose_name=_("content"), orderable=False)
    delegates_home = delegates(Count.Delegates.HOME)
    delegates_resident = delegates(Count.Delegates.RESIDENT)
    delegates_abroad = delegates(Count.Delegates.ABROAD)
    delegates_countries = delegates(Count.Delegates.COUNTRIES)
    counts = tables.Column(verbose_name=_("took part"), orderable=False)
    permitted_by = tables.Column(verbose_name=_("permitting level"))
    in_plan = tables.BooleanColumn(verbose_name=_("in the yearly plan"), null=True)
    cost = NumberColumn(verbose_name=_("cost"))
    cost_source = tables.Column(verbose_name=_("paid by"))
    report_due = PeriodColumn(field="report_due", verbose_name=_("report due"))
    report_number = tables.Column(verbose_name=_("report no."))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        # one query more, only where one of the columns is chosen
        if not set(_COUNTED) <= set(exclude) and isinstance(data, QuerySet):
            data = data.prefetch_related("counts")
        super().__init__(data, *args, exclude=exclude, **kwargs)

    def render_cost(self, value: Any, record: Event) -> Any:
        """Amount and currency."""
        return figure(value, record.cost_currency)

    def value_cost(self, value: Any) -> Any:
        """The amount in digits, for exports."""
        return value

    def render_counts(self, value: Any) -> str:
        """How many of whom."""
        return "; ".join(str(count) for count in value.all() if not count.is_planned)

    class Meta(RegisterTable.Meta):
        model = Event
        fields = ("dates", "title", "kind", "place", "partners", "status")


class EventFilters(RegisterFilters):
    """Filters of the list of events."""

    kind = filters.ChoiceFilter(choices=Event.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    partner = PartnerFilter()
    year = YearFilter(field_name="dates")
    status = filters.ChoiceFilter(choices=Event.Status.choices, label=_("state"), empty_label=_("any state"))


COUNTS = Children(
    name="counts",
    model=Count,
    title=_("Who took part"),
    singular=_("count"),
    columns=("of", "value", "is_planned"),
    fields=("of", "value", "high", "unit", "qualifier", "is_planned"),
    form=CountForm,
    empty=_("No numbers yet: delegates from home, foreign residents, from abroad, countries, enterprises."),
)

SESSIONS = Children(
    name="sessions",
    model=Session,
    title=_("Programme"),
    singular=_("session"),
    columns=("day", "title", "kind", "room", "chair", "speakers"),
    fields=("title", "kind", "day", "begins", "ends", "room", "chair", "speakers", "note"),
    form=SessionForm,
    is_sourced=False,
    empty=_("No sessions yet: the opening, plenaries, side events and visits, with their times and rooms."),
)

BACKERS = Children(
    name="backers",
    model=Backer,
    title=_("Organisers and sponsors"),
    singular=_("organiser or sponsor"),
    columns=("name", "role", "partner", "country", "amount", "in_kind"),
    fields=("role", "name", "partner", "country", "amount", "amount_currency", "in_kind", "note"),
    form=BackerForm,
    empty=_("Nobody yet: foreign co-organisers, sponsors and what they give."),
)

EVENTS = Register(
    name="events",
    model=Event,
    title=_("Events"),
    singular=_("event"),
    table=EventTable,
    filters=EventFilters,
    columns=("dates", "title", "kind", "place", "partners", "status"),
    form=EventForm,
    rows=lambda rows: rows.prefetch_related("partners"),
    template="events/event.html",
    context=context_of,
    children=(COUNTS, SESSIONS, BACKERS),
    empty=_("Conferences, fairs, festivals and meetings stand here. Add the first one, or accept one from a document."),
)


class AwardTable(RegisterTable):
    """Columns of the list of awards."""

    date = PeriodColumn(field="date", verbose_name=_("date"))
    title = TitleColumn(verbose_name=_("title"))
    awarded_by = tables.Column(verbose_name=_("awarded by"))
    recipient = tables.Column(verbose_name=_("recipient"))
    direction = ChoiceColumn(verbose_name=_("direction"))
    partners = LinksColumn(verbose_name=_("partners"))

    class Meta(RegisterTable.Meta):
        model = Award
        fields = ("date", "title", "awarded_by", "recipient", "direction", "partners")


class AwardFilters(RegisterFilters):
    """Filters of the list of awards."""

    direction = filters.ChoiceFilter(
        choices=[("received", _("received")), ("given", _("given"))], label=_("direction"), empty_label=_("both")
    )
    partner = PartnerFilter()
    year = YearFilter(field_name="date")


class AwardForm(RecordForm):
    """An award."""

    class Meta:
        model = Award
        fields = ["title", "awarded_by", "recipient", "direction", "date", "partners", "note", "mark"]
        formfield_callback = form_field


AWARDS = Register(
    name="awards",
    model=Award,
    title=_("Awards"),
    singular=_("award"),
    table=AwardTable,
    filters=AwardFilters,
    columns=("date", "title", "awarded_by", "recipient", "direction"),
    form=AwardForm,
    rows=lambda rows: rows.prefetch_related("partners"),
    empty=_("Awards and titles that the city received or gave stand here. Add the first one."),
)
