"""Lists in a sentence: places each with their figure, and figures told ``respectively`` of things named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from proxeny.reader.facts import partners
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, Where

_GAP = 48  # characters between a place and its figure
_OPENING = 110  # characters between the first place of a list and its figure
_WORDS = 8
_NEXT = 90  # characters from a figure to the next place of its list
_RUN = 16  # characters between two figures of a run
_KINDS = ("money", "count", "%")
_MEASURED = frozenset({
    "grdp", "budget_revenue", "exports", "imports", "trade_turnover", "fdi", "tourism_revenue", "visitor",
    "visitor_int",
})  # fmt: skip


@dataclass
class Series:
    """What the figures of one passage are said of, by the position of the figure."""

    places: dict[int, Where] = field(default_factory=dict)
    blocs: set[int] = field(default_factory=set)  # figures of a continent or union
    measures: dict[int, Cue] = field(default_factory=dict)
    earlier: dict[int, Amount] = field(default_factory=dict)  # the figure of the run before that a rate goes with
    starts: dict[int, int] = field(default_factory=dict)  # where the list of a figure begins
    dates: dict[int, str] = field(default_factory=dict)  # the period of a figure told in order
    heads: dict[int, Amount] = field(default_factory=dict)  # the first figure of a run


def series(context: Context, passage: Passage) -> Series:
    """The lists of a passage; empty where it has none."""
    found = Series()
    if len(passage.amounts) < 2:
        return found
    amounts = [amount for amount in passage.amounts if amount.kind in _KINDS and not amount.quantity.optional]
    if len(amounts) < 2:
        return found
    if passage.has("respectively") or len(amounts) > 3:
        _respectively(context, passage, amounts, found)
    entries = _entries(context, passage)
    if len(entries) < 2:
        return found
    for kind in _KINDS:
        same = [amount for amount in amounts if amount.kind == kind and amount.start not in found.places]
        pairs = max(_after_place(passage, entries, same), _before_place(context, passage, entries, same), key=len)
        for chain in _chains(pairs):
            for amount, place in chain:
                if amount.start in found.blocs or amount.start in found.places:
                    continue
                found.starts[amount.start] = min(chain[0][0].start, chain[0][1].start)
                if isinstance(place, Cue):
                    found.blocs.add(amount.start)
                else:
                    found.places[amount.start] = place
    return found


def _entries(context: Context, passage: Passage) -> list[Where | Cue]:
    """The places and blocs of a passage in text order, without our own country and what only explains another."""
    blocs = [
        cue for cue in passage.marks("bloc")
        if not any(place.start < cue.end and cue.start < place.end for place in passage.places)
    ]  # fmt: skip
    abroad = [place for place in passage.places if place.name is not None or context.home.is_foreign(place)]
    items: list[Where | Cue] = sorted([*abroad, *blocs], key=lambda item: item.start)
    kept: list[Where | Cue] = []
    for item in items:
        alone = passage.text[item.start - 1] == "(" and passage.text[item.end : item.end + 1] == ")"
        if alone and not passage.between(max(passage.start, item.start - 3), item.start - 1).endswith(")"):
            continue  # a company (Singapore)
        if kept and re.fullmatch(r"\s*[(,]\s*", passage.between(kept[-1].end, item.start)):
            closed = passage.text[item.end : item.end + 1] == ")"
            if closed and "(" in passage.between(kept[-1].end, item.start):
                continue  # Hong Kong (China)
        kept.append(item)
    return kept


Pairs = list[tuple[Amount, "Where | Cue"]]


def _after_place(passage: Passage, entries: list[Where | Cue], amounts: list[Amount]) -> Pairs:
    """Figures that follow their place: ``Japan (192,400), Korea with 408,100``."""
    pairs: Pairs = []
    at = 0
    last: Where | Cue | None = None
    before = passage.start
    for amount in amounts:
        while at < len(entries) and entries[at].end <= amount.start:
            last = entries[at]
            at += 1
        if last is not None and last.start >= before:
            gap = passage.between(last.end, amount.start)
            crossed = any(
                last.end <= other.start and other.end <= amount.start and (other.kind != "%" or amount.kind == "%")
                for other in passage.amounts
            )  # "Malaysia 23 per cent or 0.6 billion" is all of Malaysia
            opens = not pairs or last.start - pairs[-1][0].end > _NEXT
            longest = _OPENING if opens else _GAP
            if len(gap) <= longest and not crossed and not re.search(r"[;!?]|\.\s", gap) and (opens or _short(gap)):
                pairs.append((amount, last))
        before = amount.end
    return pairs


def _short(gap: str) -> bool:
    return len(partners._WORD.findall(gap)) <= _WORDS


def _before_place(context: Context, passage: Passage, entries: list[Where | Cue], amounts: list[Amount]) -> Pairs:
    """Figures that stand before their place: ``16.3 billion for Germany, 5.7 billion for Britain``."""
    ties = context.lexicon.words.get("ties", frozenset())
    pairs: Pairs = []
    for amount, after in [*pairwise(amounts), *([(amounts[-1], None)] if amounts else [])]:
        limit = after.start if after is not None else passage.end
        place = next((item for item in entries if amount.end <= item.start < limit), None)
        if place is None:
            continue
        gap = passage.between(amount.end, place.start)
        words = [word.rstrip("'") for word in partners._WORD.findall(gap.replace("'", "' "))]
        people = isinstance(place, Where) and place.optional and place.name is None and not words  # 420,000 Chinese
        if len(gap) <= 24 and not re.search(r"[,;:.()]", gap) and (people or any(word in ties for word in words[-2:])):
            pairs.append((amount, place))
    return pairs


def _chains(pairs: Pairs) -> list[Pairs]:
    """Runs of pairs that follow each other closely, two or more with different places."""
    chains: list[Pairs] = []
    for pair in pairs:
        last = chains[-1][-1] if chains else None
        start = min(pair[0].start, pair[1].start)
        if last is not None and start - max(last[0].end, last[1].end) <= _NEXT:
            chains[-1].append(pair)
        else:
            chains.append([pair])
    return [chain for chain in chains if len({place.start for _, place in chain}) >= 2]


def _runs(context: Context, passage: Passage, amounts: list[Amount]) -> list[list[Amount]]:
    """Figures of one kind that only commas and ``and`` part."""
    words = context.lexicon.words
    known = words.get("ands", frozenset()) | words.get("conversions", frozenset()) | words.get("rises_to", frozenset())
    runs: list[list[Amount]] = []
    for amount in amounts:
        last = runs[-1][-1] if runs else None
        aside: Amount | None = None
        if last is not None and last.kind == "%" and amount.kind != "%" and len(runs) > 1 and len(runs[-1]) == 1:
            last, aside = runs[-2][-1], last  # "358 million (15.1%) and 331 million (13.9%)"
        if last is not None and last.kind == amount.kind:
            gap = passage.between(last.end, amount.start)
            if aside is not None:
                before = passage.between(last.end, aside.start)
                gap = before.replace("(", " ") + passage.between(aside.end, amount.start).replace(")", " ", 1)
            unit = next((cue for cue in passage.cues if cue.group == "nouns" and 0 <= cue.start - last.end <= 1), None)
            if unit is not None and aside is None and unit.end < amount.start:
                gap = passage.between(unit.end, amount.start)  # 900,000 arrivals and 400,000 arrivals
            plain = not re.search(r"[;:.(|]", gap) and all(word in known for word in partners._WORD.findall(gap))
            short = len(gap) <= (_RUN if aside is None else 2 * _RUN)
            if plain and short and (re.search(r"[,/]", gap) or partners._WORD.search(gap)):
                runs[-1 if aside is None else -2].append(amount)
                if aside is not None:
                    runs.pop()
                continue
        runs.append([amount])
    return [run for run in runs if len(run) > 1]


def _respectively(context: Context, passage: Passage, amounts: list[Amount], found: Series) -> None:
    """Give each figure of a run the place, measure or figure named in the same order before it."""
    told = passage.has("respectively")
    before: list[Amount] | None = None
    for run in _runs(context, passage, amounts):
        found.heads.update((amount.start, run[0]) for amount in run)
        floor = before[-1].end if before is not None else passage.start
        listed = _listed(context, passage, len(run), run[0].start)
        measured = _measured(passage, run, floor)
        anew = before is None or (listed is not None and listed[0].start >= floor)
        if listed is not None and (told or len(run) > 2) and (run[0].kind != "%" or anew):
            for amount, item in zip(run, listed, strict=True):
                found.starts[amount.start] = listed[0].start
                if isinstance(item, Cue):
                    found.blocs.add(amount.start)
                else:
                    found.places[amount.start] = item
        elif measured is not None and told:
            found.measures.update((amount.start, cue) for amount, cue in zip(run, measured, strict=True))
        elif run[0].kind == "%":
            with_it = before if before is not None and len(before) == len(run) else None
            if with_it is None and told:
                earlier = [
                    amount for amount in amounts if amount.end <= run[0].start and amount.kind in ("money", "count")
                ]
                with_it = earlier if len(earlier) == len(run) else None
            if with_it is not None:
                found.earlier.update((amount.start, other) for amount, other in zip(run, with_it, strict=True))
        if told:
            _dated(passage, run, found)
        before = run


def _dated(passage: Passage, run: list[Amount], found: Series) -> None:
    """Give each figure its date, where as many follow it: ``11.2 and 10.9 per cent in 2007 and 2008``."""
    after = [date for date in passage.dates if 0 <= date.start - run[-1].end <= 40][: len(run)]
    if len(after) == len(run) and all(other.start - date.end <= 8 for date, other in pairwise(after)):
        found.dates.update((amount.start, date.edtf) for amount, date in zip(run, after, strict=True))


def _listed(context: Context, passage: Passage, count: int, position: int) -> list[Where | Cue] | None:
    """The last ``count`` places named together before a position; ``None`` where there are not as many."""
    items = [item for item in _entries(context, passage) if item.end <= position]
    if len(items) < count:
        return None
    known = frozenset().union(
        *(context.lexicon.words.get(name, frozenset()) for name in ("joins", "ands", "articles", "ties", "group_words"))
    )
    chain = [items[-1]]
    for item in reversed(items[:-1]):
        words = passage.between(item.end, chain[-1].start)
        inner = [word.rstrip("'") for word in partners._WORD.findall(words.replace("'", "' "))]
        if len(words) > 40 or re.search(r"[.;:!?|]|\d", words) or any(word not in known for word in inner):
            break
        chain.append(item)
    return list(reversed(chain)) if len(chain) == count else None


def _measured(passage: Passage, run: list[Amount], floor: int) -> list[Cue] | None:
    """The different measures named before a run, as many as it has figures."""
    cues = [cue for cue in passage.cues if cue.name in _MEASURED and floor <= cue.start and cue.end <= run[0].start]
    cues = cues[-len(run) :]
    return cues if len(cues) == len(run) and len({cue.name for cue in cues}) == len(cues) else None
