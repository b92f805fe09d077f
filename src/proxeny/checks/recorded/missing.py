"""What is probably missing where more is stated than recorded, and where to look for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.checks.recorded.lines import Hint, Line
from proxeny.checks.recorded.measures import Measure
from proxeny.core.period import days, is_edtf
from proxeny.documents.models import Citation, Document, Statement
from proxeny.indicators.models import Observation
from proxeny.registers.register import REGISTERS

# Years before that say in which months there is usually something.
YEARS_BEFORE = 5
# A page that tells of a visit comes out with it; a report on the year, within a quarter of its end.
TOLD_AFTER = timedelta(days=90)
_SHOWN = 12
_MOST_WAITING = 500
_MOST_DOCUMENTS = 400
# What a conference counts: with no event on those days, the event itself is missing.
_OF_EVENTS = ("event_participants", "event_exhibitors")
_LONGEST_EVENT = 31


def add_hints(lines: Sequence[Line], year: int, *, visible_to: Any, partner: Any = None, is_deep: bool = False) -> None:
    """Say of each gap what is probably missing.

    Months without a record and proposals that wait, one SQL query for each register and one for the proposals. With
    ``is_deep`` also undated records and documents that tell of such a thing and gave no record: one SQL query for each
    register and two for the documents.
    """
    short = [line for line in lines if line.verdict == "missing"]
    for line in lines:
        line.hints = []
    _months(short, year, visible_to=visible_to, partner=partner)
    _waiting(short, visible_to=visible_to)
    if is_deep:
        _undated(short, visible_to=visible_to, partner=partner)
        _documents(short, visible_to=visible_to)


def _by_register(lines: Iterable[Line]) -> dict[tuple[str, str], list[Measure]]:
    found: dict[tuple[str, str], dict[Measure, None]] = defaultdict(dict)
    for line in lines:
        if line.measure.date and not line.measure.is_stock and not line.measure.is_whole:
            found[line.measure.register, line.measure.date][line.measure] = None
    return {key: list(known) for key, known in found.items()}


def _months(lines: Sequence[Line], year: int, *, visible_to: Any, partner: Any) -> None:
    for (register, day), known in _by_register(lines).items():
        held = months_held(register, day, known, year, visible_to=visible_to, partner=partner)
        for line in lines:
            if line.measure in held:
                hint = _empty_months(line, year, held[line.measure])
                if hint is not None:
                    line.hints.append(hint)


def months_held(
    register: str, day: str, known: Sequence[Measure], year: int, *, visible_to: Any, partner: Any = None
) -> dict[Measure, dict[tuple[int, int], int]]:
    """Measure → year and month → records whose whole date lies in that month, this year and five before.

    One SQL query.
    """
    rows = REGISTERS[register].visible_to(visible_to).order_by()
    if partner is not None:
        rows = rows.filter(**{known[0].partner_field: partner.pk})
    begins, ends = f"{day}_earliest", f"{day}_latest"
    rows = rows.filter(**{f"{begins}__gte": date(year - YEARS_BEFORE, 1, 1), f"{begins}__lte": date(year, 12, 31)})
    rows = rows.annotate(in_year=ExtractYear(begins), in_month=ExtractMonth(begins))
    rows = rows.filter(in_year=ExtractYear(F(ends)), in_month=ExtractMonth(F(ends)))
    asked: dict[str, Any] = {f"number_{n}": Count("pk", filter=measure.counting) for n, measure in enumerate(known)}
    found: dict[Measure, dict[tuple[int, int], int]] = {measure: {} for measure in known}
    for row in rows.values("in_year", "in_month").annotate(**asked):
        for n, measure in enumerate(known):
            found[measure][row["in_year"], row["in_month"]] = row[f"number_{n}"]
    return found


def has_usual_records(held: dict[tuple[int, int], int], year: int, month: int) -> bool:
    """Whether a month has no record, though it has some in at least two of the years before."""
    before = sum(bool(held.get((year - back, month))) for back in range(1, YEARS_BEFORE + 1))
    return not held.get((year, month)) and before >= 2


def _empty_months(line: Line, year: int, held: dict[tuple[int, int], int]) -> Hint | None:
    """Months of its period without a record, in which years before have some."""
    if line.first.year != line.last.year:
        return None
    empty = [month for month in range(line.first.month, line.last.month + 1) if has_usual_records(held, year, month)]
    if not empty:
        return None
    names = ", ".join(date_format(date(year, month, 1), "F") for month in empty)
    words = _("Nothing recorded in %(months)s, though years before have records then.") % {"months": names}
    return Hint("months", words, number=len(empty), url=line.url)


def _waiting(lines: Sequence[Line], *, visible_to: Any) -> None:
    """Proposals in review that would fill the gap. One SQL query."""
    kinds = {line.measure.waiting.kind for line in lines if line.measure.waiting is not None}
    if not kinds:
        return
    first, last = min(line.first for line in lines), max(line.last for line in lines)
    dated = Q()
    for year in range(first.year, last.year + 1):
        dated |= Q(payload__date__startswith=str(year))
    undated = Q(payload__date__isnull=True) | Q(payload__date=None) | Q(payload__date="")
    told = Q(document__published_earliest__gte=first, document__published_earliest__lte=last + TOLD_AFTER)
    proposals = list(
        Statement.objects.visible_to(visible_to)
        .open()
        .filter(kind__in=kinds)
        .filter(dated | (undated & told))
        .select_related("document")
        .only("kind", "payload", "quote", "document__reference", "document__title", "document__published_earliest")
        .order_by("document_id", "pk")[:_MOST_WAITING]
    )
    for line in lines:
        wanted = line.measure.waiting
        mine = [one for one in proposals if wanted and wanted.takes(one.kind, one.payload) and _may_lie_in(one, line)]
        if mine:
            words = ngettext(
                "%(n)d proposal that waits for review would fill it.",
                "%(n)d proposals that wait for review would fill it.",
                len(mine),
            ) % {"n": len(mine)}
            items = tuple((_called(one), _desk(one)) for one in mine[:_SHOWN])
            line.hints.append(Hint("waiting", words, items, len(mine)))


def _may_lie_in(statement: Statement, line: Line) -> bool:
    stated = statement.payload.get("date") or ""
    if not stated or not is_edtf(stated):
        published = statement.document.published_earliest
        return published is not None and line.first <= published <= line.last + TOLD_AFTER
    first, last = days(stated)
    return (first is None or first <= line.last) and (last is None or last >= line.first)


def _called(statement: Statement) -> str:
    return (statement.payload.get("title") or statement.quote or str(statement.document))[:120]


def _desk(statement: Statement) -> str:
    """Its place on the review desk, where the site has one."""
    try:
        found = reverse("review:document", args=[statement.document.reference])
    except NoReverseMatch:
        return f"{statement.document.get_absolute_url()}#s{statement.pk}"
    return f"{found}?p={statement.pk}"


def _undated(lines: Sequence[Line], *, visible_to: Any, partner: Any) -> None:
    """Records without any day. One SQL query for each register."""
    for (register, day), known in _by_register(lines).items():
        rows = REGISTERS[register].visible_to(visible_to).filter(
            **{f"{day}_earliest__isnull": True, f"{day}_latest__isnull": True}
        )
        if partner is not None:
            rows = rows.filter(**{known[0].partner_field: partner.pk})
        asked: dict[str, Any] = {f"number_{n}": Count("pk", filter=one.counting) for n, one in enumerate(known)}
        counted = rows.order_by().aggregate(**asked)
        numbers = {measure: counted[f"number_{n}"] for n, measure in enumerate(known)}
        for line in lines:
            number = numbers.get(line.measure, 0)
            if number:
                words = ngettext(
                    "%(n)d record has no date and may belong here.",
                    "%(n)d records have no date and may belong here.",
                    number,
                )
                line.hints.append(Hint("undated", words % {"n": number}, number=number, url=line.measure.address(None)))


def _documents(lines: Sequence[Line], *, visible_to: Any) -> None:
    """Documents of the time whose title tells of such a thing and that no record of the register rests on.

    Two SQL queries.
    """
    words = sorted({word for line in lines for word in line.measure.mentions})
    if not words:
        return
    first, last = min(line.first for line in lines), max(line.last for line in lines)
    telling = Q()
    for word in words:
        telling |= Q(folded__contains=word)
    documents = list(
        Document.objects.visible_to(visible_to)
        .exclude(kind=Document.Kind.NOTE)
        .filter(published_earliest__gte=first, published_earliest__lte=last + TOLD_AFTER)
        .filter(telling)
        .only("reference", "title", "folded", "published_earliest")
        .order_by("published_earliest", "pk")[:_MOST_DOCUMENTS]
    )
    given = _given_records([one.pk for one in documents], {line.measure.register for line in lines})
    for line in lines:
        if not line.measure.mentions:
            continue
        told = re.compile("|".join(rf"\b{re.escape(word)}" for word in line.measure.mentions))
        mine = [
            one
            for one in documents
            if one.published_earliest is not None
            and line.first <= one.published_earliest <= line.last + TOLD_AFTER
            and told.search(one.folded)
            and (one.pk, line.measure.register) not in given
        ]
        if mine:
            said = ngettext(
                "%(n)d document of the time tells of such a thing, and no record rests on it.",
                "%(n)d documents of the time tell of such things, and no record rests on them.",
                len(mine),
            ) % {"n": len(mine)}
            items = tuple((str(one), one.get_absolute_url()) for one in mine[:_SHOWN])
            line.hints.append(Hint("documents", said, items, len(mine)))


def _given_records(documents: Sequence[int], registers: Collection[str]) -> set[tuple[int, str]]:
    kinds = {ContentType.objects.get_for_model(REGISTERS[name].model).pk: name for name in registers}
    cited = (
        Citation.objects.filter(statement__document__in=documents, content_type__in=kinds)
        .values_list("statement__document", "content_type")
        .distinct()
    )
    return {(document, kinds[kind]) for document, kind in cited}


def counts_without_event(year: int, *, visible_to: Any) -> list[Observation]:
    """Participants and exhibitors stated of days on which the register has no event. Two SQL queries."""
    stated = [
        row
        for row in Observation.objects.visible_to(visible_to)
        .filter(
            indicator__in=_OF_EVENTS,
            area=settings.PROXENY_HOME,
            period_earliest__gte=date(year, 1, 1),
            period_latest__lte=date(year, 12, 31),
        )
        .exclude(status=Observation.Status.TARGET)
        .select_related("indicator", "partner")
        .order_by("period_earliest", "pk")
        if row.period_earliest and row.period_latest and (row.period_latest - row.period_earliest).days < _LONGEST_EVENT
    ]
    if not stated:
        return []
    events = list(
        REGISTERS["events"]
        .visible_to(visible_to)
        .filter(dates_earliest__lte=date(year, 12, 31), dates_latest__gte=date(year, 1, 1))
        .order_by()
        .values_list("dates_earliest", "dates_latest")
    )
    return [
        row
        for row in stated
        if not any(first <= row.period_latest and last >= row.period_earliest for first, last in events)
    ]
