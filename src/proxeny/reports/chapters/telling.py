"""Sentences on observed figures: the figure, how it compares with the year before, who states it, what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from proxeny.core.geography import is_country
from proxeny.core.records import Record
from proxeny.partners.models import Partner
from proxeny.plans.models import Target
from proxeny.reports.chapters.desk import Desk, Pieces, names_of
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.figures import Found
from proxeny.reports.parts import Block, Chapter, Figure, Paragraph, Picture

LISTED = 12  # records named in a sentence where no annex names them
LISTED_BESIDE_ANNEX = 6
_COUNTRIES = 10
# Chapters on a period; those of a brief are on all that is known.
_OF_THE_PERIOD = frozenset(
    {"context", "delegations", "agreements", "conferences", "economy", "culture", "aid", "missions", "targets", "ahead"}
)
_BESIDES = 3  # other statements told beside a figure
_RATES = frozenset({"grdp_growth", "fdi_growth", "fdi_rank", "budget_revenue_vs_plan"})


class Teller:
    """Makes the paragraphs of one chapter and keeps what it did not find."""

    def __init__(self, desk: Desk, key: str) -> None:
        self.desk = desk
        self.key = key
        self.blocks: list[Block] = []
        self.missing: list[str] = []
        self._unknown: list[str] = []

    def found(self, code: str, *, unit: str = "") -> Found | None:
        """The figure of an indicator for the period; remembered as missing where there is none."""
        found = self.desk.observed.over(code, unit=unit)
        if found is None:
            self._unknown.append(self.desk.term(f"indicator-{code}"))
        return found

    def sentence(self, key: str, code: str, *, recorded: Sequence[Record] | None = None) -> Pieces:
        """The sentence on an indicator, with its comparison; nothing where the record has no figure.

        With ``recorded`` it also says who states the figure and how many records the register holds.
        """
        found = self.found(code)
        if found is None:
            return ()
        figure = self.desk.figure(f"{self.key}.{code}", found)
        given: dict[str, Pieces] = {"compared": self.compared(code, found)}
        if recorded is not None:
            given["source"] = self.source(code, found, recorded)
        said = self.desk.say(key, figure=figure, **given)
        besides = self._besides(code, found)
        return (*said, " ", *besides) if besides else said

    def _besides(self, code: str, found: Found) -> Pieces:
        """What else is stated for the same days, with who states it."""
        parts = []
        for position, (other, statement) in enumerate(self.desk.observed.besides(found)[:_BESIDES], 1):
            key = f"{self.key}.{code}.also.{position}"
            if statement is None:
                figure, publisher = self.desk.figure(key, other), other.publisher
            else:
                figure, publisher = self.desk.said_by(key, statement), str(statement.document.publisher)
            parts.append(
                self.desk.say("item-by", figure=figure, publisher=publisher) if publisher else (figure,)
            )
        return self.desk.say("also-stated", list=self.desk.enumerated(parts)) if parts else ()

    def compared(self, code: str, now: Found) -> Pieces:
        """How it compares with the same days of the year before; nothing where the two cannot be compared."""
        desk = self.desk
        before = desk.observed.over(code, desk.period.before, unit=now.unit)
        if before is None or before.value is None or now.value is None or before.conflict or now.conflict:
            return ()
        was = desk.figure(f"{self.key}.{code}.before", before)
        if code in _RATES or now.unit == "%":
            return desk.say("clause-after", before=was)
        if not (now.is_plain and before.is_plain):
            return desk.say("clause-against", before=was)
        if now.unit == "count" and max(now.value, before.value) < 1000:
            return self._more_or_fewer(code, now, before, was)
        change = desk.observed.growth(now, before)
        if change is None or change.value is None or abs(change.value) < Decimal("0.05"):
            return desk.say("clause-level") if now.value == before.value else desk.say("clause-against", before=was)
        figure = desk.figure(f"{self.key}.{code}.change", change)
        size = desk.amount(abs(change.value).quantize(Decimal("0.1")), "%")
        return desk.say(
            "clause-up" if change.value > 0 else "clause-down", change=_with_text(figure, size), before=was
        )

    def _more_or_fewer(self, code: str, now: Found, before: Found, was: Figure) -> Pieces:
        difference = int(now.value - before.value)
        if difference == 0:
            return self.desk.say("clause-same")
        statements = tuple(one.pk for one in (*now.statements, *before.statements))
        how = self.desk.text("how-difference", of=f"{self.desk.number(now.value)}; {was.text}")
        figure = self.desk.worded(f"{self.key}.{code}.change", abs(difference), how=how, statements=statements)
        return self.desk.say("clause-more" if difference > 0 else "clause-fewer", difference=figure)

    def counted_before(self, key: str, rows: Sequence[Record], rows_before: Sequence[str]) -> Pieces:
        """How a number of records compares with that of the year before; nothing where the record had none then."""
        now, before = len(rows), len(rows_before)
        if not before:
            return ()
        if now == before:
            return self.desk.say("clause-same")
        how = self.desk.text("how-difference", of=f"{now}; {before}")
        difference = self.desk.worded(f"{key}.change", abs(now - before), how=how, rows=[*names_of(rows), *rows_before])
        return self.desk.say("clause-more" if now > before else "clause-fewer", difference=difference)

    def source(self, code: str, found: Found, recorded: Sequence[Record]) -> Pieces:
        """``(according to …; the record holds 11)``, where the two differ."""
        if found.value is not None and found.qualifier == "exact" and len(recorded) == int(found.value):
            return ()
        if not found.publisher:
            return ()
        if not recorded:
            return self.desk.say("clause-source-none", publisher=found.publisher)
        held = self.desk.count(f"{self.key}.{code}.recorded", recorded)
        return self.desk.say("clause-source", publisher=found.publisher, recorded=held)

    def listed(
        self, key: str, rows: Sequence[Record], behind: Behind, day: str = "dates", *, annex: str = ""
    ) -> Pieces:
        """Records by name with their days, each with what it rests on: a dozen, fewer where an annex has them all."""
        most = LISTED_BESIDE_ANNEX if annex else LISTED
        shown = rows if len(rows) <= most + 1 else rows[:most]
        parts = []
        for row in shown:
            figure = self.desk.stated(f"{key}.{row.reference}", _called(self.desk, row), row, behind.of(row))
            # "2023" says nothing in a report on 2023
            edtf = getattr(row, day, "")
            when = self.desk.date(edtf) if edtf != self.desk.period.edtf else ""
            parts.append(self.desk.say("item-day", figure=figure, day=when) if when else (figure,))
        if len(shown) < len(rows):
            parts.append(self.more(key, rows[len(shown) :], annex))
        return self.desk.enumerated(parts)

    def more(self, key: str, rows: Sequence[Record], annex: str = "") -> Pieces:
        """How many more there are than were named, and which annex names them."""
        figure = self.desk.count(f"{key}.more", rows)
        return self.desk.say("more-in-annex", figure=figure, annex=annex) if annex else self.desk.say(
            "more", figure=figure
        )  # fmt: skip

    def countries(self, key: str, rows: Iterable[Record], codes: Iterable[Iterable[str]]) -> Pieces:
        """Countries of some records, those of the same number together: ``China and Japan (two each)``."""
        of: dict[str, list[Record]] = {}
        for row, named in zip(rows, codes, strict=True):
            for code in dict.fromkeys(named):
                of.setdefault(code, []).append(row)
        names = {code: self.desk.named_country(code)["the_country"] for code in of}
        ordered = sorted(of, key=lambda code: (-len(of[code]), code))[:_COUNTRIES]
        parts: list[Pieces] = []
        for number in sorted({len(of[code]) for code in ordered}, reverse=True):
            codes_of = [code for code in ordered if len(of[code]) == number]
            figure = self.desk.worded(
                f"{key}.{'-'.join(codes_of)}", number, rows=[row for code in codes_of for row in of[code]],
                origin="counted",
                how=self.desk.text("how-each", n=number, of=", ".join(names[one] for one in codes_of)),
            )  # fmt: skip
            said = "item-count" if len(codes_of) == 1 else "item-each"
            what = self.desk.enumerated([(names[code],) for code in codes_of])
            parts.append(self.desk.say(said, what=what, figure=figure))
        return self.desk.enumerated(parts, between=self.desk.term("list-apart"))

    def paragraph(self, key: str, *sentences: Pieces) -> None:
        """A paragraph of those sentences that there are; what is disputed is told beside its figure."""
        said = [sentence for sentence in sentences if sentence]
        if said:
            self.blocks.append(self.desk.paragraph(f"{self.key}.{key}", *said))

    def picture(self, drawn: Picture | None) -> None:
        """A picture, where there is enough to draw."""
        if drawn is not None:
            self.blocks.append(drawn)

    def chapter(self) -> Chapter:
        """The chapter, with what the record does not have for it."""
        if self._unknown:
            self.missing.insert(0, self.desk.text("no-figures", what=", ".join(dict.fromkeys(self._unknown))))
        vague = self.desk.held.vague.get(self.key, 0)
        if vague:
            self.missing.append(self.desk.text("vague-dates", n=vague))
        if not self.blocks:
            nothing = "nothing" if self._unknown or self.key in _OF_THE_PERIOD else "nothing-known"
            self.blocks.append(Paragraph(f"{self.key}.nothing", (self.desk.text(nothing),)))
        return Chapter(self.key, self.desk.text(f"chapter-{self.key}"), tuple(self.blocks), tuple(self.missing))


def _called(desk: Desk, row: Record) -> str:
    """What a record is called in a sentence; a target without the period that its page adds."""
    return desk.target(row) if isinstance(row, Target) else str(row).strip()


def _with_text(figure: Figure, text: str) -> Figure:
    return Figure(
        figure.key, text, figure.origin, figure.value, figure.unit, figure.qualifier, figure.statements, how=figure.how
    )


def countries_of(partners: Iterable[Partner], home: str) -> list[str]:
    """The countries that partners are of, the home country left out."""
    return [one.country for one in partners if one.country and one.country != home and is_country(one.country)]
