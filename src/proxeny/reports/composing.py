"""The content of an edition: drafted anew from the record with what officers wrote over it, or as it was frozen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max

from proxeny.reports import edits, from_record, kept_drafts, parts
from proxeny.reports.choices import with_choices
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


def drafts(edition: Edition, languages: list[str] | None = None, *, anew: bool = False) -> dict[str, parts.Report]:
    """What the record gives now, by language, before anything is written over it.

    Kept while the record stands as it is; ``anew`` drafts all the same, for what is frozen.
    """
    wanted = list(languages or edition.languages)
    return _made(edition, wanted) if anew else draft_of(edition, wanted).reports


def draft_of(edition: Edition, languages: list[str]) -> kept_drafts.Draft:
    """The draft with the time at which it was made."""
    return kept_drafts.draft_of(edition, languages, lambda: _made(edition, languages))


def _made(edition: Edition, languages: list[str]) -> dict[str, parts.Report]:
    from proxeny.reports import briefing, drafting

    report = edition.report
    asked = briefing.asked_by(report) if report.is_brief else None
    chosen = list(edition.choices.select_related("statement__document"))
    found = {}
    for language in languages:
        if asked is not None:
            made = briefing.drafted(asked, language, visible_to=audience_of(report))
        else:
            made = drafting.draft(report.sort, report.asked, language, visible_to=audience_of(report))
        made = replace(made, title=report.title) if report.title else made
        found[language] = with_choices(made, chosen, mark=report.mark) if chosen else made
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
    written, readers = written_over(edition), audience_of(edition.report)
    reports = {
        language: edits.applied(
            report, written[language], from_record.named_in(written[language], language, visible_to=readers)
        )
        for language, report in drafted.items()
    }
    content = made_of(reports, visible_to=readers)
    return content | {"edition": heading(edition), "mark": edition.report.mark}


def current(edition: Edition) -> tuple[Content, kept_drafts.Draft]:
    """The content of an edition that is not frozen, kept as its draft is, with the draft.

    Five SQL queries where the record stands as it did and nothing was written meanwhile.
    """
    draft = draft_of(edition, list(edition.languages))
    seen = edition.edits.aggregate(last=Max("at"), n=Count("pk"))
    state = (seen["last"], seen["n"], edition.state, edition.reason)
    return kept_drafts.content_with(edition, draft, state, lambda: composed(edition, draft.reports)), draft


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
    return opened(edition) if edition.is_frozen else current(edition)[0]
