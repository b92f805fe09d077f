"""The register of commitments: its list, its board's filters, its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from proxeny.accounts.models import User
from proxeny.core.records import Record
from proxeny.missions.models import Mission
from proxeny.partners.filters import PartnerFilter
from proxeny.plans import origins, pages, queries
from proxeny.plans.forms import CommitmentForm
from proxeny.plans.models import Commitment
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    LinkColumn,
    LinksColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)


class StateColumn(ChoiceColumn):
    """The state, and whether it is overdue: that is asked of the day, not kept."""

    def render(self, value: Any, record: Commitment, bound_column: Any) -> SafeString:
        """A badge."""
        if queries.is_late(record, timezone.localdate()):
            return format_html('<span class="badge badge-decision">{}</span>', pgettext("commitment", "overdue"))
        return super().render(value, record, bound_column)


class CommitmentTable(RegisterTable):
    """Columns of the list of commitments."""

    what = TitleColumn(verbose_name=_("what"))
    side = WordsColumn(verbose_name=_("promised by"), accessor="get_side_display", order_by="side")
    by = tables.Column(verbose_name=_("by whom"))
    mission = LinkColumn(verbose_name=_("mission"), order_by="mission__partner__name")
    partners = LinksColumn(verbose_name=_("partners"))
    owner = tables.Column(verbose_name=_("seen to by"), order_by=("owner__last_name", "owner__first_name"))
    owner_body = tables.Column(verbose_name=_("followed up by"))
    origin = tables.Column(verbose_name=_("came from"), orderable=False)
    part = tables.Column(verbose_name=_("part of it"))
    made = PeriodColumn(field="made", verbose_name=_("made"))
    due = PeriodColumn(field="next_due", verbose_name=_("due"))
    every = WordsColumn(verbose_name=_("again"), accessor="get_every_display", order_by="every")
    priority = WordsColumn(verbose_name=_("priority"), accessor="get_priority_display", order_by="priority")
    status = StateColumn(verbose_name=_("state"))
    fulfilled = PeriodColumn(field="fulfilled", verbose_name=_("fulfilled"))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        if "origin" not in exclude and isinstance(data, QuerySet):  # a query a register, only where it is chosen
            data = data.prefetch_related("origin")
        super().__init__(data, *args, exclude=exclude, **kwargs)

    def render_origin(self, record: Commitment) -> Any:
        """The record that it came from, where the person may see it."""
        origin = self._origin(record)
        return format_html('<a href="{}">{}</a>', origin.get_absolute_url(), origin) if origin is not None else "—"

    def value_origin(self, record: Commitment) -> str:
        """Its name, for exports."""
        origin = self._origin(record)
        return str(origin) if origin is not None else ""

    def _origin(self, record: Commitment) -> Record | None:
        return origins.seen_origin(record, visible_to=getattr(getattr(self, "request", None), "user", None))

    class Meta(RegisterTable.Meta):
        model = Commitment
        fields = ("what", "by", "partners", "made", "due", "status")


class OriginSelect(forms.Select):
    """The registers that promises come from; and the one record that an address names."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """The titles of the registers."""
        self.choices = [("", _("anywhere")), *origins.registers_with_origins()]
        self.choices += [(item, item) for item in value if item and "/" in item]
        return super().optgroups(name, value, attrs)


class OwnerFilter(filters.CharFilter):
    """Commitments of a colleague by user name, of oneself (``me``), or of nobody (``none``)."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the name."""
        if not value:
            return qs
        if value == "none":
            return qs.filter(owner=None)
        person = getattr(getattr(self.parent, "request", None), "user", None)
        return qs.filter(owner=person) if value == "me" else qs.filter(owner__username=value)


class OwnerSelect(forms.Select):
    """Me, nobody, or a colleague who has something to see to."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """One SQL query."""
        people = User.objects.filter(commitments__isnull=False).distinct().order_by("last_name", "first_name")
        named = [(person.username, str(person)) for person in people]
        self.choices = [("", _("anybody")), ("me", _("me")), ("none", _("nobody yet")), *named]
        return super().optgroups(name, value, attrs)


class SharedFilters(RegisterFilters):
    """The filters that list and board have in common."""

    owner = OwnerFilter(label=_("seen to by"), widget=OwnerSelect)
    partner = PartnerFilter()
    mission = LinkedFilter(field_name="mission", to=Mission, label=_("mission"))
    origin = filters.CharFilter(method="from_origin", label=_("came from"), widget=OriginSelect)
    within = filters.ChoiceFilter(
        method="due_within",
        label=_("due"),
        empty_label=_("at any time"),
        choices=[
            ("late", _("overdue")),
            ("7", _("within a week")),
            ("30", _("within 30 days")),
            ("90", _("within 90 days")),
        ],
    )

    def from_origin(self, rows: QuerySet[Commitment], _name: str, value: str) -> QuerySet[Commitment]:
        """Of a register, or of one record that the person may see (``delegations/del-minsk``)."""
        register, slash, _reference = value.partition("/")
        kind = origins.kind_of(register)
        if kind is None:
            return rows.none()
        if not slash:
            return rows.filter(origin_type=kind)
        try:
            record = origins.origin_named(value, visible_to=getattr(self.request, "user", None))
        except origins.NoSuchOrigin:
            return rows.none()
        return rows.filter(origin_type=kind, origin_id=record.pk)

    def due_within(self, rows: QuerySet[Commitment], _name: str, value: str) -> QuerySet[Commitment]:
        """Unfinished ones that are late, or due within some days, those that are late among them."""
        today = timezone.localdate()
        if value == "late":
            return rows.filter(queries.late(today))
        return rows.filter(status__in=Commitment.UNFINISHED, next_due_latest__lte=today + timedelta(days=int(value)))


class CommitmentFilters(SharedFilters):
    """Filters of the list of commitments."""

    status = filters.ChoiceFilter(
        method="in_state",
        choices=[("unfinished", _("not finished")), *Commitment.Status.choices],
        label=_("state"),
        empty_label=_("any state"),
    )
    due_year = YearFilter(field_name="next_due", label=_("due in year"))
    year = YearFilter(field_name="made", label=_("made in year"))
    overdue = YesNoFilter(method="is_overdue", label=_("overdue"))

    def in_state(self, rows: QuerySet[Commitment], _name: str, value: str) -> QuerySet[Commitment]:
        """In a state, or in any of those that are not finished."""
        return rows.filter(status__in=Commitment.UNFINISHED if value == "unfinished" else [value])

    def is_overdue(self, rows: QuerySet[Commitment], _name: str, value: bool | None) -> QuerySet[Commitment]:
        """Unfinished ones whose last day has passed; or the others."""
        if value is None:
            return rows
        late = queries.late(timezone.localdate())
        return rows.filter(late) if value else rows.exclude(late)


class BoardFilters(SharedFilters):
    """Filters of the board."""


class CommitmentRegister(Register):
    """The register of commitments, with its board, the form for several, and a page for every act."""

    def urls(self) -> list[URLPattern]:
        """Those of every register, and its own; two parts long, so that no commitment's reference is taken."""
        from proxeny.plans import views

        here = {"register": self}
        acts = [
            path(f"<slug:reference>/{address}/", views.act, here | {"act": name}, name=name)
            for name, address in views.ADDRESSES.items()
        ]
        return [
            path("all/board/", views.board, here, name="board"),
            path("new/several/", views.several, here, name="several"),
            path("<slug:reference>/take-up/", views.take_up, here, name="take_up"),
            *acts,
            *super().urls(),
        ]


COMMITMENTS = CommitmentRegister(
    name="commitments",
    model=Commitment,
    title=_("Commitments"),
    singular=_("commitment"),
    table=CommitmentTable,
    filters=CommitmentFilters,
    columns=("what", "by", "partners", "owner", "due", "status"),
    form=CommitmentForm,
    rows=lambda rows: rows.select_related("owner", "mission__partner").prefetch_related("partners"),
    template="plans/commitment.html",
    context=pages.of_commitment,
    list_context=lambda request: pages.tabs("commitments:list"),
    empty=_("What was promised, by whom and by when, stands here. Add the first one."),
)
