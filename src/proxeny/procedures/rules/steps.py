"""The steps, papers, forms and limits of one version of the rules, read and checked against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from proxeny.procedures.rules.limits import MEASURES
from proxeny.procedures.rules.pack import (
    ANCHOR,
    DIRECTIONS,
    KINDS_OF_DAYS,
    OPENED,
    RECORDERS,
    STATUSES,
    TO_CHECK,
    Body,
    Citation,
    Counting,
    Form,
    Holidays,
    Limit,
    Paper,
    Span,
    Step,
    Words,
)
from proxeny.procedures.rules.reading import Table


@dataclass
class Ground:
    """What the files of a pack refer to: its languages, sources and bodies, and the words for an article."""

    name: str
    jurisdiction: str
    title: Words
    languages: tuple[str, ...]
    article: Words
    sources: dict[str, tuple[Words, str]] = field(default_factory=dict)
    bodies: dict[str, Words] = field(default_factory=dict)
    holidays: Holidays = field(default_factory=lambda: Holidays(""))
    counting: Counting = field(default_factory=Counting)

    def cited(self, table: Table, *, source: str = "", other: Citation | None = None) -> Citation:
        """The citation of a rule: ``source`` (or that of the version around it), ``article`` and ``status``.

        A part without any of its own stands where the rule around it stands (``other``), and is as well checked.
        """
        key, article = table.text("source"), table.text("article")
        status = table.choice("status", STATUSES, default=other.status if other else TO_CHECK)
        if other is not None and not key and not article:
            return Citation(other.words, other.address, status)
        if not key and not source:
            table.problem(f"'source' is missing: name one of the [sources] of pack.toml ({self._known()}).")
            return Citation(status=status)
        if key and key not in self.sources:
            known = self._known()
            table.problem(f"'source' is '{key}': expected one of the [sources] of pack.toml ({known}).", "source")
        title, address = self.sources.get(key or source, ({}, ""))
        words = dict(title)
        if article:
            words = {tag: f"{act}, {self.article.get(tag, '{}').format(article)}" for tag, act in words.items()}
        return Citation(words, address, status)

    def _known(self) -> str:
        return ", ".join(sorted(self.sources)) or "none yet"


def _keyed(tables: Sequence[Table]) -> Iterable[tuple[str, Table]]:
    """Each table with its key, which must be its own."""
    seen: set[str] = set()
    for table in tables:
        key = table.text("key", needed=True)
        if key in seen:
            table.problem(f"'key' is '{key}', as of one before: give each its own.", "key")
        elif key and not key.replace("-", "").replace("_", "").isalnum():
            table.problem(f"'key' is '{key}': expected letters, digits, - and _ only.", "key")
        seen.add(key)
        yield key, table


def _span(table: Table) -> Span | None:
    days = table.number("days")
    kind = table.choice("kind_of_days", KINDS_OF_DAYS, default="calendar")
    if "days" not in table.content and "kind_of_days" in table.content:
        table.problem("'kind_of_days' stands without 'days': give the number, or leave both out.", "kind_of_days")
    return None if days is None else Span(days, kind)


def steps_of(version: Table, ground: Ground, forms: Collection[str]) -> tuple[Step, ...]:
    """The steps of a version, checked: what they start from and depend on is there, and nothing runs in a circle."""
    around = _source(version)
    made: list[tuple[Step, Table]] = []
    for key, table in _keyed(version.tables("step", needed=True)):
        citation = ground.cited(table, source=around)
        step = Step(
            key=key,
            title=table.words("title", ground.languages, needed=True),
            rule=table.words("rule", ground.languages),
            who=table.words("who", ground.languages),
            start=table.text("from"),
            direction=table.choice("direction", DIRECTIONS, default="after"),
            span=_span(table),
            after=table.names("after"),
            bodies=_bodies(table, ground, str(table.content.get("source") or around), citation),
            needs_papers=table.flag("needs_papers"),
            is_decision=table.flag("is_decision"),
            recorded_by=table.choice("recorded_by", RECORDERS, default="officer"),
            form=table.text("form"),
            note=table.words("note", ground.languages),
            citation=citation,
        )
        table.finish()
        made.append((step, table))
    _check(made, forms)
    return tuple(step for step, _table in made)


def _bodies(step: Table, ground: Ground, source: str, around: Citation) -> tuple[Body, ...]:
    bodies = []
    for key, table in _keyed(step.tables("body")):
        if key not in ground.bodies:
            known = ", ".join(sorted(ground.bodies)) or "none yet"
            table.problem(f"'key' is '{key}': expected one of the [bodies] of pack.toml ({known}).", "key")
        bodies.append(
            Body(
                key=key,
                title=ground.bodies.get(key, {}),
                span=_span(table),
                is_required=table.flag("required", True),
                when=table.words("when", ground.languages),
                citation=ground.cited(table, source=source, other=around),
            )
        )
        table.finish()
    return tuple(bodies)


def _check(made: Sequence[tuple[Step, Table]], forms: Collection[str]) -> None:
    steps = {step.key: step for step, _table in made}
    for step, table in made:
        if step.start and step.start not in {ANCHOR, OPENED, *steps}:
            table.problem(f"'from' is '{step.start}': expected anchor, opened or the key of a step.", "from")
        if step.span is not None and not step.start:
            table.problem("'days' stands without 'from': say what starts the clock (anchor, opened or a step).", "days")
        if step.direction == "before" and not step.start:
            table.problem("'direction' stands without 'from': say before what.", "direction")
        for key in step.after:
            if key not in steps:
                table.problem(f"'after' names '{key}', which is no step of this version: mend or remove it.", "after")
        if step.form and step.form not in forms:
            table.problem(f"'form' is '{step.form}': expected the key of a [[version.form]].", "form")
        starts = {key: (one.start,) for key, one in steps.items()}
        afters = {key: one.after for key, one in steps.items()}
        for name, edges in (("from", starts), ("after", afters)):
            circle = _circle(step.key, edges)
            if circle:
                table.problem(f"'{name}' runs in a circle: {' → '.join(circle)}. Break it.", name)


def _circle(key: str, edges: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The way from a step back to itself; empty where there is none."""
    ways = [[key]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in edges.get(way[-1], ()):
            if following == key:
                return [*way, key]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def papers_of(version: Table, ground: Ground) -> tuple[Paper, ...]:
    """The dossier's checklist."""
    around = _source(version)
    papers = []
    for key, table in _keyed(version.tables("paper")):
        papers.append(
            Paper(
                key=key,
                title=table.words("title", ground.languages, needed=True),
                is_required=table.flag("required", True),
                when=table.words("when", ground.languages),
                citation=ground.cited(table, source=around),
            )
        )
        table.finish()
    return tuple(papers)


def forms_of(version: Table, ground: Ground) -> tuple[Form, ...]:
    """The forms prescribed."""
    around = _source(version)
    forms = []
    for key, table in _keyed(version.tables("form")):
        title = table.words("title", ground.languages, needed=True)
        forms.append(Form(key, title, ground.cited(table, source=around)))
        table.finish()
    return tuple(forms)


def limits_of(version: Table, ground: Ground) -> tuple[Limit, ...]:
    """The limits, each of something that a register can count."""
    around = _source(version)
    limits = []
    for key, table in _keyed(version.tables("limit")):
        limit = Limit(
            key=key,
            title=table.words("title", ground.languages, needed=True),
            measure=table.choice("measure", tuple(MEASURES)),
            most=table.number("most", most=10**12),
            least=table.number("least", most=10**12),
            note=table.words("note", ground.languages),
            citation=ground.cited(table, source=around),
            where=_where(table),
        )
        if limit.most is None and limit.least is None:
            table.problem("the limit has neither 'most' nor 'least': give one.", "most")
        table.finish()
        limits.append(limit)
    return tuple(limits)


def _where(limit: Table) -> dict[str, int]:
    """How many of other measures there must be for a limit to hold: ``where = { countries = 1 }``."""
    asked = limit.table("where")
    if asked is None:
        return {}
    found = {measure: number for measure in MEASURES if (number := asked.number(measure)) is not None}
    asked.finish()
    return found


def _source(version: Table) -> str:
    """The key of the act that a version's rules stand in unless they say otherwise."""
    return str(version.content.get("source") or "")
