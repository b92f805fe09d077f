"""A month as its page draws it: weeks from Monday, and each entry in a row that it keeps from day to day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from proxeny.calendar.days import Day, monday_of, office_days, weeks_of
from proxeny.registers.agenda import Occasion

ROWS = 5  # entries above one another in a day; the others are counted, and stand in the list


@dataclass(frozen=True)
class Entry:
    """An occasion in one week: ``column`` 1 (Monday) to 7, ``span`` days, ``row`` from 1; where it is cut off."""

    occasion: Occasion
    column: int
    span: int
    row: int
    is_continued: bool
    goes_on: bool
    is_late: bool
    is_clash: bool


@dataclass
class Cell:
    """A day: whether it belongs to the month, the entries that begin (or are taken up again) on it, how many more."""

    day: Day
    column: int
    is_of_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)
    more: int = 0

    @property
    def says_nothing(self) -> bool:
        """Whether a list of days may leave it out."""
        return not any(not entry.is_continued for entry in self.entries) and not self.more and not self.day.holiday


@dataclass(frozen=True)
class Week:
    """Seven days."""

    number: int
    cells: list[Cell]

    @property
    def says_nothing(self) -> bool:
        """Whether no day of it has anything to say."""
        return all(cell.says_nothing for cell in self.cells)


def drawn(month: date, found: Iterable[Occasion], *, today: date, clashing: Collection[str] = ()) -> list[Week]:
    """The weeks of a month with the occasions in them; ``clashing`` are the keys of those that clash."""
    occasions = list(found)
    weeks = weeks_of(month)
    days = office_days(weeks[0][0], weeks[-1][-1])
    return [
        _week([days[day] for day in week], month, _touching(week, occasions), today, set(clashing)) for week in weeks
    ]


def _touching(week: list[date], occasions: Iterable[Occasion]) -> list[Occasion]:
    """The occasions of a week; those that go on from the week before first, so that they stay on top."""
    found = [occasion for occasion in occasions if occasion.first <= week[-1] and occasion.last >= week[0]]
    return sorted(found, key=lambda each: (max(each.first, week[0]), -(each.last - each.first).days))


def _week(days: list[Day], month: date, occasions: list[Occasion], today: date, clashing: set[str]) -> Week:
    cells = [
        Cell(day, column, (day.day.year, day.day.month) == (month.year, month.month), day.day == today)
        for column, day in enumerate(days, start=1)
    ]
    taken: list[set[int]] = [set() for _day in cells]
    monday = days[0].day
    for occasion in occasions:
        first, last = max(occasion.first, monday), min(occasion.last, days[-1].day)
        column, span = (first - monday).days, (last - first).days + 1
        row = next(row for row in range(1, len(occasions) + 2) if all(row not in day for day in taken[column:][:span]))
        for day in taken[column:][:span]:
            day.add(row)
        if row > ROWS:
            for cell in cells[column:][:span]:
                cell.more += 1
            continue
        cells[column].entries.append(
            Entry(
                occasion,
                column + 1,
                span,
                row,
                is_continued=occasion.first < first,
                goes_on=occasion.last > last,
                is_late=occasion.is_late(today),
                is_clash=occasion.key in clashing,
            )
        )
    return Week(monday.isocalendar().week, cells)


@dataclass(frozen=True)
class WeekOfList:
    """A week of the list: its Monday and Sunday, and its days with what begins on them."""

    first: date
    last: date
    days: list[tuple[Day, list[Occasion]]]


def by_week(found: Iterable[Occasion], *, since: date) -> list[WeekOfList]:
    """Occasions by week and day, empty days left out; what began before ``since`` and goes on stands at that day."""
    weeks: dict[date, dict[date, list[Occasion]]] = {}
    for occasion in found:
        day = max(occasion.first, since)
        weeks.setdefault(monday_of(day), {}).setdefault(day, []).append(occasion)
    if not weeks:
        return []
    days = office_days(min(weeks), max(weeks) + timedelta(days=6))
    return [
        WeekOfList(monday, monday + timedelta(days=6), [(days[day], found) for day, found in sorted(of_week.items())])
        for monday, of_week in sorted(weeks.items())
    ]
