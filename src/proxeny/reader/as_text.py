"""A reading for people: the text with what was found marked in it, then each finding with its value and doubts."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from proxeny.reader.spans import (
    Agreement,
    Aid,
    Date,
    Engagement,
    Fact,
    Finding,
    Investment,
    Observation,
    Person,
    Place,
    Quantity,
    Reading,
)

Paint = Callable[[str, str], str]

# Colours that hold on dark and light terminals; brackets stand for them where there is no colour.
_COLOURS = {Quantity: "1;34", Date: "1;32", Place: "1;35", Person: "1;36"}
_RESET = "\x1b[0m"
_DOUBT = "1;33"
_FAINT = "2"
_QUALIFIERS = {
    "about": "about ", "over": "over ", "under": "under ", "nearly": "nearly ", "at_least": "at least ",
    "up_to": "up to ", "exact": "",
}  # fmt: skip
_QUOTE = 100


def render(text: str, reading: Reading, *, heading: str, notes: Iterable[str] = (), colour: bool) -> str:
    """The whole text form, ending with a line feed. Control characters of the text are shown, never sent."""
    paint = _painter(colour)
    lines = [paint(heading, "1")]
    lines += [paint(f"  note: {note}", _FAINT) for note in notes]
    if colour:
        legend = (("amounts", Quantity), ("dates", Date), ("places", Place), ("people", Person))
        lines.append("  " + "  ".join(paint(name, _COLOURS[kind]) for name, kind in legend))
    lines += ["", _marked(text, reading, colour), ""]
    sections = (
        ("Amounts", reading.quantities),
        ("Dates", reading.dates),
        ("Places", reading.places),
        ("People", reading.people),
        ("For the record", reading.facts),
    )
    starts = _line_starts(text)
    for name, findings in sections:
        if findings:
            lines.append(paint(f"{name} ({len(findings)})", "1"))
            if name in ("Places", "People"):
                lines += _mentions(findings, starts, paint)
            else:
                for finding in findings:
                    lines += _entry(finding, starts, paint)
            lines.append("")
    if not any(findings for _, findings in sections):
        lines += ["Nothing was found.", ""]
    return "\n".join(lines)


def visible(text: str) -> str:
    """The text with control characters and direction marks spelled out, so that it cannot drive a terminal."""
    if text.isprintable():
        return text
    return "".join(
        each if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cf", "Cs") or each in "\u200c\u200d\xad"
        else f"<U+{ord(each):04X}>"
        for each in text
    )  # fmt: skip


def _painter(colour: bool) -> Paint:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{visible(text)}{_RESET}" if colour else visible(text)

    return paint


def _marked(text: str, reading: Reading, colour: bool) -> str:
    """The text with every finding coloured; of findings that overlap, the first and longest is shown."""
    if not colour:
        return visible(text).rstrip("\n")
    findings: list[Finding] = [*reading.quantities, *reading.dates, *reading.places, *reading.people]
    findings.sort(key=lambda each: (each.start, -each.end))
    pieces, at = [], 0
    for finding in findings:
        if finding.start < at:
            continue
        code = _COLOURS[type(finding)] + (";4" if finding.doubts else "")
        words = visible(text[finding.start : finding.end])
        pieces += [visible(text[at : finding.start]), f"\x1b[{code}m{words}{_RESET}"]
        at = finding.end
    pieces.append(visible(text[at:]))
    return "".join(pieces).rstrip("\n")


def _mentions(findings: Iterable[Finding], starts: list[int], paint: Paint) -> Iterator[str]:
    """One line for each place or person, with the lines of the text that name them."""
    together: dict[str, list[Finding]] = {}
    for finding in findings:
        together.setdefault(_meaning(finding), []).append(finding)
    for meaning, mentions in together.items():
        words = ", ".join(dict.fromkeys(" ".join(each.text.split()) for each in mentions))
        where = dict.fromkeys(_line_of(each.start, starts) for each in mentions)
        listed = ", ".join(map(str, list(where)[:12])) + (" …" if len(where) > 12 else "")
        least = min(each.confidence for each in mentions)
        sure = "" if least >= 0.9 else f"  (at least {least:.0%} sure)"
        yield f"  {paint(words, _COLOURS[type(mentions[0])])} = {visible(meaning)}  (line {listed}){sure}"
        for doubt in dict.fromkeys(doubt for each in mentions for doubt in each.doubts):
            yield paint(f"             ? {doubt}", _DOUBT)


def _entry(finding: Finding, starts: list[int], paint: Paint) -> Iterator[str]:
    quote = " ".join(finding.text.split())
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    line = _line_of(finding.start, starts)
    sure = "" if finding.confidence >= 0.9 else f"  ({finding.confidence:.0%} sure)"
    vague = "  (vague)" if finding.optional else ""
    if isinstance(finding, Fact):
        yield f"  line {line:>4}  {visible(_meaning(finding))}{sure}{vague}"
        yield paint(f"             “{quote}”", _FAINT)
    else:
        yield f"  line {line:>4}  {paint(quote, _COLOURS[type(finding)])} = {visible(_meaning(finding))}{sure}{vague}"
    alternatives = getattr(finding, "alternatives", ())
    if alternatives:
        yield paint(f"             or: {', '.join(_amount(each) for each in alternatives)}", _DOUBT)
    for doubt in finding.doubts:
        yield paint(f"             ? {doubt}", _DOUBT)


def _meaning(finding: Finding) -> str:
    """What a finding says, in a few words."""
    if isinstance(finding, Quantity):
        if finding.value is None:
            return "no definite amount"
        high = f" to {_amount(finding.high)}" if finding.high is not None else ""
        unit = finding.of or "" if finding.unit == "count" else finding.unit
        return f"{_QUALIFIERS[finding.qualifier]}{_amount(finding.value)}{high} {unit}".rstrip()
    if isinstance(finding, Date):
        return finding.edtf or "a time that nothing in the text fixes"
    if isinstance(finding, Place):
        return f"{finding.name}, {finding.country}" if finding.name else finding.country
    if isinstance(finding, Person):
        return ", ".join(filter(None, (finding.name, finding.title, finding.organisation)))
    if isinstance(finding, Observation):
        unit = "" if finding.unit == "count" else f" {finding.unit}"
        about = ", ".join(filter(None, (finding.area, finding.partner and f"with {finding.partner}", finding.period)))
        name = finding.label or finding.indicator.replace("_", " ")
        state = "" if finding.status == "actual" else f" ({finding.status})"
        return f"{name}: {_QUALIFIERS[finding.qualifier]}{_amount(finding.value)}{unit}{state}  [{about}]"
    if isinstance(finding, Engagement):
        partners, people = ", ".join(finding.partners), ", ".join(finding.people)
        said = filter(None, (finding.title, finding.date, finding.place, partners, people))
        return f"{finding.type.replace('_', ' ')}: {'; '.join(said)}"
    if isinstance(finding, Agreement):
        said = filter(None, (finding.title, finding.date, ", ".join(finding.partners), finding.status))
        return f"{finding.type.replace('_', ' ')}: {'; '.join(said)}"
    if isinstance(finding, Investment):
        return "investment: " + "; ".join(
            filter(None, (finding.title, finding.investor, _money(finding.value, finding.unit), finding.status))
        )
    if isinstance(finding, Aid):
        return f"aid {finding.direction}: " + "; ".join(
            filter(None, (finding.partner, _money(finding.value, finding.unit), finding.items, finding.date))
        )
    return finding.text


def _amount(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def _money(value: Decimal | None, unit: str | None) -> str | None:
    return None if value is None else f"{_amount(value)} {'' if unit == 'count' else unit or ''}".rstrip()


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _line_of(position: int, starts: list[int]) -> int:
    return bisect_right(starts, position)
