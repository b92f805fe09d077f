"""The registers of investors' enquiries and of their grievances."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.lists.columns import badge, language
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.investments import clocks, origins, pipeline
from proxeny.investments.forms import ContactForm, GrievanceForm, LeadForm, PromiseForm, officers
from proxeny.investments.models import CapitalMovement, Contact, Grievance, Lead, Project, Promise
from proxeny.investments.models.leads import BY_ACT, WITH_PROJECT, LostBecause, Stage
from proxeny.investments.register import room_context, sector_words
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter, YesNoFilter
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

# What a stage means, as the tone of its badge.
_TONES = {Stage.LOST: "lost", Stage.LICENCE: "licensed", Stage.DISBURSING: "licensed", Stage.OPERATING: "in_operation",
          Stage.EXPANSION: "in_operation"}  # fmt: skip


def stage_badge(stage: str) -> SafeString:
    """A stage in words, with the tone of what it means."""
    return badge(_TONES.get(Stage(stage), "lead"), Stage(stage).label)


class StageColumn(tables.Column):
    """Where an investor stands today."""

    def render(self, value: str) -> SafeString:
        """A badge."""
        return stage_badge(value)

    def value(self, value: str) -> str:
        """The words."""
        return str(Stage(value).label)


class DayColumn(tables.Column):
    """A day in words of the active language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"attrs": {"td": {"class": "date"}}, **kwargs})

    def render(self, value: Any) -> str:
        """Short."""
        return edtf_in_words(value.isoformat(), language(), short=True)

    def value(self, value: Any) -> str:
        """ISO 8601."""
        return str(value.isoformat())


class LeadTable(RegisterTable):
    """Columns of the list of enquiries."""

    received = PeriodColumn(field="received", verbose_name=_("received"))
    title = TitleColumn(verbose_name=_("what is planned"))
    investor = tables.Column(verbose_name=_("investor"))
    partners = LinksColumn(verbose_name=_("partners"))
    key_account = tables.Column(verbose_name=_("key account"), order_by=("key_account__last_name",))
    value = FigureColumn(verbose_name=_("expected capital"))
    standing = StageColumn(verbose_name=_("stage"))
    answered_on = DayColumn(verbose_name=_("first answer"))
    next_due = DayColumn(verbose_name=_("next step due"))
    last_contact = DayColumn(verbose_name=_("last contact"))
    channel = ChoiceColumn(verbose_name=_("came by"))
    origin = tables.Column(verbose_name=_("came from"))
    sector = tables.Column(verbose_name=_("sector"))
    place = tables.Column(verbose_name=_("site"))
    jobs = NumberColumn(verbose_name=_("jobs expected"))
    lost_because = ChoiceColumn(verbose_name=_("lost because"))
    project = LinkColumn(verbose_name=_("project"))

    def prepare(self, records: list[Lead]) -> None:
        """What the enquiries of a page came from. One SQL query for each register named."""
        self.origins = {}
        if "origin" in {column.name for column in self.columns}:
            person = getattr(getattr(self, "request", None), "user", None)
            self.origins = origins.named([lead.origin for lead in records if lead.origin], visible_to=person)

    def render_origin(self, value: str) -> SafeString | str:
        """A link."""
        record = self.origins.get(value)
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record) if record else "—"

    def value_origin(self, value: str) -> str:
        """Its name, for exports."""
        return str(self.origins.get(value, ""))

    def render_sector(self, value: str) -> str:
        """In words."""
        return sector_words(value)

    def render_answered_on(self, value: Any, record: Lead) -> SafeString | str:
        """The day, and whether it was late."""
        due, words = clocks.due_of_enquiry(record), edtf_in_words(value.isoformat(), language(), short=True)
        if due is None or value <= due:
            return words
        return format_html('{} <span class="badge badge-quiet">{}</span>', words, _now("late"))

    class Meta(RegisterTable.Meta):
        model = Lead
        fields = ("received", "title", "investor", "key_account", "value", "standing", "next_due")


class LeadFilters(RegisterFilters):
    """Filters of the list of enquiries."""

    standing = filters.ChoiceFilter(choices=Stage.choices, label=_("stage"), empty_label=_("any stage"))
    key_account = filters.ModelChoiceFilter(
        queryset=User.objects.none(), label=_("key account"), empty_label=_("anybody")
    )
    partner = PartnerFilter()
    channel = filters.ChoiceFilter(choices=Lead.Channel.choices, label=_("came by"), empty_label=_("any way"))
    late = YesNoFilter(method="late_for_answer", label=_("late for an answer"))
    year = YearFilter(field_name="received")
    lost_because = filters.ChoiceFilter(
        choices=LostBecause.choices, label=_("lost because"), empty_label=_("any reason")
    )
    origin = filters.CharFilter(label=_("came from"))
    unit = filters.CharFilter(lookup_expr="iexact", label=_("currency"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["key_account"].queryset = officers()
        if "key_account" in self.form.fields:
            self.form.fields["key_account"].queryset = officers()  # type: ignore[attr-defined]

    def late_for_answer(self, rows: QuerySet[Lead], _name: str, value: bool | None) -> QuerySet[Lead]:
        """Enquiries whose day for a first answer is gone; or the others."""
        if value is None:
            return rows
        late = pipeline.late_for_answer(Lead.objects.all(), timezone.localdate()).values("pk")
        return rows.filter(pk__in=late) if value else rows.exclude(pk__in=late)


def rows_of_leads(rows: Any) -> QuerySet[Lead]:
    """With where they stand, the days of contacts, and what the columns link to."""
    return pipeline.with_days(rows).select_related("key_account", "project").prefetch_related("partners")


def lead_context(request: HttpRequest, lead: Lead) -> dict[str, Any]:
    """What the page of an enquiry adds: its clock, its way through the stages, what it came from, its project."""
    today = timezone.localdate()
    pipeline.judge(lead, today)
    received = lead.received_earliest  # type: ignore[attr-defined]
    project = lead.project
    if project is not None and not Project.objects.visible_to(request.user).filter(pk=project.pk).exists():
        project = None
    return {
        "stays": pipeline.history_of(lead, today),
        "line": [(stage, stage.label) for stage in Stage if stage not in (Stage.SUSPECT, Stage.LOST)],
        "standing": lead.standing,  # type: ignore[attr-defined]
        "standing_words": lead.standing_words,
        "reached": _reached(lead),
        "clock": clocks.clock_for("enquiry", received) if received else None,
        "origin": origins.named([lead.origin], visible_to=request.user).get(lead.origin) if lead.origin else None,
        "project": project,
        "is_moved_by_acts": lead.stage in BY_ACT and lead.project_id is None,
        "at_proposal": lead.stage == Stage.PROPOSAL,
        "may_go_back": lead.stage in BY_ACT[1:],
        "may_go_on": lead.stage in BY_ACT[:-1],
    }


def _reached(lead: Lead) -> set[str]:
    """The stages that an enquiry has been at, by its acts, its project and the ledger. Two SQL queries."""
    reached = {Stage.ENQUIRY.value, *lead.acts.exclude(stage=Stage.LOST).values_list("stage", flat=True)}
    if lead.project_id is not None:
        later = WITH_PROJECT.index(Stage(lead.standing)) if lead.standing in WITH_PROJECT else 0  # type: ignore[attr-defined]
        reached |= {Stage.LICENCE.value, *(stage.value for stage in WITH_PROJECT[2:later])}
        if CapitalMovement.objects.filter(project=lead.project_id, kind=CapitalMovement.Kind.DISBURSED).exists():
            reached.add(Stage.DISBURSING.value)
    return reached


CONTACTS = Children(
    name="contacts",
    model=Contact,
    title=_("Contacts"),
    singular=_("contact"),
    columns=("date", "kind", "side", "who", "what", "next_step", "due", "done", "responsible"),
    fields=("date", "kind", "side", "who", "what", "next_step", "due", "done", "responsible", "satisfaction"),
    form=ContactForm,
    is_sourced=False,
    empty=_("Nobody has spoken with this investor yet. Log the first talk, letter or visit, and what comes next."),
)

PROMISES = Children(
    name="promises",
    model=Promise,
    title=_("Promises"),
    singular=_("promise"),
    columns=("date", "what", "value", "agreement"),
    fields=("date", "what", "agreement", "value", "high", "unit", "qualifier"),
    form=PromiseForm,
    empty=_("What the investor promised, in a memorandum or at an event, stands here with its source."),
)

LEADS = Register(
    name="leads",
    model=Lead,
    title=_("Investors' enquiries"),
    singular=_("enquiry"),
    table=LeadTable,
    filters=LeadFilters,
    columns=("received", "title", "investor", "key_account", "value", "standing", "next_due"),
    form=LeadForm,
    rows=rows_of_leads,
    list_context=room_context,
    template="investments/lead.html",
    context=lead_context,
    children=(CONTACTS, PROMISES),
    empty=_("Investors who asked, or whom the office seeks, stand here from the first word to the licence."),
    new_words=_("New enquiry"),
)


class GrievanceTable(RegisterTable):
    """Columns of the list of grievances."""

    received = PeriodColumn(field="received", verbose_name=_("received"))
    title = TitleColumn(verbose_name=_("grievance"))
    project = LinkColumn(verbose_name=_("project"))
    about = ChoiceColumn(verbose_name=_("about"))
    responsible = tables.Column(verbose_name=_("responsible"), order_by=("responsible__last_name",))
    due = tables.Column(verbose_name=_("answer due"), empty_values=(), order_by=("due_latest", "received_latest"))
    state = tables.Column(verbose_name=_("state"), accessor="state_words", orderable=False)
    answered = PeriodColumn(field="answered", verbose_name=_("answered"))
    settled = PeriodColumn(field="settled", verbose_name=_("settled"))
    handed_to = tables.Column(verbose_name=_("handed on to"))
    satisfaction = NumberColumn(verbose_name=_("satisfaction, 1 to 5"))

    def render_due(self, record: Grievance) -> SafeString | str:
        """The day, and by how many days it was or is late."""
        due = record.due_on()
        if due is None:
            return "—"
        words = edtf_in_words(due.isoformat(), language(), short=True)
        late = record.days_late(timezone.localdate())
        tone = "decision" if late and record.is_open and not record.answered else "quiet"
        said = _now("%(n)s days late") % {"n": late}
        return format_html('{} <span class="badge badge-{}">{}</span>', words, tone, said) if late else words

    def value_due(self, record: Grievance) -> str:
        """ISO 8601, for exports."""
        due = record.due_on()
        return due.isoformat() if due else ""

    def render_state(self, value: str, record: Grievance) -> SafeString:
        """A badge."""
        tones = {"open": "waiting", "answered": "proposed", "solved": "done", "handed_on": "proposed"}
        return badge(tones.get(record.state, "withdrawn"), value)

    def value_state(self, value: str) -> str:
        """In words, for exports."""
        return str(value)

    class Meta(RegisterTable.Meta):
        model = Grievance
        fields = ("received", "title", "project", "about", "responsible", "due", "state")


class GrievanceFilters(RegisterFilters):
    """Filters of the list of grievances."""

    open = YesNoFilter(method="still_open", label=_("open"))
    outcome = filters.ChoiceFilter(choices=Grievance.Outcome.choices, label=_("outcome"), empty_label=_("any outcome"))
    about = filters.ChoiceFilter(choices=Grievance.About.choices, label=_("about"), empty_label=_("anything"))
    project = LinkedFilter(field_name="project", to=Project, label=_("project"))
    year = YearFilter(field_name="received")

    def still_open(self, rows: QuerySet[Grievance], _name: str, value: bool | None) -> QuerySet[Grievance]:
        """Those neither solved nor handed on; or the others."""
        return rows if value is None else rows.filter(outcome="") if value else rows.exclude(outcome="")


def grievance_context(request: HttpRequest, grievance: Grievance) -> dict[str, Any]:
    """What the page of a grievance adds: its clock."""
    received = grievance.received_earliest  # type: ignore[attr-defined]
    return {
        "due_on": grievance.due_on(),
        "late": grievance.days_late(timezone.localdate()),
        "clock": clocks.clock_for("grievance", received) if received and not grievance.due else None,
    }


GRIEVANCES = Register(
    name="grievances",
    model=Grievance,
    title=_("Grievances"),
    singular=_("grievance"),
    table=GrievanceTable,
    filters=GrievanceFilters,
    columns=("received", "title", "project", "about", "responsible", "due", "state"),
    form=GrievanceForm,
    rows=lambda rows: rows.select_related("project", "responsible"),
    list_context=room_context,
    template="investments/grievance.html",
    context=grievance_context,
    empty=_("What investors bring before the office stands here with the day an answer is due."),
)
