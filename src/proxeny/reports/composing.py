"""The content of an edition: drafted anew from the record with what officers wrote over it, or as it was frozen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from proxeny.reports import edits, parts
from proxeny.reports.content import Content, made_of
from proxeny.reports.frozen import opened
from proxeny.reports.models import Edition, Report


@dataclass(frozen=True)
class Audience:
    """For whom a report is: it holds what everybody of this clearance may see, whoever drafts it."""

    clearance: int


def audience_of(report: Report) -> Audience:
    """Those for whom a report is, by its mark."""
    return Audience(report.mark)


def drafts(edition: Edition, languages: list[str] | None = None) -> dict[str, parts.Report]:
    """What the record gives now, by language, before anything is written over it."""
    from proxeny.reports import drafting

    report = edition.report
    found = {}
    for language in languages or edition.languages:
        made = drafting.draft(report.sort, report.asked, language, visible_to=audience_of(report))
        found[language] = replace(made, title=report.title) if report.title else made
    return found


def written_over(edition: Edition) -> dict[str, dict[str, tuple[str, list[Any]]]]:
    """What officers wrote: language → paragraph → its chapter and pieces. One SQL query."""
    found: dict[str, dict[str, tuple[str, list[Any]]]] = defaultdict(dict)
    rows = edition.edits.order_by("pk").values_list("language", "paragraph", "part", "pieces")
    for language, paragraph, part, pieces in rows:
        found[language][paragraph] = part, pieces
    return found


def composed(edition: Edition, drafted: dict[str, parts.Report] | None = None) -> Content:
    """The content as the record gives it now, with what officers wrote over it."""
    drafted = drafted if drafted is not None else drafts(edition)
    written = written_over(edition)
    reports = {language: edits.applied(report, written[language]) for language, report in drafted.items()}
    return made_of(reports, visible_to=audience_of(edition.report)) | {"edition": heading(edition)}


def heading(edition: Edition) -> dict[str, Any]:
    """What a paper says of its own edition."""
    return {
        "number": edition.number,
        "ordinal": edition.ordinal,
        "date": edition.approved_at.date().isoformat() if edition.approved_at and edition.is_frozen else "",
        "reason": edition.reason,
    }


def content_of(edition: Edition) -> Content:
    """The content of an edition: frozen where it is frozen, else as of now. Raises ``Tampered``."""
    return opened(edition) if edition.is_frozen else composed(edition)
