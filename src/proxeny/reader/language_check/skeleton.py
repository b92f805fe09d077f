"""The skeleton of a new language: every file of the schema with its keys to fill in, and what CLDR knows already.

CLDR, through Babel, gives the names of countries, months, weekdays and currencies, and of the cities that stand for
time zones; the rest is for a person who knows the language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proxeny.reader import gazetteer
from proxeny.reader.errors import ReaderError
from proxeny.reader.gazetteer.folding import fold
from proxeny.reader.language_check.schema import QUALIFIERS, Cases, Entry, File, files, levels
from proxeny.reader.language_check.schema import cases as kinds_of_cases

_MONEY = (
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "CHF", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "VND", "IDR", "MYR",
    "THB", "PHP", "INR", "RUB", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "ZAR", "EGP", "MAD", "AED", "SAR", "QAR",
    "TRY", "PLN", "CZK", "HUF", "SEK", "NOK", "DKK", "LAK", "KHR", "XOF", "XAF",
)  # fmt: skip
_RULES = (
    '  { kind = "date", name = "iso", on = ["#"], text = "{y}[-/]{m}[-/]{d}" },',
    '  { kind = "date", name = "day", on = ["#"], text = "{d} {month}(?: {y})?" },',
    '  { kind = "date", name = "day in digits", on = ["#"], text = "{d}[/.-]{m}[/.-]{y}" },',
    '  { kind = "date", name = "month", on = ["{month}"], text = "{month} {y}" },',
    '  { kind = "date", name = "month alone", on = ["{month}"], text = "{month}" },',
    '  { kind = "date", name = "year", on = ["#"], text = "{y}" },',
    '  { kind = "weekday", on = ["{wd}"], text = "{wd}" },',
)


class CannotMake(ReaderError):
    """A tag that is none, or a folder that exists."""

    code = "reader.language_exists"


def make(tag: str, inside: Path) -> Iterator[Path]:
    """Write the skeleton of a language into ``inside``/``tag`` and say each file written.

    Raises ``CannotMake`` for a tag that CLDR does not know and for a folder that is there already.
    """
    from babel import Locale, UnknownLocaleError

    folder = inside / tag
    if not re.fullmatch(r"[a-z]{2,3}", tag):
        raise CannotMake(f"'{tag}' is no tag of a language; give its two or three small letters, such as 'es'.")
    if folder.exists():
        raise CannotMake(f"'{folder}' is there already; choose another folder, or go on with 'proxeny language check'.")
    try:
        locale = Locale(tag)
    except UnknownLocaleError as error:
        raise CannotMake(f"CLDR has no language '{tag}'; give a BCP 47 tag such as 'es'.") from error
    (folder / "cases").mkdir(parents=True)
    level = levels()[0]
    for file in files().values():
        if file.needed_at(level):
            yield _written(folder / f"{file.name}.toml", "\n".join(_file(file, locale)) + "\n")
    for kind in kinds_of_cases().values():
        if kind.kind in files() and files()[kind.kind].needed_at(level):
            yield _written(folder / "cases" / f"{kind.kind}.toml", _cases(kind))
    yield _written(folder / "README.md", _readme(locale))


def _written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def _file(file: File, locale: Any) -> Iterator[str]:
    yield f"# {file.about}"
    known = _known(file.name, locale)
    for name, entry in file.top.items():
        yield from ("", *_value(name, entry, known.get(name)))
    for section, entries in file.sections.items():
        yield from ("", f"[{section}]")
        for name, entry in entries.items():
            yield from _value(name, entry, None)
    for name, entry in file.open.items():
        yield from ("", f"[{name}] # {entry.about}")
        yield from _open(entry, known.get(name, {}))


def _value(name: str, entry: Entry, known: Any) -> Iterator[str]:
    empty = {"flag": "false", "mark": '","', "text": '""', "country": '""', "level": f'"{levels()[0]}"', "words": "[]"}
    if entry.kind == "rules":
        yield f"{name} = [ # {entry.about}"
        yield from _RULES
        yield "]"
    elif entry.kind == "country":
        yield f'# {name} = "" # {entry.about}'
    elif entry.kind == "by word":
        yield f'# {name}."…" = ["…"] # {entry.about}'
    else:
        value = empty[entry.kind] if known is None else json.dumps(known, ensure_ascii=False)
        yield f"{name} = {value} # {entry.about}"


def _open(entry: Entry, known: dict[str, Any]) -> Iterator[str]:
    for key, value in known.items():
        yield f"{_key(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key in entry.complete:
        if str(key) in known:
            continue
        if entry.kind == "meanings":
            yield f"{_key(str(key))} = []"
        else:
            yield f'# "…" = {key}'


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _known(file: str, locale: Any) -> dict[str, Any]:
    """What CLDR has for a file."""
    if file == "language":
        own = str(locale.get_language_name() or locale.language)
        return {"name": str(locale.english_name), "own_name": own[:1].upper() + own[1:], "level": levels()[0]}
    if file == "quantities":
        return {"currencies": _currencies(locale), "qualifiers": {each: [] for each in QUALIFIERS if each != "exact"}}
    if file == "dates":
        return {
            "months": {str(at): _lower(locale.months["format"]["wide"][at], locale.months["stand-alone"]["wide"][at])
                       for at in range(1, 13)},
            "weekdays": {str(at + 1): _lower(locale.days["format"]["wide"][at]) for at in range(7)},
        }  # fmt: skip
    if file == "places":
        return {"countries": _countries(locale), "cities": dict(_cities(locale))}
    return {}


def _lower(*words: str) -> list[str]:
    return list(dict.fromkeys(word.lower() for word in words))


def _currencies(locale: Any) -> dict[str, list[str]]:
    from babel.numbers import get_currency_name

    named, taken = {}, set()
    for code in _MONEY:
        words = _lower(*(get_currency_name(code, count, locale=locale) for count in (5, 1)))
        free = [word for word in words if word not in taken and word != code.lower()]
        if free:
            named[code] = free
            taken.update(free)
    return named


def _countries(locale: Any) -> dict[str, list[str]]:
    named = {code: locale.territories.get(code) for code in sorted(gazetteer.countries())}
    return {code: list(dict.fromkeys((name.split(" (")[0], name))) for code, name in named.items() if name}


def _cities(locale: Any) -> Iterator[tuple[str, str]]:
    """Cities that CLDR names for their time zones, where this language calls them otherwise than English does."""
    from babel import Locale
    from babel.core import get_global

    countries = get_global("zone_territories")
    english = Locale("en").time_zones
    for zone in sorted(locale.time_zones):
        name = locale.time_zones[zone].get("city", "")
        usual = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        country = countries.get(zone, "")
        entry = gazetteer.find(usual, country)
        if name and fold(name) != fold(usual) and entry is not None and entry.name:
            yield name, f"{country}/{entry.name}"


def _cases(kind: Cases) -> str:
    found = {
        "quantities": '{ text = "…", value = "4600000000", unit = "USD" }',
        "dates": '{ text = "…", edtf = "2023-04-12" }',
        "places": '{ text = "…", country = "VN", name = "Hanoi" }',
    }[kind.kind]
    return (
        f"# What the reader must find, and what it must leave alone: at least {kind.least} cases, {kind.negative} of "
        f"them with found = [].\n# Sentences of your own; remove the sign before a line to use it.\n\n"
        f"# [[{kind.item}]]\n"
        f'# text  = "…"\n# found = [{found}]\n\n# [[{kind.item}]]\n# why   = "…"\n# text  = "…"\n# found = []\n'
    )


def _readme(locale: Any) -> str:
    return (
        f"# {locale.get_language_name() or locale.language} ({locale.english_name})\n\n**Reads** …\n\n"
        "| | covered |\n|---|---|\n"
        "| separators | … |\n| scales | … |\n| money | … |\n| numbers in words | … |\n| dates | … |\n| places | … |\n\n"
        "**Choices.** …\n\n**Not covered.** …\n"
    )
