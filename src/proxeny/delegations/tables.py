"""The columns of the list of delegations, those of annexes A1 and A2 of a periodic report among them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet, Sum
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.lists.columns import badge, language
from proxeny.core.lists.listing import ROWS_A_PAGE
from proxeny.core.templatetags.proxeny import figure
from proxeny.core.wording import country_name, in_words
from proxeny.delegations.models import CostLine, Delegation
from proxeny.registers.tables import (
    NUMBER,
    ChoiceColumn,
    LinksColumn,
    ListedColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)

Sums = list[tuple[Any, str]]


class StateColumn(tables.Column):
    """Where a delegation stands today; ordered by what was recorded last."""

    def render(self, record: Delegation) -> SafeString:
        """A badge."""
        return badge(record.state, record.get_state_display())

    def value(self, record: Delegation) -> str:
        """In words, for exports."""
        return record.get_state_display()


class CountriesColumn(tables.Column):
    """The countries of a trip in the order of travel; those of the partners where the way is not entered."""

    def render(self, record: Delegation) -> str:
        """Their names."""
        return ", ".join(country_name(code, language()) for code in countries_of(record))

    value = render


class CostColumn(tables.Column):
    """The cost as stated, else the sums of the lines of the budget; ``table.sums`` has those of the rows shown."""

    def render(self, record: Delegation, table: Any) -> SafeString | str:
        """As set in type, one for each currency."""
        words = [figure(value, unit) for value, unit in self._sums(record, table)]
        return SafeString("; ").join(words) if words else ""

    def value(self, record: Delegation, table: Any) -> Any:
        """The amount, in digits with its currency where it is not one alone."""
        sums = self._sums(record, table)
        if len(sums) == 1 and record.cost is not None:
            return sums[0][0]
        return "; ".join(in_words(value, unit, language(), compact=False).sentence for value, unit in sums)

    @staticmethod
    def _sums(record: Delegation, table: Any) -> Sums:
        if record.cost is not None:
            return [(record.cost, record.cost_currency)]
        found: Sums = table.sums.get(record.pk, [])
        return found


def countries_of(delegation: Delegation) -> list[str]:
    """ISO 3166-1 codes of the countries that a delegation goes to or comes from, each once; from prefetched rows."""
    codes = [leg.country for leg in delegation.legs.all()]
    codes = codes or [partner.country for partner in delegation.partners.all() if partner.country]
    return list(dict.fromkeys(codes))


def sums_of(keys: list[int]) -> dict[int, Sums]:
    """Of some delegations, what their lines come to by currency: as it came out, where it is known, else as estimated.

    One SQL query.
    """
    rows = (
        CostLine.objects.filter(delegation__in=keys)
        .values("delegation", "currency")
        .annotate(estimated=Sum("estimate"), came_to=Sum("actual"))
        .order_by("delegation", "currency")
    )
    found: dict[int, Sums] = defaultdict(list)
    for row in rows:
        value = row["came_to"] if row["came_to"] is not None else row["estimated"]
        if value is not None:
            found[row["delegation"]].append((value, row["currency"]))
    return found


class DelegationTable(RegisterTable):
    """Columns of the list of delegations."""

    number = tables.Column(
        verbose_name=pgettext_lazy("number of a row", "no."), accessor="pk", orderable=False, attrs=NUMBER
    )
    dates = PeriodColumn(field="dates", verbose_name=_("dates"))
    title = TitleColumn(verbose_name=_("delegation"))
    direction = ChoiceColumn(verbose_name=_("direction"))
    level = ChoiceColumn(verbose_name=_("level"))
    channel = ChoiceColumn(verbose_name=_("channel"))
    partners = LinksColumn(verbose_name=_("partners"))
    countries = CountriesColumn(verbose_name=_("countries"), accessor="pk", orderable=False)
    led_by = LinksColumn(verbose_name=_("led by"))
    met = LinksColumn(verbose_name=_("met"))
    places = ListedColumn(verbose_name=_("places"))
    purpose = tables.Column(verbose_name=_("purpose"), orderable=False)
    substance = tables.Column(verbose_name=_("content of the work"), accessor="pk", orderable=False)
    status = StateColumn(verbose_name=_("state"))
    size = NumberColumn(verbose_name=_("people"))
    accompanying = tables.BooleanColumn(verbose_name=_("accompanying leaders of the state"), null=True)
    proposing_unit = tables.Column(verbose_name=_("proposing unit"))
    receiving_unit = tables.Column(verbose_name=_("receiving unit"))
    sent_by = tables.Column(verbose_name=_("sent by"))
    cost = CostColumn(verbose_name=_("cost"), accessor="pk", order_by="cost", attrs=NUMBER)
    cost_source = tables.Column(verbose_name=_("paid by"))
    in_plan = tables.BooleanColumn(verbose_name=_("in the yearly plan"), null=True)
    plan_year = tables.Column(verbose_name=_("in the plan of"), localize=False)
    report_number = tables.Column(verbose_name=_("report no."))
    report_due = PeriodColumn(field="report_due", verbose_name=_("report due"))
    reported = PeriodColumn(field="reported", verbose_name=_("report filed"))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        if isinstance(data, QuerySet):  # a query more for each, only where the column is chosen
            if "met" not in exclude:
                data = data.prefetch_related("met")
            if "countries" not in exclude:
                data = data.prefetch_related("legs")
        super().__init__(data, *args, exclude=exclude, **kwargs)
        self.sums: dict[int, Sums] = {}
        self.counted: int | None = None
        self.numbers: dict[int, int] = {}

    def prepare(self, records: list[Delegation]) -> None:
        """The sums of the budgets and the numbers of the rows that come next."""
        shown = {bound.name for bound in self.columns}
        if "cost" in shown:
            self.sums = sums_of([record.pk for record in records if record.cost is None])
        if "number" in shown:
            before = self._rows_before() if self.counted is None else self.counted
            self.numbers = {record.pk: place for place, record in enumerate(records, before + 1)}
            self.counted = before + len(records)

    def _rows_before(self) -> int:
        """Rows on the pages before this one; a file has one page."""
        asked = getattr(getattr(self, "request", None), "GET", {})
        page = asked.get("page", "1")
        return (int(page) - 1) * ROWS_A_PAGE if page.isdecimal() and int(page) > 0 and not asked.get("export") else 0

    def render_number(self, record: Delegation) -> str:
        """The row's place in the whole list."""
        return str(self.numbers.get(record.pk, ""))

    def value_number(self, record: Delegation) -> int | str:
        """The same."""
        return self.numbers.get(record.pk, "")

    def render_substance(self, record: Delegation) -> str:
        """The content, or the purpose where nothing more is written."""
        return record.content or record.purpose

    def value_substance(self, record: Delegation) -> str:
        """The same."""
        return record.content or record.purpose

    class Meta(RegisterTable.Meta):
        model = Delegation
        fields = ("dates", "title", "direction", "level", "partners", "led_by", "status")


__all__ = ["CountriesColumn", "DelegationTable", "countries_of", "sums_of"]
