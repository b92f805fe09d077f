"""What has to be looked at before a report is approved: disputes, figures that are gone, what moved after a lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.indicators.models import Observation
from proxeny.reports import edits, parts
from proxeny.reports.content import Content, figure_numbers, pieces_of_blocks, statements_of
from proxeny.reports.differences import same_value
from proxeny.reports.models import Edition, PartApproval


@dataclass(frozen=True)
class Dispute:
    """An open conflict and the figures of the report that rest on its statements."""

    conflict: Conflict
    figures: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class GoneFigure:
    """A figure that somebody wrote into a sentence and that the record no longer gives."""

    language: str
    paragraph: str
    key: str
    text: str


@dataclass(frozen=True)
class LockedPart:
    """A chapter or annex that was approved, and its figures that moved since: (name, before, now)."""

    approval: PartApproval
    title: str
    moved: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Overtaken:
    """Something written over a paragraph that is drafted in another way now, or not at all any more."""

    language: str
    paragraph: str
    before: str
    now: str


@dataclass(frozen=True)
class Attention:
    """All of it. What is gone must be mended; disputes and moved parts need ruling, or a reason."""

    disputes: tuple[Dispute, ...]
    gone: tuple[GoneFigure, ...]
    locked: tuple[LockedPart, ...]
    overtaken: tuple[Overtaken, ...]

    @property
    def disputed_figures(self) -> int:
        """How many figures of the report are disputed."""
        return len({figure["n"] for dispute in self.disputes for figure in dispute.figures})

    @property
    def moved_figures(self) -> int:
        """How many figures moved in parts that had been approved."""
        return sum(len(part.moved) for part in self.locked)

    @property
    def needs_reason(self) -> bool:
        """Whether it may be approved only with a reason."""
        return bool(self.disputes) or any(part.moved for part in self.locked)

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.disputes or self.gone or self.moved_figures or self.overtaken)


def disputes_in(content: Content, *, visible_to: Any) -> tuple[Dispute, ...]:
    """The open conflicts behind figures of a report, as far as a person may see them, with what each is about.

    Two SQL queries, one more for each kind of record that is disputed, and two for the names of figures.
    """
    figures: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for figure in content["figures"]:
        for statement in statements_of(figure, content):
            figures[statement["id"]].append(figure)
    # there are few open conflicts, and many statements in a report
    conflicts = (
        Conflict.objects.filter(is_open=True, mark__lte=getattr(visible_to, "clearance", Mark.PUBLIC))
        .prefetch_related("statements__document")
        .order_by("pk")
    )
    found = []
    for conflict in conflicts:
        touched = {
            figure["n"]: figure for statement in conflict.statements.all() for figure in figures.get(statement.pk, ())
        }
        if touched:
            found.append(Dispute(conflict, tuple(touched[n] for n in sorted(touched))))
    prefetch_related_objects([one.conflict for one in found], "record")
    observed = [one.conflict.record for one in found if isinstance(one.conflict.record, Observation)]
    prefetch_related_objects(observed, "indicator", "partner")
    return tuple(found)


def parts_of(content: Content, language: str) -> list[dict[str, Any]]:
    """The chapters and annexes of a paper, in order."""
    paper = content["languages"][language]
    return [*paper["chapters"], *paper["annexes"]]


def figures_of_part(content: Content, part: str) -> dict[str, dict[str, Any]]:
    """The figures of a chapter or annex, in all languages, by name: what an approval of the part keeps."""
    numbers: dict[int, None] = {}
    for paper in content["languages"].values():
        for one in (*paper["chapters"], *paper["annexes"]):
            if one["key"] == part:
                numbers.update(dict.fromkeys(figure_numbers(one)))
    kept = ("key", "value", "unit", "qualifier", "texts")
    return {
        content["figures"][n - 1]["key"]: {name: content["figures"][n - 1][name] for name in kept} for n in numbers
    }


def _locked(edition: Edition, content: Content, language: str) -> Iterable[LockedPart]:
    titles = {part["key"]: part["title"] for part in parts_of(content, language)}
    for approval in edition.part_approvals.select_related("by").order_by("pk"):
        now, moved = figures_of_part(content, approval.part), []
        for key, was in approval.figures.items():
            if key not in now or not same_value(was, now[key]):
                moved.append((key, _text(was, language), _text(now.get(key), language)))
        moved += [(key, "", _text(figure, language)) for key, figure in now.items() if key not in approval.figures]
        yield LockedPart(approval, titles.get(approval.part, approval.part), tuple(moved))


def _text(figure: Any, language: str) -> str:
    if figure is None:
        return ""
    return str(figure["texts"].get(language) or next(iter(figure["texts"].values()), ""))


def _gone(content: Content) -> Iterable[GoneFigure]:
    for language, paper in content["languages"].items():
        for chapter in paper["chapters"]:
            for block in chapter["blocks"]:
                for piece in pieces_of_blocks([block]):
                    if "gone" in piece:
                        yield GoneFigure(language, block["key"], piece["gone"], piece["text"])


def _overtaken(edition: Edition, drafted: dict[str, parts.Report]) -> Iterable[Overtaken]:
    known = {language: edits.paragraphs(report) for language, report in drafted.items()}
    for edit in edition.edits.order_by("pk"):
        paragraph = known.get(edit.language, {}).get(edit.paragraph)
        now = edits.plain(paragraph[1].pieces) if paragraph else ""
        if now != edit.drafted:
            yield Overtaken(edit.language, edit.paragraph, edit.drafted, now)


def attention(
    edition: Edition, content: Content, drafted: dict[str, parts.Report], *, language: str, visible_to: Any
) -> Attention:
    """What a person has to look at in an edition that is not frozen. Four SQL queries."""
    return Attention(
        disputes_in(content, visible_to=visible_to),
        tuple(_gone(content)),
        tuple(_locked(edition, content, language)),
        tuple(_overtaken(edition, drafted)),
    )
