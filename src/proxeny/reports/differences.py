"""What moved between two contents of a report, figure by figure, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.core.records import Mark
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import Ruling, Statement
from proxeny.reports.content import Content, statements_of
from proxeny.reports.evidence import STANDING

Kind = Literal["changed", "new", "gone", "sources"]


@dataclass(frozen=True)
class Moved:
    """One figure that is not what it was; ``sources`` where only what it rests on is another."""

    key: str
    kind: Kind
    before: str
    after: str
    before_number: int | None
    after_number: int | None
    reasons: tuple[str, ...]


def by_key(content: Content) -> dict[str, dict[str, Any]]:
    """The figures of a content by name, the first of each."""
    found: dict[str, dict[str, Any]] = {}
    for figure in content["figures"]:
        found.setdefault(figure["key"], figure)
    return found


def same_value(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures say the same: by value where they have one, else by their words in a common language."""
    if one["value"] or other["value"]:
        return (one["value"], one["unit"], one["qualifier"]) == (other["value"], other["unit"], other["qualifier"])
    common = one["texts"].keys() & other["texts"].keys()
    return all(one["texts"][language] == other["texts"][language] for language in common)


def moved(before: Content, after: Content, *, language: str, since: Any = None, visible_to: Any) -> list[Moved]:
    """The figures that differ, in the order of the later content, those that are gone at the end.

    ``since`` is when the earlier content was frozen: rulings from then on are named as reasons. Two SQL queries.
    """
    old, new = by_key(before), by_key(after)
    changed: list[tuple[str, Kind]] = []
    for key, figure in new.items():
        if key not in old:
            changed.append((key, "new"))
        elif not same_value(old[key], figure):
            changed.append((key, "changed"))
        elif _ids(old[key], before) != _ids(figure, after):
            changed.append((key, "sources"))
    changed += [(key, "gone") for key in old if key not in new]
    why = _Reasons(before, after, [(old.get(key), new.get(key)) for key, _kind in changed], since, visible_to)
    return [
        Moved(
            key,
            kind,
            _words(old.get(key), language),
            _words(new.get(key), language),
            old[key]["n"] if key in old else None,
            new[key]["n"] if key in new else None,
            tuple(why.of(old.get(key), new.get(key), language)),
        )
        for key, kind in changed
    ]


def _words(figure: Mapping[str, Any] | None, language: str) -> str:
    if figure is None:
        return ""
    texts = figure["texts"]
    return str(texts.get(language) or next(iter(texts.values()), ""))


def _ids(figure: Mapping[str, Any], content: Content) -> set[int]:
    return {statement["id"] for statement in statements_of(figure, content)}


class _Reasons:
    """Why figures moved: statements that came, went or were corrected; rulings; records that came or went."""

    def __init__(self, before: Content, after: Content, pairs: Iterable[tuple[Any, Any]], since: Any, person: Any):
        self.before, self.after = before, after
        involved: set[int] = set()
        for old, new in pairs:
            involved |= (_ids(old, before) if old else set()) | (_ids(new, after) if new else set())
        self.now = dict(Statement.objects.filter(pk__in=involved).values_list("pk", "status"))
        self.rulings: dict[int, list[Ruling]] = {}
        if since is not None:
            clearance = getattr(person, "clearance", Mark.PUBLIC)
            rows = Ruling.objects.filter(
                at__gt=since, conflict__statements__in=involved, conflict__mark__lte=clearance
            ).select_related("by", "conflict")
            for ruling in rows.prefetch_related("conflict__statements").distinct():
                for statement in ruling.conflict.statements.all():
                    self.rulings.setdefault(statement.pk, []).append(ruling)

    def of(self, old: Any, new: Any, language: str) -> Iterable[str]:
        was, is_now = (_ids(old, self.before) if old else set()), (_ids(new, self.after) if new else set())
        for key in sorted(is_now - was):
            yield _("new: %(source)s") % {"source": _source(self.after["statements"][str(key)], language)}
        for key in sorted(was - is_now):
            source = _source(self.before["statements"][str(key)], language)
            pattern = (
                _("no longer counted here: %(source)s")
                if self.now.get(key) in STANDING
                else _("withdrawn: %(source)s")
            )
            yield pattern % {"source": source}
        for key in sorted(was & is_now):
            one, other = self.before["statements"][str(key)], self.after["statements"][str(key)]
            if any(one[name] != other[name] for name in ("value", "unit", "qualifier", "status")):
                yield _("corrected: %(source)s") % {"source": _source(other, language)}
        seen: set[int] = set()
        for key in sorted(was | is_now):
            for ruling in self.rulings.get(key, ()):
                if ruling.pk not in seen:
                    seen.add(ruling.pk)
                    yield _("ruled by %(person)s: %(reason)s") % {"person": ruling.by, "reason": ruling.reason}
        yield from _records(set(old["records"]) if old else set(), set(new["records"]) if new else set())


def _records(was: set[str], is_now: set[str]) -> Iterable[str]:
    came, went = len(is_now - was), len(was - is_now)
    if came:
        yield ngettext("%(n)d record more is counted", "%(n)d records more are counted", came) % {"n": came}
    if went:
        yield ngettext("%(n)d record is no longer counted", "%(n)d records are no longer counted", went) % {"n": went}


def _source(statement: Mapping[str, Any], language: str) -> str:
    day = edtf_in_words(statement["published"], language, short=True) if statement["published"] else ""
    named = ", ".join(filter(None, (statement["publisher"] or statement["title"], day)))
    words = statement["quote"][:160]
    return f"{named}: “{words}”" if words else named
