"""The registers of missions abroad, of briefings with them, and of what they report."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, F, Q, QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.columns import language
from proxeny.core.wording import country_name
from proxeny.missions import pages, queries
from proxeny.missions.forms import BriefingForm, HeadForm, MissionForm, MissionReportForm
from proxeny.missions.models import Briefing, HeadOfMission, Mission, MissionReport
from proxeny.partners.models import Person
from proxeny.partners.queries import country_code
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    CountryColumn,
    LinkColumn,
    LinksColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)


class MissionTable(RegisterTable):
    """Columns of the list of missions."""

    name = TitleColumn(verbose_name=_("mission"), accessor="partner__local_name", order_by="partner__name")
    kind = WordsColumn(verbose_name=_("kind"), accessor="get_kind_display", order_by="kind")
    country = CountryColumn(verbose_name=_("host country"))
    city = tables.Column(verbose_name=_("city"))
    accredited = tables.Column(verbose_name=_("also accredited to"), orderable=False)
    head = tables.Column(verbose_name=_("head"), empty_values=(), orderable=False)
    owner = tables.Column(verbose_name=_("contact in the office"), order_by=("owner__last_name", "owner__first_name"))
    reports_every = WordsColumn(
        verbose_name=_("reports"), accessor="get_reports_every_display", order_by="reports_every"
    )
    email = tables.Column(verbose_name=_("e-mail"))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        person = getattr(kwargs.get("request"), "user", None)
        if "head" not in exclude and isinstance(data, QuerySet):  # one query more, only where the column is chosen
            data = queries.with_heads(data, person)
        super().__init__(data, *args, exclude=exclude, **kwargs)

    def render_accredited(self, value: list[str]) -> str:
        """Countries by name."""
        return ", ".join(country_name(code, language()) for code in value)

    def render_head(self, record: Mission) -> Any:
        """Who is at its head today, as far as the record knows."""
        at = queries.head_now(record, timezone.localdate())
        if at is None:
            return "—"
        return format_html('<a href="{}">{}</a>', at.head.person.get_absolute_url(), at.head.person)

    def value_head(self, record: Mission) -> str:
        """The name, for exports."""
        at = queries.head_now(record, timezone.localdate())
        return str(at.head.person) if at is not None else ""

    class Meta(RegisterTable.Meta):
        model = Mission
        fields = ("name", "kind", "country", "accredited", "head", "owner")


class CoveredFilter(filters.CharFilter):
    """Missions that sit in a country or are accredited to it, by its name or code."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the code that is meant; none for words that name no country."""
        if not value:
            return qs
        code = country_code(value.upper() if len(value) == 2 else value)
        return qs.filter(Q(country=code) | Q(accredited__icontains=f'"{code}"')) if code else qs.none()


class MissionFilters(RegisterFilters):
    """Filters of the list of missions."""

    kind = filters.ChoiceFilter(choices=Mission.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    country = CoveredFilter(label=_("country covered"))
    head = LinkedFilter(field_name="heads__person", to=Person, label=_("head"))


HEADS = Children(
    name="heads",
    model=HeadOfMission,
    title=_("Heads of mission"),
    singular=_("head of mission"),
    columns=("person", "title", "begins", "ends", "term", "seen"),
    form=HeadForm,
    fields=("person", "title", "begins", "ends", "term", "seen", "accredited"),
    empty=_("Nobody is on record. Add the head whom a source names, with the term or the day it shows."),
)


class MissionRegister(Register):
    """The register of missions, with the list of reports that they owe."""

    def urls(self) -> list[URLPattern]:
        """Those of every register, and the list; two parts long, so that no mission's reference is taken."""
        from proxeny.missions import views

        return [path("reports/missing/", views.missing, name="missing"), *super().urls()]


MISSIONS = MissionRegister(
    name="missions",
    model=Mission,
    title=_("Missions abroad"),
    singular=_("mission"),
    table=MissionTable,
    filters=MissionFilters,
    columns=("name", "kind", "country", "accredited", "head", "owner"),
    form=MissionForm,
    rows=lambda rows: rows.select_related("owner"),
    template="missions/mission.html",
    context=pages.of_mission,
    list_context=lambda request: pages.tabs("missions:list"),
    children=(HEADS,),
    note_of=lambda mission: country_name(mission.country, language()),
    empty=_("The country's embassies, consulates and other missions stand here, with their heads. Add the first one."),
)


class BriefingTable(RegisterTable):
    """Columns of the list of briefings."""

    held = PeriodColumn(field="held", verbose_name=_("dates"))
    title = TitleColumn(verbose_name=_("briefing"))
    place = tables.Column(verbose_name=_("place"))
    missions = NumberColumn(
        verbose_name=_("missions attending"), accessor="mission_count", to=lambda row: row.get_absolute_url()
    )
    people = LinksColumn(verbose_name=_("people attending"))
    status = ChoiceColumn(verbose_name=_("state"))
    answers_due = PeriodColumn(field="answers_due", verbose_name=_("reports on it due"))
    summary = tables.Column(verbose_name=_("summary"), orderable=False)

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        if "people" not in exclude and isinstance(data, QuerySet):  # one query more, only where the column is chosen
            data = data.prefetch_related("people")
        super().__init__(data, *args, exclude=exclude, **kwargs)

    class Meta(RegisterTable.Meta):
        model = Briefing
        fields = ("held", "title", "place", "missions", "status", "answers_due")


class BriefingFilters(RegisterFilters):
    """Filters of the list of briefings."""

    mission = LinkedFilter(field_name="missions", to=Mission, label=_("mission"))
    status = filters.ChoiceFilter(choices=Briefing.Status.choices, label=_("state"), empty_label=_("any state"))
    year = YearFilter(field_name="held")


def _count_missions(rows: QuerySet[Briefing], person: Any) -> QuerySet[Briefing]:
    """With the number of missions attending that the person may see."""
    clearance = getattr(person, "clearance", 0)
    seen = Q(missions__mark__lte=clearance, missions__partner__mark__lte=clearance)
    return rows.annotate(mission_count=Count("missions", filter=seen))


BRIEFINGS = Register(
    name="briefings",
    model=Briefing,
    title=_("Briefings of missions"),
    singular=_("briefing"),
    table=BriefingTable,
    filters=BriefingFilters,
    columns=("held", "title", "place", "missions", "status", "answers_due"),
    form=BriefingForm,
    rows_for=_count_missions,
    template="missions/briefing.html",
    context=pages.of_briefing,
    list_context=lambda request: pages.tabs("briefings:list"),
    empty=_("Sessions with missions abroad or their heads, at which the city asks them for something, stand here."),
)


class MissionReportTable(RegisterTable):
    """Columns of the list of reports of missions."""

    mission = LinkColumn(verbose_name=_("mission"), order_by="mission__partner__name")
    report = TitleColumn(verbose_name=_("report"), accessor="__str__", order_by=("period_latest", "mission__reference"))
    period = PeriodColumn(field="period", verbose_name=_("period"))
    received = PeriodColumn(field="received", verbose_name=_("received"))
    briefing = LinkColumn(verbose_name=_("on the briefing"))
    contacts_made = NumberColumn(verbose_name=_("contacts made"))
    investors_introduced = NumberColumn(verbose_name=_("investors introduced"))
    events_held = NumberColumn(verbose_name=_("events held"))
    summary = tables.Column(verbose_name=_("summary"), orderable=False)

    class Meta(RegisterTable.Meta):
        model = MissionReport
        fields = ("report", "period", "received", "contacts_made", "investors_introduced", "events_held")


class MissionReportFilters(RegisterFilters):
    """Filters of the list of reports of missions."""

    mission = LinkedFilter(field_name="mission", to=Mission, label=_("mission"))
    briefing = LinkedFilter(field_name="briefing", to=Briefing, label=_("briefing"))
    year = YearFilter(field_name="period")


MISSION_REPORTS = Register(
    name="mission_reports",
    model=MissionReport,
    title=_("Reports of missions"),
    singular=_("report of a mission"),
    table=MissionReportTable,
    filters=MissionReportFilters,
    columns=("report", "received", "contacts_made", "investors_introduced", "events_held"),
    form=MissionReportForm,
    rows=lambda rows: rows.select_related("mission__partner", "briefing").order_by(
        F("period_latest").desc(nulls_last=True), F("received_earliest").desc(nulls_last=True), "pk"
    ),
    template="missions/report.html",
    context=pages.of_report,
    list_context=lambda request: pages.tabs("mission_reports:list"),
    empty=_("What missions report on a period or on what they were asked stands here."),
)

