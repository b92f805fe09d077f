"""Where targets stand before their period is over, and where sources state more than the registers hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from proxeny.checks import recorded
from proxeny.core.records import Record
from proxeny.plans import pace
from proxeny.plans.models import Target
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.figures import Found, statements_of_values
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Figure


def running_targets(desk: Desk) -> list[Target]:
    """Targets of the year in which the period lies that were still running at its end, or on the day of drafting."""
    year, day = desk.period.last.year, min(desk.on, desk.period.last)
    found = Target.objects.visible_to(desk.person).filter(
        period_earliest=date(year, 1, 1), period_latest=date(year, 12, 31), period_latest__gt=day, value__isnull=False
    )
    return list(found.select_related("indicator", "plan").order_by("indicator__order", "title"))


def told_so_far(desk: Desk) -> Pieces:
    """How far running targets were reached, where the year should be by its own pace, and how it is likely to end.

    Only what can be said is said: without enough years there is neither a pace nor a forecast. Five SQL queries.
    """
    rows = running_targets(desk)
    found = pace.paces(rows, on=min(desk.on, desk.period.last), visible_to=desk.person) if rows else {}
    reached = [row for row in rows if found[row.pk].reached is not None]
    seen = [one for row in reached for one in (found[row.pk].reached.of if found[row.pk].reached else ())]  # type: ignore[union-attr]
    said = statements_of_values(seen, visible_to=desk.person)
    behind = Behind(reached, visible_to=desk.person)
    parts = []
    for row in reached:
        one = found[row.pk]
        assert one.reached is not None
        statements = tuple(dict.fromkeys(each.pk for of in one.reached.of for each in said.get(of.pk, ())))
        if not statements:
            continue
        parts.append(_told(desk, row, one, statements, behind.of(row, "value")))
    return desk.say("targets-so-far", list=desk.enumerated(parts, between=desk.term("list-apart"))) if parts else ()


def _told(desk: Desk, row: Target, one: pace.Pace, statements: tuple[int, ...], aimed: tuple[int, ...]) -> Pieces:
    reached, key = one.reached, f"targets.pace.{row.reference}"
    assert reached is not None
    is_stated = reached.how in ("stated", "result")
    of = "; ".join(
        desk.amount(each.value or Decimal(0), each.unit, qualifier=each.qualifier) + f" ({desk.date(each.period)})"
        for each in reached.of
    )
    so_far = Figure(
        f"{key}.reached", desk.amount(reached.value, reached.unit, qualifier=reached.qualifier),
        "stated" if is_stated else "computed", reached.value, reached.unit, reached.qualifier, statements,
        how="" if is_stated else desk.text(f"how-{reached.how}", of=of),
    )  # fmt: skip
    aim = desk.stated(
        f"{key}.aim", desk.amount(row.value or Decimal(0), row.unit, high=row.high, qualifier=row.qualifier), row,
        aimed, value=row.value, unit=row.unit, qualifier=row.qualifier,
    )  # fmt: skip
    expected: Pieces = ()
    if one.expected is not None:
        years = f"{one.expected.years[0]}–{one.expected.years[-1]}" if one.expected.years else ""
        figure = Figure(
            f"{key}.expected", desk.amount(_rounded(one.expected.value), row.unit), "computed", one.expected.value,
            row.unit, "about", (*aimed, *statements), how=desk.text("how-pace", years=years),
        )  # fmt: skip
        expected = desk.say("targets-expected", figure=figure)
    forecast: Pieces = ()
    if one.forecast is not None:
        low, high = _rounded(one.forecast.low), _rounded(one.forecast.high)
        figure = Figure(
            f"{key}.forecast", desk.amount(low, row.unit, high=high), "computed", one.forecast.value, row.unit, "about",
            statements, how=desk.text("how-forecast"),
        )  # fmt: skip
        forecast = desk.say("targets-forecast", figure=figure)
    return desk.say(
        "targets-reached", what=desk.indicator(row.indicator) if row.indicator is not None else row.title,
        figure=so_far, day=desk.date(reached.last.isoformat()), aim=aim, expected=expected, forecast=forecast,
    )  # fmt: skip


def _rounded(value: Decimal) -> Decimal:
    """Three digits, for what is estimated is not known to the last."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 2)).normalize() + Decimal(0)


def told_gaps(tell: Teller) -> None:
    """Totals of the year that cannot be what the registers hold. Twelve SQL queries; none but for a whole year."""
    desk, period = tell.desk, tell.desk.period
    if (period.first, period.last) != (date(period.first.year, 1, 1), date(period.first.year, 12, 31)):
        return
    held: dict[str, Sequence[Record]] = {
        "delegations_out": desk.held.delegations_of("out"),
        "delegations_in": desk.held.delegations_of("in"),
        "agreements_signed": desk.held.agreements,
        "events_held": desk.held.events,
    }
    parts: dict[str, list[Pieces]] = {"missing": [], "more": []}
    for line in recorded.gaps_of_year(period.first.year, visible_to=desk.person, codes=tuple(held)):
        code, row = line.measure.indicator, line.observation
        is_of_period = (line.first, line.last) == (period.first, period.last)
        if row is None or not is_of_period or code not in held or not line.statements or not held[code]:
            continue
        stated = desk.figure(f"difficulties.gap.{code}.stated", Found(row, None, tuple(line.statements)))
        parts["more" if line.verdict == "more" else "missing"].append(
            desk.say(
                "item-gap", what=desk.indicator(row.indicator), stated=stated,
                recorded=desk.count(f"difficulties.gap.{code}.recorded", held[code]),
            )
        )  # fmt: skip
    said = [desk.say(f"difficulties-gap-{key}", list=desk.enumerated(found)) for key, found in parts.items() if found]
    if said:
        tell.paragraph("gaps", *said, (desk.text("propose-gaps"),))
