"""Figures in tables flattened to text and in lists by country: the label is in the row, the rest in a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from proxeny.reader.facts import measures
from proxeny.reader.facts.bounds import GROWTH_OF, PLAIN, Bound
from proxeny.reader.facts.intervals import is_day, is_reporting
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_CELL = re.compile(r"[|\t]")
_BULLET = re.compile(r"[\s•\-–—*·+.\d)(]*")
_BARE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEW = 100  # visitors below which a number under a caption counts something else
_CAPTION_LINES = 4  # lines between a caption and the heading of its table
_SENTENCE = 120  # characters behind a bar from which they are a sentence and not a cell
_ROWS = 60  # lines over which a heading holds
_CAPTIONS = frozenset({"project", "visitor", "visitor_int", "delegation_in", "delegation_out", "partner_city"})


@dataclass
class Heading:
    """The line that says what the columns under it hold."""
    passage: Passage
    cells: list[tuple[int, int]]
    period: str | None
    caption: Passage | None = None  # the line above that says what a table of countries by year is of


def cells(passage: Passage) -> list[tuple[int, int]]:
    """The stretches of a line between bars or tabs; one where there are none."""
    edges = [passage.start - 1]
    bars = [match.start() for match in _CELL.finditer(passage.text, passage.start, passage.end)]
    if not bars and _is_separated(passage):
        bars = [match.start() for match in re.finditer(";", passage.text[passage.start : passage.end])]
        bars = [passage.start + bar for bar in bars]
    edges += bars
    edges.append(passage.end)
    return [(start + 1, end) for start, end in pairwise(edges) if end > start + 1]


def is_row(passage: Passage) -> bool:
    """Whether a line is one of a table with bars or tabs."""
    text = passage.text[passage.start : passage.end]
    return ("|" in text and not _is_headed(text)) or "\t" in text or _is_separated(passage)


def _is_headed(text: str) -> bool:
    """Whether a bar only parts the name of a page from a sentence: ``site.example | Denpasar - Badan Pusat ...``."""
    before, bar, sentence = text.partition("|")
    named = not any(char.isdigit() for char in before)
    return bool(bar) and named and "|" not in sentence and len(sentence) > _SENTENCE


def _is_separated(passage: Passage) -> bool:
    """Whether a line is cells between semicolons without spaces, as spreadsheets are saved."""
    text = passage.text[passage.start : passage.end]
    return text.count(";") >= 2 and "; " not in text and " ;" not in text


def is_heading(binder: Binder, passage: Passage) -> bool:
    """Whether a line can head a list or table: it names measures or years and states nothing itself."""
    if is_row(passage):
        periods = sum(is_reporting(date.edtf) for date in passage.dates)
        return (not _figures(passage) or periods > len(_figures(passage))) and bool(
            passage.dates or any(cue.group in ("measures", "nouns") for cue in passage.cues)
        )
    ending = passage.text[max(passage.start, passage.end - 2) : passage.end].rstrip()
    named = any(cue.group == "measures" or cue.name in ("project", "visitor", "visitor_int") for cue in passage.cues)
    return named and ending.endswith((":", ")")) and not _figures(passage)


def _figures(passage: Passage) -> list[Amount]:
    return [amount for amount in passage.amounts if amount.kind != "measure" and not amount.quantity.optional]


def is_label(passage: Passage) -> bool:
    """Whether a short line only names a measure, as the caption above a figure does."""
    named = any(cue.group == "measures" or cue.name in _CAPTIONS for cue in passage.cues)
    return named and passage.end - passage.start <= 60 and not _figures(passage)


def stacked(binder: Binder, passage: Passage, label: Passage | None) -> list[Bound] | None:
    """A figure that stands alone on its line under its caption; ``None`` where it does not."""
    if label is None or is_row(passage) or passage.paragraph - label.paragraph != 1 or passage.end - passage.start > 40:
        return None
    figures = _figures(passage)
    if not 0 < len(figures) <= 2 or any(cue.group in ("measures", "nouns") for cue in passage.cues):
        return None
    found: list[Bound] = []
    for amount in figures:
        indicator, cue = indicator_of(binder, label, label.start, label.end, amount.kind)
        if amount.kind == "%" and found:
            indicator = GROWTH_OF.get(found[0].indicator)
        few = amount.kind == "count" and (amount.quantity.value or 0) < _FEW
        if indicator is None or indicator == "other" or (few and indicator.startswith("visitors")):
            continue
        period = binder.periods.shared(passage, amount.start) or binder.periods.shared(label, label.end)
        found.append(Bound(amount, indicator, "caption", 0.65, cue, None, None, period or binder.periods.carried))
    return found or None


def heading(binder: Binder, passage: Passage) -> Heading:
    """A heading with the period it names, else the one the text speaks of."""
    period = binder.periods.shared(passage, passage.end) or binder.periods.carried
    return Heading(passage, cells(passage), period, _caption(binder, passage))


def _caption(binder: Binder, passage: Passage) -> Passage | None:
    above = binder.head.passage if binder.head is not None else None
    if above is None or is_row(above) or passage.index - above.index > 2:
        above = binder.label
    near = above is not None and 0 < passage.index - above.index <= 2
    return above if near and is_row(passage) else None


def rows(binder: Binder, passage: Passage, head: Heading | None) -> list[Bound] | None:
    """The figures of a table row or of a line of a list by country; ``None`` if the line is neither."""
    if is_row(passage) and passage.amounts:
        if head is not None and head.passage.has("investor") and head.passage.paragraph < passage.paragraph:
            return []  # rows of investors and their projects are investments
        return _table_row(binder, passage, head)
    if head is None or passage.index - head.passage.index > _ROWS or not passage.amounts:
        return None
    if any(cue.group in ("measures", "nouns") for cue in passage.cues if cue.start < passage.amounts[0].start):
        return None
    first = _BULLET.match(passage.text, passage.start, passage.end)
    start = first.end() if first else passage.start
    total = passage.has("total_row", start=start, end=start + 24)
    place = passage.places[0] if passage.places else None
    if place is not None and place.start - start > 6:
        place = None
    if place is None and not total:
        return None
    apart = passage.between(place.end, passage.amounts[0].start) if place is not None else ""
    if len(apart) > 24 or len(apart.split()) > 3:
        return None
    label = place.label if place is not None and binder.context.home.is_foreign(place) else None
    if place is not None and label is None:
        return None
    found: list[Bound] = []
    for amount in passage.amounts:
        bound = _from_heading(binder, head, amount, label)
        if bound is not None and not any(other.indicator == bound.indicator for other in found):
            found.append(bound)
    return found


def _from_heading(binder: Binder, head: Heading, amount: Amount, partner: str | None) -> Bound | None:

    indicator, cue = indicator_of(binder, head.passage, head.passage.start, head.passage.end, amount.kind)
    if indicator is None or (indicator == "exports_share" and partner is None):
        return None
    if indicator == "visitors" and partner:
        indicator = "visitors_international"
    return Bound(amount, indicator, "list-by-country", 0.75, cue, None, partner, head.period)


def indicator_of(binder: Binder, passage: Passage, start: int, end: int, kind: str) -> tuple[str | None, Cue | None]:
    """What a label or heading says a figure of a kind measures, with the cue that says it."""
    inside = [cue for cue in passage.cues if start <= cue.start and cue.end <= end]
    said = [cue for cue in inside if cue.group == "measures" and cue.name != "economy"]
    nouns = [cue for cue in inside if cue.group == "nouns"]
    names = {cue.name for cue in inside}
    if kind == "%":
        rate = next((cue for cue in said if cue.name == "growth_rate"), None)
        if rate is not None:
            return "grdp_growth", rate
        if "share" in names:
            cue = next((cue for cue in said if cue.name == "exports"), None)
            return ("exports_share", cue) if cue else (None, None)
        cue = next((cue for cue in said + nouns if cue.name in GROWTH_OF), None)
        return (GROWTH_OF[cue.name], cue) if cue and names & {"up", "down"} else (None, cue)
    if kind == "money":
        for cue in said:
            if cue.name in PLAIN and not measures.is_product(binder, passage, cue):
                return cue.name, cue
            if cue.name in ("fdi", "capital"):
                if cue.name == "capital" and passage.index - binder.fdi_near > 3:
                    continue
                if "disbursed" in names:
                    return "fdi_disbursed", cue
                fresh = [mark for mark in inside if mark.name == "new" and 0 <= mark.start - cue.start <= 24]
                if cue.name == "capital" and any(
                    not _CELL.search(passage.between(cue.start, mark.start)) for mark in fresh
                ):
                    return "fdi_new_registered", cue
                return ("fdi_stock" if "cumulative" in names else "fdi_registered"), cue
            if cue.name == "aid":
                return "aid_received", cue
            return None, cue
        return None, None
    for cue in nouns:
        match cue.name:
            case "visitor_int":
                return "visitors_international", cue
            case "visitor":
                if "domestic" in names:
                    return None, cue
                return ("visitors_international" if "international" in names else "visitors"), cue
            case "project":
                if passage.index - binder.fdi_near > 3:
                    return None, cue
                stock = "cumulative" in names or ("stock" in names and "new" not in names)
                return ("fdi_projects_stock" if stock else "fdi_projects_new"), cue
            case "delegation_in":
                return "delegations_in", cue
            case "delegation_out":
                return "delegations_out", cue
            case "partner_city":
                return "partner_cities", cue
            case "goal":
                return "targets_total", cue
    return None, None


def _table_row(binder: Binder, passage: Passage, head: Heading | None) -> list[Bound]:

    columns = cells(passage)
    first = passage.text[slice(*columns[0])].strip(" .")
    label_at = 1 if len(columns) > 2 and first.isdecimal() and len(first) <= 3 else 0  # the row's number stands first
    label_start, label_end = columns[label_at]
    place = next((place for place in passage.places if place.start < label_end), None)
    partner = place.label if place is not None and binder.context.home.is_foreign(place) else None
    last: Bound | None = None
    first_cell = -1
    found: list[Bound] = []
    labelled = [cue for cue in passage.cues if cue.end <= label_end]
    named = any(cue.group in ("measures", "nouns") for cue in labelled)
    total = any(cue.name == "total_row" for cue in labelled)
    for at, (start, end) in enumerate(columns[label_at + 1 :], start=label_at + 1):
        top = head.cells[at] if head is not None and at < len(head.cells) else None
        for amount in passage.amounts:
            if not start <= amount.start < end or amount.kind == "measure" or amount.quantity.optional:
                continue
            growing = amount.kind == "%" or (
                head is not None and top is not None and head.passage.has("up", "down", start=top[0], end=top[1])
            )
            if growing and last is not None and last.indicator not in GROWTH_OF.values():
                own = indicator_of(binder, head.passage, top[0], top[1], "%")[0] if head and top and not named else None
                indicator: str | None = own or GROWTH_OF.get(last.indicator)
                cue, period = last.cue, last.period
            else:
                kind = amount.kind
                if named or not (head and top):
                    indicator, cue = indicator_of(binder, passage, label_start, label_end, kind)
                else:
                    indicator, cue = indicator_of(binder, head.passage, top[0], top[1], kind)
                if indicator is None and kind == "count" and passage.has("international", end=label_end):
                    indicator = "visitors_international" if binder.row_before.startswith("visitors") else None
                if kind == "count" and last is not None and _year(head, top) is None and first_cell != at:
                    indicator = _remark(passage, amount, found[0].indicator, end, indicator)
                if indicator is None and head is not None and not named and (place is not None or total):
                    indicator, cue = indicator_of(binder, head.passage, head.cells[0][0], head.cells[0][1], kind)
                if indicator is None and head is not None and (place is not None or total):
                    indicator, cue = _of_caption(binder, head, kind)
                changes = head is not None and top is not None and head.passage.has(
                    "change_column", start=top[0], end=top[1]
                )
                if changes or (kind == "count" and (amount.quantity.value or 0) < 0):
                    continue  # by how much it changed
                    if indicator is None and cue is None and head.caption is not None:
                        indicator, cue = indicator_of(binder, head.caption, head.caption.start, head.caption.end, kind)
                period = _year(head, top) or _label_year(passage, label_start, label_end) or (
                    binder.periods.shared(passage, amount.start)
                    or (head.period if head else None) or binder.periods.carried
                )  # fmt: skip
                if amount.kind == "%" and indicator is None:
                    indicator = _percent(binder, passage, label_start, label_end)
            if indicator is None or indicator == "other":
                continue
            if partner and indicator == "visitors":
                indicator = "visitors_international"
            last = Bound(amount, indicator, "table", 0.8, cue, None, partner, period)
            first_cell = at if len(found) == 0 else first_cell
            found.append(last)
            if not growing:
                binder.row_before = indicator
    return found


def _of_caption(binder: Binder, head: Heading, kind: str) -> tuple[str | None, Cue | None]:
    """What the caption above a table says that its figures measure."""
    caption = binder.caption
    if caption is None or not 0 <= head.passage.index - caption.index <= _CAPTION_LINES:
        return None, None
    return indicator_of(binder, caption, caption.start, caption.end, kind)


def _remark(passage: Passage, amount: Amount, before: str, end: int, indicator: str | None) -> str | None:
    """What a count in the remarks on a row is: a part of the row's own figure, told by the words behind it."""
    near = min([end, amount.end + 24, *(other.start for other in passage.amounts if other.start >= amount.end)])
    if before.startswith("delegations_out"):
        if passage.has("led", start=amount.end, end=near):
            return "delegations_out_led"
        return "delegations_out_accompanying" if passage.has("accompany", start=amount.end, end=near) else None
    if before.startswith("targets_"):
        if passage.has("exceeded", start=amount.end, end=near):
            return "targets_exceeded"
        return "targets_met" if passage.has("met", start=amount.end, end=near) else None
    return indicator


def _percent(binder: Binder, passage: Passage, start: int, end: int) -> str | None:
    indicator, cue = indicator_of(binder, passage, start, end, "%")
    return indicator or (GROWTH_OF.get(cue.name) if cue is not None else None)


def _label_year(passage: Passage, start: int, end: int) -> str | None:
    """The year that is a row's whole label."""
    label = passage.text[start:end].strip(" |\t*")
    return label if re.fullmatch(_BARE_YEAR, label) else None


def _year(head: Heading | None, cell: tuple[int, int] | None) -> str | None:
    """The period a column's heading names: a date, or a bare year."""
    if head is None or cell is None:
        return None
    for date in head.passage.dates:
        if cell[0] <= date.start < cell[1] and (is_reporting(date.edtf) or is_day(date.edtf)):
            return date.edtf
    year = _BARE_YEAR.search(head.passage.text[cell[0] : cell[1]])
    return year.group() if year else None
