"""The cases of a language: well-formed, enough of them, their words in their text, and each read as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from proxeny.reader import gazetteer
from proxeny.reader.language_check.faults import Fault, nearest
from proxeny.reader.language_check.running import differences
from proxeny.reader.language_check.schema import QUALIFIERS, Cases, ucum
from proxeny.reader.language_check.sources import Source
from proxeny.reader.language_check.values import currencies
from proxeny.reader.languages import Language
from proxeny.reader.spans import KIND_OF_FACT

_DAY = r"(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?"
EDTF = re.compile(rf"{_DAY}(?:/(?:{_DAY}|\.\.))?|\.\./{_DAY}")


def check(
    language: Language, path: Path, shown: str, kind: Cases, table: dict[str, Any], *, run: bool
) -> Iterator[Fault]:
    """The faults of one file of cases; they are run where the language itself can be loaded (``run``)."""
    source = Source(path.read_text(encoding="utf-8"))
    for name in table:
        if name != kind.item:
            line = source.line_of_table(name, 0) or source.line_of(name)
            found = f"[[{name}]] is no case of {kind.kind}"
            yield Fault("language.case", shown, line, name, found, f"write [[{kind.item}]]")
    listed = table.get(kind.item, [])
    if not isinstance(listed, list):
        line = source.line_of(kind.item)
        yield Fault("language.case", shown, line, kind.item, "is one table", f"write [[{kind.item}]]")
        return
    texts: dict[str, int] = {}
    for number, case in enumerate(listed):
        line = source.line_of_table(kind.item, number)
        well_formed = True
        for fault in _form(shown, line, kind, case):
            well_formed = well_formed and fault.advice
            yield fault
        if well_formed and texts.setdefault(case["text"], line) != line:
            found = f"the text of line {texts[case['text']]} stands here again"
            yield Fault("language.case", shown, line, "text", found, "keep one of the two cases")
        if well_formed and run:
            for found in differences(kind.kind, language, case):
                repair = "correct the case, or the words it needs"
                yield Fault("language.case_fails", shown, line, "found", found, repair)
    yield from _enough(shown, kind, listed)


def negative(listed: list[dict[str, Any]]) -> int:
    """How many cases say that nothing is found, and why."""
    return sum(isinstance(case, dict) and case.get("found") == [] and bool(case.get("why")) for case in listed)


def _enough(shown: str, kind: Cases, listed: list[dict[str, Any]]) -> Iterator[Fault]:
    if len(listed) < kind.least:
        found = f"has {len(listed)} cases of {kind.kind}, fewer than {kind.least}"
        yield Fault("language.few_cases", shown, 0, "", found, "write more, of habits that are not covered")
    if negative(listed) < kind.negative:
        found = f"has {negative(listed)} negative cases of {kind.kind}, fewer than {kind.negative}"
        yield Fault("language.few_cases", shown, 0, "", found, "write cases with found = [] and their why")


def _form(shown: str, line: int, kind: Cases, case: Any) -> Iterator[Fault]:
    def fault(key: str, found: str, repair: str) -> Fault:
        return Fault("language.case", shown, line, key, found, repair)

    if not isinstance(case, dict) or not isinstance(case.get("text"), str) or not case["text"].strip():
        yield fault("text", "the case has no text", 'write text = "…"')
        return
    for name in case:
        if name not in kind.fields:
            yield fault(name, "is no field of a case", nearest(name, kind.fields))
    found = case.get("found")
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        yield fault("found", f"is {found!r}", "give a list of { … }, or [] where nothing is to be found")
        return
    if not found and not case.get("why"):
        yield fault("why", "nothing is to be found, and no reason is given", 'add why = "…"')
    at = 0
    for item in found:
        yield from (fault(*each) for each in _item(kind, item))
        words = item.get("text")
        if kind.item != "fact" and isinstance(words, str):
            start = case["text"].find(words, at)
            if start < 0:
                where = "later in the text than what is found before" if words in case["text"] else "in the text"
                repair = "copy the words from the text, in its order"
                yield fault("found.text", f"'{words}' does not stand {where}", repair)
            else:
                at = start + len(words)


def _item(kind: Cases, item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in item:
        if kind.keys and name not in kind.keys:
            yield f"found.{name}", "is no key of a finding", nearest(name, kind.keys)
    for name in kind.needed:
        if name not in item:
            yield f"found.{name}", "is missing", f"give {', '.join(kind.needed)}"
    for name in ("value", "high"):
        if name in item and not _is_number(item[name]):
            yield f"found.{name}", f"{item[name]!r} is no number", 'write it in digits and in quotes: "4600000000"'
    if "unit" in item and item["unit"] not in currencies() | ucum():
        yield "found.unit", f"{item['unit']!r} is no unit", nearest(str(item["unit"]), currencies() | ucum())
    if "qualifier" in item and item["qualifier"] not in QUALIFIERS:
        yield "found.qualifier", f"{item['qualifier']!r} is none", nearest(str(item["qualifier"]), QUALIFIERS)
    for name in ("edtf", "period", "date"):
        if isinstance(item.get(name), str) and not EDTF.fullmatch(item[name]):
            yield f"found.{name}", f"'{item[name]}' is no date in EDTF", "write 2023-04-13, 2023-04 or 2014/.."
    if "country" in item and item["country"] not in gazetteer.countries():
        yield "found.country", f"{item['country']!r} is no country", "give an ISO 3166-1 alpha-2 code"
    if kind.item == "fact" and item.get("kind") not in {None, *KIND_OF_FACT.values()}:
        yield "found.kind", f"{item['kind']!r} is no kind of fact", nearest(str(item["kind"]), KIND_OF_FACT.values())
    if kind.item == "fact" and not {"kind", "indicator"} & set(item):
        yield "found", "says neither 'indicator' nor 'kind'", "give one of them"


def _is_number(value: Any) -> bool:
    try:
        return isinstance(value, str) and Decimal(value).is_finite()
    except InvalidOperation:
        return False
