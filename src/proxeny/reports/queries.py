"""Reports, editions and figures as a person may see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.documents.models import Statement
from proxeny.reports.composing import content_of
from proxeny.reports.content import Content, figure_numbers, statements_of
from proxeny.reports.evidence import STANDING, portions
from proxeny.reports.frozen import check_row
from proxeny.reports.models import Edition, FrozenFigure, Report

_NUMBER = re.compile(r"(R\d{4}-\d{1,6})[#-](\d{1,6})", re.IGNORECASE)


class NoSuchFigure(DomainError):
    """A number that leads to no figure that the person may see."""

    code = "reports.no_such_figure"


def reports(*, visible_to: Any) -> QuerySet[Report]:
    """The reports that a person may see, the latest period first, with their editions. Two SQL queries."""
    editions = Edition.objects.order_by("-ordinal").defer("content")
    return (
        Report.objects.visible_to(visible_to)
        .prefetch_related(Prefetch("editions", editions))
        .order_by("-period_latest", "kind", "mark")
    )


def latest_published(kind: str, period: str, *, visible_to: Any) -> Edition | None:
    """The newest published edition of a report on a period (EDTF) that a person may see; the most open mark first."""
    found: Edition | None = (
        Edition.objects.visible_to(visible_to)
        .filter(report__kind=kind, report__period=period, state=Edition.State.PUBLISHED)
        .select_related("report", "template")
        .order_by("report__mark", "-ordinal")
        .first()
    )
    return found


def published_before(edition: Edition) -> Edition | None:
    """The edition of the same report that went out last before this one."""
    return (
        edition.report.editions.filter(ordinal__lt=edition.ordinal, published_at__isnull=False)
        .order_by("-ordinal")
        .first()
    )


@dataclass(frozen=True)
class Behind:
    """A statement behind a figure: as it was when the edition was frozen, and what became of it since.

    ``now`` is ``stands``, ``corrected``, ``withdrawn`` (no longer accepted), ``closed`` (its document's mark was raised
    above that of the report) or ``gone``.
    """

    was: dict[str, Any]
    now: str
    may_open: bool


@dataclass(frozen=True)
class FoundFigure:
    """A figure by its number: ``R2025-2#17``."""

    edition: Edition
    figure: dict[str, Any]
    statements: tuple[Behind, ...]
    records: tuple[dict[str, Any], ...]
    places: dict[str, list[str]]

    @property
    def number(self) -> str:
        """As it is quoted."""
        return f"{self.edition.number}#{self.figure['n']}"

    @property
    def is_shaken(self) -> bool:
        """Whether something that it rests on does not stand as it did."""
        return any(statement.now != "stands" for statement in self.statements)


def figure_numbered(number: str, *, visible_to: Any) -> FoundFigure:
    """The figure of a number, ``R2025-2#17`` (or ``R2025-2-17``), with its source's words as they were.

    Raises ``NoSuchFigure``, and ``Tampered`` where what was frozen does not fit its seal.
    """
    match = _NUMBER.fullmatch(number.strip())
    if match is None:
        raise NoSuchFigure(_("“%(number)s” is no number of a figure: write it as R2025-2#17.") % {"number": number})
    edition = (
        Edition.objects.visible_to(visible_to)
        .select_related("report", "template", "approved_by", "published_by")
        .filter(number=match[1].upper())
        .first()
    )
    if edition is None:
        raise NoSuchFigure(_("There is no edition %(edition)s that you may see.") % {"edition": match[1]})
    content = content_of(edition)
    wanted = int(match[2])
    if not 1 <= wanted <= len(content["figures"]):
        raise NoSuchFigure(
            _("%(edition)s has the figures 1 to %(last)d; there is no %(number)d.")
            % {"edition": edition.number, "last": len(content["figures"]), "number": wanted}
        )
    figure = content["figures"][wanted - 1]
    evidence = statements_of(figure, content)
    if edition.is_frozen:
        row = FrozenFigure.objects.filter(edition=edition, number=wanted).select_related("edition").first()
        check_row(row or FrozenFigure(edition=edition, number=wanted), figure, evidence)
    return FoundFigure(
        edition,
        figure,
        _as_they_are(evidence, edition, visible_to),
        tuple(content["records"][name] for name in figure["records"]),
        _places(content, wanted),
    )


def _as_they_are(evidence: list[dict[str, Any]], edition: Edition, person: Any) -> tuple[Behind, ...]:
    keys = [statement["id"] for statement in evidence]
    now = {row.pk: row for row in Statement.objects.filter(pk__in=keys).select_related("document")}
    clearance = getattr(person, "clearance", Mark.PUBLIC)
    found = []
    for statement in evidence:
        row = now.get(statement["id"])
        may_open = row is not None and row.document.mark <= clearance
        found.append(Behind(statement, _state_of(row, statement, edition), may_open))
    return tuple(found)


def _state_of(row: Statement | None, was: dict[str, Any], edition: Edition) -> str:
    if row is None:
        return "gone"
    if row.status not in STANDING:
        return "withdrawn"
    if row.document.mark > edition.report.mark:
        return "closed"
    value = f"{row.value:f}" if row.value is not None else ""
    return "stands" if (value, row.unit) == (was["value"], was["unit"]) else "corrected"


def _places(content: Content, number: int) -> dict[str, list[str]]:
    """Where a figure stands: language → titles of chapters and annexes."""
    return {
        language: [
            part["title"] for part in (*paper["chapters"], *paper["annexes"]) if number in figure_numbers(part)
        ]
        for language, paper in content["languages"].items()
    }


def shaken_figures(edition: Edition, content: Content) -> dict[int, str]:
    """The figures of a frozen edition whose sources do not stand as they did: number → what became of one.

    One SQL query for 2,000 statements.
    """
    now: dict[int, Statement] = {}
    for portion in portions(int(key) for key in content["statements"]):
        rows = Statement.objects.filter(pk__in=portion).select_related("document")
        now.update({row.pk: row for row in rows.only("status", "value", "unit", "document__mark")})
    found = {}
    for figure in content["figures"]:
        for statement in statements_of(figure, content):
            state = _state_of(now.get(statement["id"]), statement, edition)
            if state != "stands":
                found[figure["n"]] = state
                break
    return found
