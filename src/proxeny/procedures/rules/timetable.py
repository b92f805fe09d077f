"""A timetable as JSON for programs and as text for people."""

from __future__ import annotations

import json
from datetime import date

from babel.dates import format_date

from proxeny.procedures.rules.deadlines import Deadline
from proxeny.procedures.rules.pack import ANCHOR, OPENED, TO_CHECK, Pack, Rules, Span, in_words


def as_json(lines: list[Deadline], language: str) -> str:
    """A list with one object for each line; days are ISO 8601, ``null`` where no rule gives one."""
    shown = [
        {
            "step": line.step,
            "title": in_words(line.title, language),
            "due": _iso(line.due),
            "days": line.span.days if line.span else None,
            "kind_of_days": line.span.kind if line.span else None,
            "rule": in_words(line.rule, language),
            "citation": in_words(line.citation.words, language),
            "address": line.citation.address,
            "status": line.citation.status,
            "who": in_words(line.who, language),
            "from": line.start or None,
            "direction": line.direction if line.span else None,
            "counted": _iso(line.counted),
            "last_working_day": _iso(line.act_by),
            "note": in_words(line.note, language),
        }
        for line in lines
    ]
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def as_text(pack: Pack, rules: Rules, lines: list[Deadline], anchor: date, language: str) -> str:
    """A heading with the version of the rules, and three lines for each step."""
    span = f"{rules.valid_from} to {rules.valid_to}" if rules.valid_to else f"{rules.valid_from} on"
    head = [
        f"{in_words(rules.title, language)} · {in_words(pack.title, language)} ({pack.name})",
        f"{in_words(rules.anchor, language)}: {_day(anchor, language)}",
        f"rules from {span}: {in_words(rules.citation.words, language)} ({_status(rules.citation.status)})",
    ]
    head += [f"note: {in_words(rules.note, language)}"] if rules.note else []
    counting = rules.counting
    head.append(f"counted by {in_words(counting.citation.words, language)} ({_status(counting.citation.status)})")
    body = []
    for line in lines:
        indent = "    " if line.body else "  "
        body.append("")
        body.append(f"{indent}{_day(line.due, language):<16} {in_words(line.title, language)}")
        said = [_span(rules, line, language), in_words(line.rule, language) if not line.body else ""]
        body += [f"{indent}{'':<16} {words}" for words in said if words]
        cited = f"{in_words(line.citation.words, language)} · {_status(line.citation.status)} · {line.citation.address}"
        body.append(f"{indent}{'':<16} {cited}")
        body += [f"{indent}{'':<16} {words}" for words in _moved(line, language)]
        if line.note:
            body.append(f"{indent}{'':<16} {in_words(line.note, language)}")
    return "\n".join([*head, *body]) + "\n"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(day: date | None, language: str) -> str:
    return format_date(day, "EEE d MMM y", locale=language) if day is not None else "no day"


def _status(status: str) -> str:
    return "to be checked" if status == TO_CHECK else status


def in_number(span: Span) -> str:
    """A span in English words: ``30 calendar days``, ``1 month``."""
    if span.kind == "months":
        return "1 month" if span.days == 1 else f"{span.days} months"
    return f"{span.days} {span.kind} {'day' if span.days == 1 else 'days'}"


def _span(rules: Rules, line: Deadline, language: str) -> str:
    if line.span is None:
        return ""
    if line.body:
        return f"{in_number(line.span)} after being asked"
    step = rules.step(line.start)
    start = {ANCHOR: in_words(rules.anchor, language), OPENED: "the opening of the case"}.get(line.start, "")
    return f"{in_number(line.span)} {line.direction} {start or (in_words(step.title, language) if step else '')}"


def _moved(line: Deadline, language: str) -> list[str]:
    if line.due is None:
        return []
    if line.counted != line.due:
        return [f"the count ends on {_day(line.counted, language)}, a closed day: the next working day is the last"]
    if line.act_by != line.due:
        return [f"a closed day: the last working day before is {_day(line.act_by, language)}"]
    return []
