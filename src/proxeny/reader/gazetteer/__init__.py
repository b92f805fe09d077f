"""Places of the world with coordinates: countries, first-level regions, cities, and some countries in more detail.

The data are tab-separated text, one line a place; see NOTICE for the sources and ``tools/make_gazetteer.py`` for how
they are made. Everything is loaded once, on first use.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from proxeny.reader.gazetteer.folding import fold

FOLDER = Path(__file__).parent
CITY_STATES = frozenset({"SG", "HK", "MO", "MC", "VA", "SM", "DJ", "LU", "GI"})
LANGUAGE_COLUMNS = {"en": 3, "vi": 4, "id": 5, "fr": 6}


class Entry(NamedTuple):
    """A place: ``name`` is the usual English one, ``None`` for a country; ``thousands`` of inhabitants weigh it."""

    country: str
    name: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    thousands: int


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")


@cache
def countries() -> dict[str, Entry]:
    """Countries and territories by ISO 3166-1 alpha-2 code, and the European Union as ``EU``."""
    found = {
        row[0]: Entry(row[0], None, "country", float(row[1]), float(row[2]), 100_000) for row in _lines("countries.tsv")
    }
    found["EU"] = Entry("EU", None, "country", 50.85, 4.35, 100_000)
    return found


@cache
def country_names(tag: str) -> dict[str, str]:
    """The CLDR name of each country in a language of the reader; ``{}`` for a language that CLDR was not asked for."""
    column = LANGUAGE_COLUMNS.get(tag)
    return {} if column is None else {row[0]: row[column] for row in _lines("countries.tsv") if row[column]}


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """The national capitals as (country, folded English name)."""
    return frozenset((row[0], fold(row[7])) for row in _lines("countries.tsv") if len(row) > 7)


def plain(name: str) -> str:
    """A Vietnamese name in plain letters, as English writes it: Lào Cai, Lao Cai."""
    letters = []
    for letter in name:
        base = fold(letter)
        letters.append(letter if base == " " else base.upper() if letter.isupper() else base)
    return "".join(letters)


USUAL = {"Hà Nội": "Hanoi", "TP. Hồ Chí Minh": "Ho Chi Minh City", "Buôn Mê Thuột": "Buon Ma Thuot", "Sapa": "Sa Pa",
         "Đồng bằng sông Hồng": "Red River Delta", "Đồng bằng sông Cửu Long": "Mekong Delta",
         "Tây Nguyên": "Central Highlands"}  # fmt: skip


@cache
def named() -> tuple[tuple[str, Entry], ...]:
    """Every name of a region or city with its place, Vietnam's first."""
    names: list[tuple[str, Entry]] = []
    vietnamese = set()
    states = {code: fold(name) for code, name in country_names("en").items()}
    for row in _lines("vietnam.tsv"):
        name, kind, latitude, longitude, thousands, other, *_ = [*row, "", "", "", "", "", ""][:7]
        usual = USUAL.get(name) or plain(name)
        entry = Entry(
            "VN", usual, "city" if kind in {"city", "ward"} else "region",
            float(latitude) if latitude else None, float(longitude) if longitude else None, int(thousands or 50),
        )  # fmt: skip
        vietnamese.add(fold(name))
        names += [(each, entry) for each in {name, usual, *filter(None, other.split(";"))}]
    for file, kind in (("cities.tsv", "city"), ("regions.tsv", "region")):
        for row in _lines(file):
            country, name, latitude, longitude, thousands = row[:5]
            if country == "VN":
                if fold(name) in vietnamese:
                    continue
                entry = Entry("VN", plain(name), kind, float(latitude), float(longitude), int(thousands))
            else:
                entry = Entry(country, name, kind, float(latitude), float(longitude), int(thousands))
            if states.get(country, "").startswith(fold(name)) and country in CITY_STATES:  # a city state is a country
                continue
            names.append((name, entry))
            if len(row) > 5:
                names += [(each, entry) for each in row[5].split(";")]
    known = {(entry.country, fold(name)): entry for name, entry in reversed(names)}
    for country, kind, latitude, longitude, thousands, listed in _lines("units.tsv"):
        for each in listed.split(";"):
            forms = [form.rstrip("*") for form in each.split("=")]
            entry = known.get((country, fold(forms[0]))) or Entry(
                country, forms[0], kind, float(latitude), float(longitude), int(thousands)
            )
            entry = entry._replace(name=forms[0], thousands=max(entry.thousands, int(thousands)))
            names += [(form, entry) for form in forms]
    return tuple(names)


@cache
def ordinary() -> frozenset[str]:
    """Names, folded, that are first of all ordinary words or persons' in every language."""
    return frozenset(
        fold(form.rstrip("*"))
        for *_, listed in _lines("units.tsv")
        for each in listed.split(";")
        for form in each.split("=")
        if form.endswith("*")
    )


@cache
def _by_name() -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for name, entry in named():
        key = (entry.country, fold(name))
        if key not in found or (found[key].thousands, found[key].kind) < (entry.thousands, entry.kind):
            found[key] = entry
    return found


def find(name: str, country: str) -> Entry | None:
    """The region or city of a name in a country, the most populous where several bear it; marks do not matter."""
    return _by_name().get((country, fold(name)))


@cache
def _country_by_name() -> dict[str, tuple[int, str]]:
    """Inhabitants and country of the most populous place of each name, local or English, as it is spelled."""
    found: dict[str, tuple[int, str]] = {}
    for each, entry in named():
        for name in (each, entry.name):
            if name is not None and (name not in found or found[name][0] < entry.thousands):
                found[name] = (entry.thousands, entry.country)
    return found


def country_of(name: str) -> str | None:
    """The country of the most populous city or region of a name; ``None`` for one we do not know."""
    known = _country_by_name().get(name)
    return known[1] if known else None


@lru_cache(maxsize=4096)
def city(name: str, country: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a city or region, ``None`` where the gazetteer has it not."""
    entry = find(name, country)
    if entry is None or entry.latitude is None or entry.longitude is None:
        return None
    return entry.latitude, entry.longitude


def country(code: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of the middle of a country's cities, ``None`` for an unknown code."""
    entry = countries().get(code)
    if entry is None or entry.latitude is None or entry.longitude is None:
        return None
    return entry.latitude, entry.longitude
