"""What acceptors of facts have in common: ranking candidates, filling empty fields, telling of dates that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.core import period
from proxeny.core.records import Record
from proxeny.core.wording import in_words as figure_in_words
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.registers import matching, services
from proxeny.registers.acceptance import Candidate, Disagreement, Written
from proxeny.registers.stated_values import standing_statements

WORTH_SHOWING = 0.3
SURE = 0.8
_TOO_CLOSE = 0.05


def ranked(candidates: Iterable[Candidate], *, limit: int = 6) -> list[Candidate]:
    """The candidates worth showing, the best first. Two that are equally sure are both left to a person."""
    found = sorted((one for one in candidates if one.score >= WORTH_SHOWING), key=lambda one: -one.score)[:limit]
    if len(found) > 1 and found[1].score >= SURE and found[0].score - found[1].score < _TOO_CLOSE:
        return [replace(one, score=min(one.score, SURE - 0.01)) for one in found]
    return found


def figure_text(value: Decimal | None, unit: str, qualifier: str = "exact", high: Decimal | None = None) -> str:
    """A figure as running text of the active language, all digits; empty for none."""
    if value is None:
        return ""
    return figure_in_words(
        value, unit or "count", get_language() or "en", high=high, qualifier=qualifier, compact=False
    ).sentence


_SENTENCES = {
    "scale": gettext_noop(
        "The two differ by a factor of %(slip)s: one of them slipped in the scale or the decimal separator."
    ),
    "currency": gettext_noop("The two are in different currencies or units, and one cannot be the other."),
    "revision": gettext_noop("The same publisher said otherwise on another day: it may have revised the figure."),
    "plain": gettext_noop("The two cannot both be right, even as rounded figures."),
}


def sentence_of(kind: str, one: comparison.Figure, other: comparison.Figure) -> str:
    """What sort of disagreement two figures are in, for a person to read."""
    slip = comparison.slip_between(one, other)
    return _(_SENTENCES[kind]) % {"slip": f"{slip:,f}" if slip else ""}


def _label(record: Record, name: str) -> str:
    field: Any = type(record)._meta.get_field(name)
    return str(field.verbose_name)


def disagreements_of_value(statement: Statement, record: Record) -> list[Disagreement]:
    """Where the figure of a statement cannot be right together with those that the record's value rests on.

    Only statements of documents up to the mark that the record is shown with are told of.
    """
    stated = documents.figure_of(statement)
    if stated is None:
        return []
    shown_mark = getattr(record, "shows_mark", record.mark)
    held: dict[tuple[Any, ...], list[Statement]] = {}
    for other in standing_statements(record, "value"):
        figure = documents.figure_of(other)
        seen = other.pk != statement.pk and other.document.mark <= shown_mark
        if seen and figure is not None and not comparison.agree(stated, figure):
            held.setdefault((figure.value, figure.high, figure.unit, figure.qualifier), []).append(other)
    return [_disagreement(record, stated, others) for others in held.values()]


def _disagreement(record: Record, stated: comparison.Figure, others: Sequence[Statement]) -> Disagreement:
    """Of a stated figure with one that several sources may give."""
    figures = [figure for other in others if (figure := documents.figure_of(other)) is not None]
    kinds = [comparison.kind_of_difference(stated, figure) for figure in figures]
    kind = "revision" if "revision" in kinds else kinds[0]
    where = str(others[0].document)
    if len(others) > 1:
        where = _("%(document)s and %(number)s more") % {"document": where, "number": len(others) - 1}
    held = figures[0]
    return Disagreement(
        "value",
        _label(record, "value"),
        figure_text(stated.value, stated.unit, stated.qualifier, stated.high),
        f"{figure_text(held.value, held.unit, held.qualifier, held.high)} ({where})",
        kind=kind,
        sentence=sentence_of(kind, stated, held),
    )


def disagreement_of_date(field: str, stated: str, record: Record) -> list[Disagreement]:
    """A date that does not meet the recorded one."""
    held = getattr(record, field)
    if not stated or not held or period.meet(stated, held):
        return []
    return [
        Disagreement(
            field,
            _label(record, field),
            matching.in_words(stated),
            matching.in_words(held),
            kind="plain",
            sentence=_("The two dates have no day in common."),
        )
    ]


def link(
    record: Record,
    statement: Statement,
    *,
    stated: Mapping[str, Any],
    many: Mapping[str, Sequence[models.Model]] | None = None,
    compared: Mapping[str, str] | None = None,
    by: User,
) -> Written:
    """Let a fact support a record: it fills what is empty, is cited where it agrees, and opens conflicts where not.

    ``stated`` are the record's plain fields as the fact gives them, ``many`` its lists (only added to), ``compared``
    the dates that must meet. Nothing that is on record is overwritten. A fact from a document with a higher mark than
    the record's fills nothing: it is cited, for those who may see it.
    """
    fresh: Any = type(record)._default_manager.get(pk=record.pk)
    is_closed = statement.document.mark > fresh.mark
    before = audit.snapshot(fresh)
    empty = {} if is_closed else _what_is_empty(fresh, stated)
    lists: dict[str, list[models.Model]] = {}
    added: list[str] = []
    for name, items in ({} if is_closed else dict(many or {})).items():
        held = list(getattr(fresh, name).all())
        missing = [item for item in items if item not in held]
        if missing:
            lists[name], added = [*held, *missing], [*added, name]
    if empty or lists:
        fresh = services.change(
            fresh, empty, many=lists, by=by, evidence=[statement], act="accept", action="supplemented"
        )
    documents.cite(fresh, ["", *_what_agrees(fresh, stated, compared or {})], statement)
    for field, date in (compared or {}).items():
        _compare_date(fresh, field, date, statement)
    if statement.value is not None and "value" in stated:
        documents.compare(fresh, "value")
    return Written(fresh, False, before=before, fields=(*empty, *added))


def _what_is_empty(record: Any, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The stated fields that the record has not; a value comes with its unit and exactness, or not at all."""
    figure = {"value", "high", "unit", "qualifier"}
    empty = {
        name: value
        for name, value in stated.items()
        if name not in figure and value not in ("", None, []) and getattr(record, name) in ("", None, [])
    }
    if stated.get("value") is not None and record.value is None:
        empty |= {name: stated[name] for name in figure & set(stated)}
    return empty


def _what_agrees(record: Record, stated: Mapping[str, Any], dates: Mapping[str, str]) -> list[str]:
    """The fields in which a fact bears the record out; a value is cited always, for it is compared."""
    agreeing = [
        name
        for name, value in stated.items()
        if value not in ("", None, []) and name not in {"high", "unit", "qualifier"} and getattr(record, name) == value
    ]
    meeting = [
        name
        for name, date in dates.items()
        if date and getattr(record, name) and period.meet(date, getattr(record, name))
    ]
    value = ["value"] if stated.get("value") is not None else []
    return list(dict.fromkeys([*agreeing, *meeting, *value]))


def _compare_date(record: Record, field: str, stated: str, statement: Statement) -> None:
    held = getattr(record, field)
    if not stated or not held or period.meet(stated, held):
        return
    others = [one for one in standing_statements(record, field) if one.pk != statement.pk]
    documents.cite(record, [field], statement)
    documents.open_conflict(
        record,
        field,
        [*others, statement],
        kind="plain",
        explanation=_("The record holds %(held)s; this source says %(stated)s.")
        % {"held": matching.in_words(held), "stated": matching.in_words(stated)},
    )
