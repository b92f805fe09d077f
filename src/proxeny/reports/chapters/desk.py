"""The desk at which a report is drafted: for whom, on which period, in which words, and how figures are set in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone

from proxeny.charts.naming import is_written_in
from proxeny.core import wording
from proxeny.core.home import area_name, home_name
from proxeny.core.records import Record
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.indicators.models import Indicator
from proxeny.investments.breakdown import Breakdown
from proxeny.partners.models import Partner
from proxeny.plans.models import Target
from proxeny.reports.chapters.figures import Found, Observed
from proxeny.reports.chapters.held import Held
from proxeny.reports.parts import Cell, Figure, Origin, Paragraph, Piece, Table
from proxeny.reports.periods import Period
from proxeny.reports.sentences import Untold, Words

Pieces = tuple[Piece, ...]
Said = Figure | str | int | Decimal | Pieces
_CLAUSE = re.compile("\ue010([a-z_]+)\ue011")
NAMED = 1000  # records that a figure names; of more, the register has the others
_WORDED = 10  # counts of differences up to this are written as words where the language does so


class Desk:
    """What every chapter and annex of a report is drafted with.

    ``person`` is who drafts: nothing that they may not see enters. ``on`` is the day of drafting, for what is overdue.
    ``partner`` is whom a brief is about, ``delegation`` the one of a visit file. ``asked`` keeps what a chapter of the
    brief has asked of the record for the next one.
    """

    def __init__(
        self, period: Period, language: str, person: Any, *, on: date | None = None, partner: Partner | None = None,
        delegation: Delegation | None = None,
    ) -> None:  # fmt: skip
        self.period = period
        self.language = language
        self.person = person
        self.on = on or timezone.localdate()
        self.partner = partner
        self.words = Words(language)
        self.delegation = delegation
        self.asked: dict[str, Any] = {}
        self.ledger: Breakdown | None = None
        self.targets: list[Target] | None = None
        # Annexes of thousands of rows say the same words again and again.
        self._terms: dict[str, str] = {}
        self._indicators: dict[str, str] = {}
        self._dates: dict[tuple[str, bool], str] = {}
        self._countries: dict[str, str] = {}
        self._amounts: dict[tuple[str, str, Decimal | None, str], str] = {}
        self._numbers: dict[str, str] = {}

    @cached_property
    def observed(self) -> Observed:
        """The city's figures of the period and the year before."""
        return Observed(self.period, visible_to=self.person)

    @cached_property
    def held(self) -> Held:
        """The records of the period."""
        return Held(self.period, visible_to=self.person, partner=self.partner)

    # --- words ---------------------------------------------------------------------------------------------------

    def term(self, key: str) -> str:
        """A word without places: a heading, a kind, a state."""
        if key not in self._terms:
            self._terms[key] = self.words.text(key)
        return self._terms[key]

    def indicator(self, indicator: Indicator) -> str:
        """An indicator's name; one that the office added later is named as the catalogue has it."""
        if indicator.code not in self._indicators:
            self._indicators[indicator.code] = self.words.indicator(indicator)
        return self._indicators[indicator.code]

    def target(self, row: Target) -> str:
        """A target as its plan words it, without its period; in a language that it is not written in, its indicator."""
        if row.indicator is None or is_written_in(row.title, self.language):
            return row.title.strip()
        return self.indicator(row.indicator)

    def place(self, written: str) -> str:
        """A place on record (``London, GB``) for people: its country by name, none for the home country."""
        name, _comma, code = written.rpartition(", ")
        if len(code) != 2 or not code.isupper() or not name:
            return written
        name = area_name(name, self.language)
        return name if code == settings.PROXENY_HOME_COUNTRY else f"{name}, {self.country(code)}"

    def sector(self, code: str) -> str:
        """A sector's name; one that we have no words for as the record writes it."""
        try:
            return self.term(f"sector-{code.replace('_', '-')}") if code else ""
        except Untold:
            return code.replace("_", " ")

    def text(self, key: str, **given: str | int | Decimal) -> str:
        """A sentence or heading without figures; the city and the period are known to it."""
        return self.words.text(key, **self._known(), **given)

    def say(self, key: str, **given: Said) -> Pieces:
        """A sentence with figures and clauses (pieces said before) in their places."""
        clauses = {name: value for name, value in given.items() if isinstance(value, tuple)}
        plain = {name: value for name, value in given.items() if not isinstance(value, tuple)}
        marks = {name: f"\ue010{name}\ue011" for name in clauses}
        pieces: list[Piece] = []
        for piece in self.words.say(key, **self._known(), **plain, **marks):  # type: ignore[arg-type]
            if isinstance(piece, Figure):
                pieces.append(piece)
                continue
            at = 0
            for match in _CLAUSE.finditer(piece):
                pieces += [piece[at : match.start()], *clauses[match[1]]]
                at = match.end()
            pieces.append(piece[at:])
        return tuple(piece for piece in pieces if piece != "")

    def _known(self) -> dict[str, str]:
        return {"city": self.city, "when": self.when, "When": self.begin, "than": self.than, "beyond": self.beyond}

    @cached_property
    def city(self) -> str:
        """The home city's name."""
        return home_name(self.language)

    def within(self, period: Period, begin: str = "when") -> str:
        """A period as it stands in a sentence: ``in 2023``, ``in the first 6 months of 2023``; ``than in 2023``."""
        begins_year = (period.first.month, period.first.day) == (1, 1) and period.first.year == period.last.year
        if "-" not in period.edtf:
            return self.words.text(f"{begin}-year", year=period.edtf.replace("/", "–"))
        months = period.edtf.count("-") == 2 and len(period.edtf) == 15
        if begins_year and months:
            return self.words.text(f"{begin}-first-months", months=period.last.month, year=str(period.first.year))
        if period.first.day == 1 and (period.last.month, period.last.day) == (12, 31) and months:
            return self.words.text(
                f"{begin}-last-months", months=13 - period.first.month, year=str(period.last.year)
            )
        return self.words.text(f"{begin}-period", period=self.date(period.edtf))

    @cached_property
    def when(self) -> str:
        """The period inside a sentence."""
        return self.within(self.period)

    @cached_property
    def begin(self) -> str:
        """The period at the beginning of a sentence."""
        return self.when[:1].upper() + self.when[1:]

    @cached_property
    def beyond(self) -> str:
        """The period that is compared with, after a number more or fewer."""
        return self.within(self.period.before, "than")

    @cached_property
    def than(self) -> str:
        """The period that is compared with."""
        return self.within(self.period.before)

    def date(self, edtf: str, *, short: bool = False) -> str:
        """A date in the report's language; nothing for none."""
        key = (edtf, short)
        if key not in self._dates:
            self._dates[key] = edtf_in_words(edtf, self.language, short=short) if edtf else ""
        return self._dates[key]

    def country(self, code: str) -> str:
        """A country's name."""
        if code not in self._countries:
            self._countries[code] = wording.country_name(code, self.language) if code else ""
        return self._countries[code]

    def name_of(self, partner: Partner) -> str:
        """A partner's name: countries as CLDR writes them, others as the record has them."""
        if partner.kind == Partner.Kind.COUNTRY and partner.country:
            return self.country(partner.country)
        return partner.name_vi if self.language == "vi" and partner.name_vi else partner.name

    def named(self, partner: Partner | None) -> dict[str, str]:
        """A partner's name for sentences: alone, amid a sentence and at its beginning, with the article it takes."""
        if partner is None:
            return {"partner": "", "the_partner": "", "The_partner": ""}
        name = amid = self.name_of(partner)
        if partner.kind == Partner.Kind.COUNTRY and partner.country:
            amid = wording.country_in_sentence(partner.country, self.language)
        return {"partner": name, "the_partner": amid, "The_partner": amid[:1].upper() + amid[1:]}

    def named_country(self, code: str) -> dict[str, str]:
        """A country's name for sentences: alone and amid a sentence."""
        return {"country": self.country(code), "the_country": wording.country_in_sentence(code, self.language)}

    def enumerated(self, parts: Sequence[Pieces], *, between: str = "") -> Pieces:
        """Parts in a row: ``a, b and c``; with ``between`` always with that: ``a and b; c; d``."""
        pieces: list[Piece] = []
        for position, part in enumerate(parts):
            if position:
                pieces.append(between or (self.term("list-and") if position == len(parts) - 1 else ", "))
            pieces += part
        return tuple(pieces)

    # --- figures -------------------------------------------------------------------------------------------------

    def number(self, value: Decimal | int) -> str:
        """A number with the separators of the language."""
        key = str(value)
        if key not in self._numbers:
            self._numbers[key] = wording.number(Decimal(value), self.language)
        return self._numbers[key]

    def amount(self, value: Decimal, unit: str, *, high: Decimal | None = None, qualifier: str = "exact") -> str:
        """A figure in running words, with its exactness."""
        key = (str(value), unit, high, qualifier)
        if key not in self._amounts:
            self._amounts[key] = wording.in_words(
                value, unit, self.language, high=high, qualifier=qualifier, written_out=unit == "count"
            ).sentence
        return self._amounts[key]

    def figure(self, key: str, found: Found) -> Figure:
        """An observed figure in place; disputes go with it, and of what it was computed."""
        row, made = found.row, found.made
        statements = tuple(statement.pk for statement in found.statements)
        if row is not None:
            return Figure(
                key=key,
                text=self.amount(row.value or Decimal(0), row.unit, high=row.high, qualifier=row.qualifier),
                origin="stated",
                value=row.value,
                unit=row.unit,
                qualifier=row.qualifier,
                statements=statements,
                records=(f"{row.register()}:{row.reference}",) if row.reference else (),
                is_disputed=bool(found.conflict),
                remark=self.remark(found),
            )
        assert made is not None
        decimals = 1 if made.unit == "%" else 0
        value = made.value if made.unit == "%" else made.value.normalize()
        text = self.amount(value.quantize(Decimal(1).scaleb(-decimals)), made.unit, qualifier=made.qualifier)
        of = "; ".join(
            self.amount(one.value or Decimal(0), one.unit, high=one.high, qualifier=one.qualifier)
            + f" ({self.date(one.period)})"
            for one in made.of
        )
        return Figure(
            key, text, "computed", made.value, made.unit, made.qualifier, statements,
            how=self.text(f"how-{made.how}", of=of),
        )  # fmt: skip

    def said_by(self, key: str, statement: Statement) -> Figure:
        """A figure as one statement gives it."""
        value = statement.value or Decimal(0)
        text = self.amount(value, statement.unit, high=statement.high, qualifier=statement.qualifier)
        return Figure(
            key, text, "stated", value, statement.unit, statement.qualifier, (statement.pk,)
        )

    def remark(self, found: Found) -> str:
        """What is said of a disputed figure: the range that the sources give, or how they disagree."""
        if not found.conflict:
            return ""
        low, high = found.low, found.high
        if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
            return self.term(f"remark-{found.conflict}")
        return self.text(
            "remark-range",
            low=self.amount(low.value, low.unit, qualifier=low.qualifier),
            high=self.amount(high.value, high.unit, qualifier=high.qualifier),
        )

    def count(
        self, key: str, rows: Iterable[Record | str], *, number: int | None = None, statements: Iterable[int] = ()
    ) -> Figure:
        """A number of records, with the records that it counts, given as rows or by name.

        ``number`` is given where it is not that of the records: of movements, which lead to their projects.
        """
        records = names_of(rows)
        counted = len(records) if number is None else number
        is_more = counted != len(records)
        how = self.text("how-counted-in" if is_more else "how-counted", n=counted, records=len(records))
        return Figure(
            key, self.number(counted), "counted", Decimal(counted), "count",
            statements=tuple(statements), records=records[:NAMED], how=how,
        )  # fmt: skip

    def summed(
        self, key: str, value: Decimal, unit: str, rows: Iterable[Record | str], *, qualifier: str = "exact",
        number: int | None = None, statements: Iterable[int] = (),
    ) -> Figure:  # fmt: skip
        """A sum of recorded amounts of one currency, with the records that it adds up; ``number`` as for ``count``."""
        records = names_of(rows)
        return Figure(
            key, self.amount(value, unit, qualifier=qualifier), "counted", value, unit, qualifier,
            statements=tuple(statements), records=records[:NAMED],
            how=self.text("how-summed", n=len(records) if number is None else number),
        )  # fmt: skip

    def stated(
        self, key: str, text: str, row: Record, statements: tuple[int, ...], *, value: Decimal | None = None,
        unit: str = "", qualifier: str = "exact", origin: Origin = "stated",
    ) -> Figure:  # fmt: skip
        """Something that a record says: a title, a date, an amount, with what it rests on."""
        return Figure(
            key, text, origin, value, unit, qualifier, statements, (f"{row.register()}:{row.reference}",)
        )

    def worded(
        self, key: str, value: int, *, how: str, statements: tuple[int, ...] = (), rows: Iterable[Record | str] = (),
        origin: Origin = "computed",
    ) -> Figure:  # fmt: skip
        """A small number, in a word where the language writes one: ``five more``."""
        text = self.term(f"number-{value}") if value <= _WORDED else self.number(value)
        return Figure(
            key, text, origin, Decimal(value), "count", "exact", statements, names_of(rows)[:NAMED], how=how
        )

    # --- blocks --------------------------------------------------------------------------------------------------

    def paragraph(self, key: str, *sentences: Pieces) -> Paragraph:
        """Sentences one after the other."""
        pieces: list[Piece] = []
        for sentence in sentences:
            if pieces and sentence:
                pieces.append(" ")
            pieces += sentence
        return Paragraph(key, _joined(pieces))

    def cells(self, *contents: Pieces | Figure | str) -> tuple[Cell, ...]:
        """A row of cells; a figure with a value is set as a number."""
        return tuple(cell_of(content) for content in contents)


def names_of(rows: Iterable[Record | str]) -> tuple[str, ...]:
    """Records as figures name them, ``register:reference``, each once."""
    named = (row if isinstance(row, str) else f"{row.register()}:{row.reference}" for row in rows)
    return tuple(dict.fromkeys(named))


def cell_of(content: Pieces | Figure | str) -> Cell:
    """A cell of one piece or several."""
    if isinstance(content, Figure):
        return Cell((content,), is_number=content.value is not None)
    if isinstance(content, str):
        return Cell((content,) if content else ())
    return Cell(content)


def heads(*rows: Sequence[tuple[str, int, int] | str]) -> tuple[tuple[Cell, ...], ...]:
    """Heading rows: words, or ``(words, columns, rows)`` for a merged cell."""
    return tuple(
        tuple(Cell((one,)) if isinstance(one, str) else Cell((one[0],), columns=one[1], rows=one[2]) for one in row)
        for row in rows
    )


def numbered(head: tuple[tuple[Cell, ...], ...], rows: Sequence[tuple[Cell, ...]], **given: Any) -> Table:
    """A table whose first column counts its rows."""
    counted = tuple((Cell((str(n),), is_number=True), *row) for n, row in enumerate(rows, 1))
    return Table(head=head, rows=counted, **given)


def _joined(pieces: Sequence[Piece]) -> Pieces:
    """Neighbouring texts as one."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] = found[-1] + piece
        elif piece != "":
            found.append(piece)
    return tuple(found)
