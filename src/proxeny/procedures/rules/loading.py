"""Loading a rule pack from its folder: ``pack.toml`` and a file for each case kind (docs/reference/rule-packs.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from proxeny.procedures.rules import days
from proxeny.procedures.rules.errors import BadPack, Problem, UnknownPack
from proxeny.procedures.rules.lines import Lines
from proxeny.procedures.rules.pack import (
    Change,
    Counting,
    Holidays,
    Pack,
    Procedure,
    Rules,
    Words,
)
from proxeny.procedures.rules.reading import File, Table
from proxeny.procedures.rules.steps import Ground, forms_of, limits_of, papers_of, steps_of

FOLDER = Path(__file__).resolve().parent.parent / "packs"
HEAD = "pack.toml"


def packs_on_board() -> list[str]:
    """The names of the packs that come with the program."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / HEAD).is_file())


def folder_of(name: str) -> Path:
    """The folder of a pack: one on board by its name, any other by its path. Raises ``UnknownPack``."""
    if name in packs_on_board():
        return FOLDER / name
    folder = Path(name).expanduser()
    if (folder / HEAD).is_file():
        return folder
    found = f"the folder has no {HEAD}" if folder.is_dir() else "no such pack or folder"
    raise UnknownPack(
        f"'{name}': {found}. Expected one of {', '.join(packs_on_board())}, or the path of a folder with a {HEAD}."
    )


def load_pack(name: str) -> Pack:
    """A pack, checked. ``name`` is that of a pack on board or the path of a folder.

    Raises ``UnknownPack`` where there is none, ``BadPack`` with every fault found where it does not hold.
    """
    folder = folder_of(name)
    problems: list[Problem] = []
    head = _parsed(folder / HEAD, folder.name, problems)
    if head is None:
        raise BadPack(problems)
    pack = _head(head)
    procedures: dict[str, Procedure] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == HEAD:
            continue
        file = _parsed(path, folder.name, problems)
        if file is None:
            continue
        procedure = _procedure(Table(file, file.content), pack, procedures)
        problems += file.problems
        if procedure is not None:
            procedures[procedure.case] = procedure
    problems = head.problems + problems
    if not procedures and not problems:
        problems.append(Problem(f"{folder.name}/{HEAD}", 0, "the folder has no file of a case beside it: add one."))
    if problems:
        raise BadPack(problems)
    return Pack(
        name=pack.name,
        jurisdiction=pack.jurisdiction,
        title=pack.title,
        languages=pack.languages,
        holidays=pack.holidays,
        counting=pack.counting,
        bodies=pack.bodies,
        procedures=procedures,
    )


def _parsed(path: Path, folder: str, problems: list[Problem]) -> File | None:
    name = f"{folder}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
        return File(name, tomllib.loads(text), Lines(text))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, f"not UTF-8 (byte {error.start}): save it as UTF-8."))
    except tomllib.TOMLDecodeError as error:
        words, _at, where = str(error).partition(" (at ")
        digits = where.partition("line ")[2].partition(",")[0]
        problems.append(Problem(name, int(digits) if digits.isdecimal() else 0, f"no TOML: {words}. Mend the line."))
    except OSError as error:
        problems.append(Problem(name, 0, f"cannot be read: {error.strerror}."))
    return None


def _head(file: File) -> Ground:
    """What ``pack.toml`` says."""
    top = Table(file, file.content)
    pack = top.table("pack", needed=True) or Table(file, {}, ("pack",))
    languages = pack.names("languages")
    if not languages:
        pack.problem("'languages' is missing: list the languages of the pack's words, as [\"en\"].", "languages")
    ground = Ground(
        name=pack.text("name", needed=True),
        jurisdiction=pack.text("jurisdiction", needed=True),
        title=pack.words("title", languages, needed=True),
        languages=languages,
        article=pack.words("article", languages),
    )
    folder = file.name.partition("/")[0]
    if ground.name and ground.name != folder:
        pack.problem(f"'name' is '{ground.name}': expected the name of the folder, {folder}.", "name")
    pack.finish()
    ground.sources = _sources(top, languages)
    bodies = top.table("bodies")
    if bodies is not None:
        ground.bodies = {key: bodies.words(key, languages, needed=True) for key in bodies.content}
    ground.holidays = _holidays(top)
    ground.counting = _counting(top, ground)
    top.finish()
    return ground


def _sources(top: Table, languages: tuple[str, ...]) -> dict[str, tuple[Words, str]]:
    listed = top.table("sources", needed=True)
    sources: dict[str, tuple[Words, str]] = {}
    for key in listed.content if listed is not None else ():
        source = listed.table(key) if listed is not None else None
        if source is None:
            continue
        address = source.text("address", needed=True)
        if address and not address.startswith(("https://", "http://")):
            source.problem(f"'address' is '{address}': expected the address of the text, https://….", "address")
        sources[key] = (source.words("title", languages, needed=True), address)
        source.finish()
    return sources


def _holidays(top: Table) -> Holidays:
    table = top.table("holidays", needed=True)
    if table is None:
        return Holidays("")
    country, subdivision = table.text("country", needed=True), table.text("subdivision")
    if country and country not in days.countries():
        table.problem(f"'country' is '{country}': expected an ISO 3166-1 code of known holidays, as VN.", "country")
    elif subdivision and subdivision not in days.subdivisions(country):
        known = ", ".join(sorted(days.subdivisions(country))) or "none"
        table.problem(f"'subdivision' is '{subdivision}': expected one of {known}.", "subdivision")
    changes = []
    for change in table.tables("change"):
        day, why = change.day("day", needed=True), change.text("why", needed=True)
        is_open = change.choice("is", ("open", "closed")) == "open"
        if day is not None:
            changes.append(Change(day, is_open, why))
        change.finish()
    for earlier, later in pairwise(sorted(changes, key=lambda one: one.day)):
        if earlier.day == later.day:
            table.problem(f"'{later.day}' is changed twice ({earlier.why}; {later.why}): keep one.", "change")
    table.finish()
    return Holidays(country, subdivision, tuple(changes))


def _counting(top: Table, ground: Ground) -> Counting:
    table = top.table("counting", needed=True)
    if table is None:
        return Counting()
    counting = Counting(
        first_day_counts=table.flag("first_day_counts"),
        forward=table.choice("forward", ("next", "stay")),
        backward=table.choice("backward", ("previous", "stay")),
        rule=table.words("rule", ground.languages, needed=True),
        citation=ground.cited(table),
    )
    table.finish()
    return counting


def _procedure(top: Table, ground: Ground, others: Mapping[str, Procedure]) -> Procedure | None:
    case, register = top.text("case", needed=True), top.text("register", needed=True)
    if case and f"{case}.toml" != top.file.name.rpartition("/")[2]:
        top.problem(f"'case' is '{case}': expected the name of the file, {top.file.name.rpartition('/')[2]}.", "case")
    title = top.words("title", ground.languages, needed=True)
    anchor = top.words("anchor", ground.languages, needed=True)
    versions = []
    for table in top.tables("version", needed=True):
        version = _version(table, ground, {"case": case, "register": register, "title": title, "anchor": anchor})
        if version is not None:
            versions.append((version, table))
    top.finish()
    versions.sort(key=lambda one: one[0].valid_from)
    for (earlier, _table), (later, table) in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            end = earlier.valid_to or "open"
            table.problem(
                f"'valid_from' is {later.valid_from}, but the version of {earlier.valid_from} ends {end}: "
                f"two versions cannot be in force on one day. End the earlier one on the day before.",
                "valid_from",
            )
    if not case or case in others:
        return None
    return Procedure(case, register, title, anchor, tuple(version for version, _table in versions))


def _version(table: Table, ground: Ground, about: dict[str, Any]) -> Rules | None:
    first, last = table.day("valid_from", needed=True), table.day("valid_to")
    if first is not None and last is not None and last < first:
        table.problem(f"'valid_to' is {last}, before 'valid_from' {first}: dates cannot run backwards.", "valid_to")
    citation = ground.cited(table)
    note = table.words("note", ground.languages)
    forms = forms_of(table, ground)
    steps = steps_of(table, ground, {form.key for form in forms})
    papers, limits = papers_of(table, ground), limits_of(table, ground)
    table.finish()
    if first is None:
        return None
    used = {body.key for step in steps for body in step.bodies}
    return Rules(
        pack=ground.name,
        **about,
        valid_from=first,
        valid_to=last,
        citation=citation,
        note=note,
        steps=steps,
        papers=papers,
        forms=forms,
        limits=limits,
        bodies={key: words for key, words in ground.bodies.items() if key in used},
        counting=ground.counting,
        holidays=ground.holidays,
    )


