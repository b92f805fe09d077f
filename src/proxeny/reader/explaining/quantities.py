"""Why an amount has its value, unit and qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxeny.reader.explaining.derivation import Case, Reason
from proxeny.reader.explaining.sources import line, universal
from proxeny.reader.numbers.digits import habit_of, read_digits
from proxeny.reader.quantities.lexicon import quantity_words
from proxeny.reader.quantities.lexicon import universal as signs
from proxeny.reader.quantities.mention import Mention
from proxeny.reader.spans import Quantity

_SEPARATED = re.compile(r"\d+(?:[.,]\d+)+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = {".": "dot", ",": "comma"}
_EVIDENCE = 3  # figures named as evidence


def reasons(case: Case, quantity: Quantity) -> Iterator[Reason]:
    """Number, scale, unit, qualifier, counted noun, and where the confidence comes from."""
    mention = _mention(case, quantity)
    if mention is None:
        return
    document = case.document
    first, last = document.origin(mention.number), document.origin_end(max(mention.number_end, mention.number + 1))
    digits = _SEPARATED.search(document.lower, mention.start, mention.end)
    if digits is None:
        words = case.words(first, last) if last > first else quantity.text
        yield Reason("number", _value(quantity), words, first, last)
    else:
        yield from _number(case, quantity, mention, digits)
    yield from _scales(case, mention)
    yield from _unit(case, quantity, mention)
    yield from _qualifier(case, quantity, mention)
    if quantity.of and mention.borrowed:
        yield Reason("counted", f"'{quantity.of}' is taken over from the figure beside it")
    elif quantity.of:
        said = "left out here, taken over from the figure before" if mention.nounless else "the noun beside the number"
        yield Reason("counted", f"'{quantity.of}': {said}")
    yield Reason("confidence", _confidence(case, quantity, mention))


def _mention(case: Case, quantity: Quantity) -> Mention | None:
    start = case.document.plain_position(quantity.start)
    return next((each for each in case.seen.mentions if each.start == start), None)


def _value(quantity: Quantity) -> str:
    if quantity.value is None:
        return "no number that could be written"
    high = "" if quantity.high is None else f" to {quantity.high:f}"
    return f"worth {quantity.value:f}{high}"


def _number(case: Case, quantity: Quantity, mention: Mention, digits: re.Match[str]) -> Iterator[Reason]:
    """How the separators of this number were read, and what in the document speaks for it."""
    habit = case.seen.habit
    start, end = case.document.origin(digits.start()), case.document.origin_end(digits.end())
    own = case.language.table("numbers")["habit"]["decimal"]
    decimal = habit.decimal if habit else own
    read = read_digits(digits.group(), habit) if habit else None
    said = _value(quantity) if read is None else f"read as {read.value:f}"
    yield Reason("number", said, case.words(start, end), start, end)
    evidence = [raw for raw in _SEPARATED.findall(case.document.lower) if _speaks(raw) == decimal]
    shown = ", ".join(dict.fromkeys(evidence[:_EVIDENCE]))
    if decimal == own:
        said = f"the {_MARKS[decimal]} marks decimals, as this language does"
        said += f" and as the text shows ({shown})" if shown else "; the text shows nothing else"
    else:
        said = f"the {_MARKS[decimal]} marks decimals, against the language's habit, for the text shows it ({shown})"
    if habit and habit.mixed:
        said += "; the text does both, so the other reading is kept"
    yield Reason("separators", said, source=line(case.language, "numbers", "habit.decimal"))


def _speaks(raw: str) -> str | None:
    """The decimal mark that a figure shows by itself, ``None`` where it can be read both ways."""
    either = {habit_of([raw], mark).decimal for mark in ".,"}
    return either.pop() if len(either) == 1 else None


def _scales(case: Case, mention: Mention) -> Iterator[Reason]:
    words = quantity_words(case.language).numbers
    lower, plain = case.document.lower, case.document.plain
    at = mention.start
    told = set()
    for match in _WORD.finditer(lower, mention.start, mention.end):
        if match.start() < at:
            continue
        long = max(
            (word for word in words.scales if lower.startswith(word, match.start())
             and match.start() + len(word) <= mention.end), key=len, default=None,
        )  # fmt: skip
        short = plain[match.start() : match.end()]
        section, word = ("scales", long) if long else ("short_scales", short)
        worth = words.scales.get(word) if long else words.short.get(short) if mention.scale is not None else None
        if worth is None or word in told:
            continue
        told.add(word)
        at = match.start() + len(word)
        start, end = case.document.origin(match.start()), case.document.origin_end(at)
        yield Reason(
            "scale", f"times {worth:f}", case.words(start, end), start, end,
            line(case.language, "numbers", f"{section}.{word}", word),
        )  # fmt: skip
    if mention.scale is not None and not told:
        yield Reason("scale", f"times {mention.scale:f}, taken over from the figure or heading beside it")


def _unit(case: Case, quantity: Quantity, mention: Mention) -> Iterator[Reason]:
    document = case.document
    if quantity.unit in ("count", "1"):
        yield Reason("unit", "no unit: it counts something" if quantity.unit == "count" else "a mere ratio")
        return
    lower, plain = document.lower[mention.start : mention.end], document.plain[mention.start : mention.end]
    for section in ("currencies", "units", "units_of_fractions"):
        for code, listed in case.language.table("quantities").get(section, {}).items():
            for word in sorted(listed, key=len, reverse=True):
                if (at := _stands(lower, word)) >= 0 and code == quantity.unit:
                    start = document.origin(mention.start + at)
                    end = document.origin_end(mention.start + at + len(word))
                    source = line(case.language, "quantities", f"{section}.{code}", word)
                    yield Reason("unit", f"means {code}", case.words(start, end), start, end, source)
                    return
    for sign, code in sorted(signs()["signs"].items(), key=lambda pair: -len(pair[0])):
        if sign in plain:
            said = f"means {code}" if code == quantity.unit else f"means {quantity.unit} by the places the text names"
            yield Reason("unit", said, sign, source=universal(f"signs.{sign}", sign))
            return
    for code, listed in signs()["units"].items():
        if code == quantity.unit and (sign := next((each for each in listed if each in plain), None)):
            yield Reason("unit", f"means {code}", sign, source=universal(f"units.{code}", sign))
            return
    if quantity.unit in plain:
        yield Reason("unit", f"the code {quantity.unit} itself", quantity.unit)
    elif mention.borrowed or not any(character.isalpha() for character in plain):
        yield Reason("unit", f"{quantity.unit}, taken over from the figure or heading beside it")
    else:
        yield Reason("unit", f"{quantity.unit}, by the words beside the number and the places the text names")


def _stands(text: str, word: str) -> int:
    """Where a word stands whole, -1 where it does not."""
    match = re.search(rf"(?<![^\W_\d]){re.escape(word)}(?![^\W_\d])", text)
    return match.start() if match else -1


def _qualifier(case: Case, quantity: Quantity, mention: Mention) -> Iterator[Reason]:
    if quantity.qualifier == "exact":
        return
    table = case.language.table("quantities")
    before = case.document.lower[max(0, mention.start - 40) : mention.start].rstrip()
    behind = case.document.lower[mention.end : mention.end + 24].lstrip()
    for word in sorted(table.get("qualifiers", {}).get(quantity.qualifier, []), key=len, reverse=True):
        if before.endswith(word) or word in before[-len(word) - 12 :]:
            source = line(case.language, "quantities", f"qualifiers.{quantity.qualifier}", word)
            yield Reason("qualifier", quantity.qualifier, word, source=source)
            return
    for word in sorted(table.get("after", {}).get(quantity.qualifier, []), key=len, reverse=True):
        if behind.startswith(word):
            source = line(case.language, "quantities", f"after.{quantity.qualifier}", word)
            yield Reason("qualifier", quantity.qualifier, word, source=source)
            return
    yield Reason("qualifier", f"{quantity.qualifier}, as the number itself says")


def _confidence(case: Case, quantity: Quantity, mention: Mention) -> str:
    if mention.borrowed:
        why = "scale or unit is taken over from elsewhere"
    elif quantity.alternatives:
        why = "the digits can be read in two ways"
    elif quantity.unit == "count" and quantity.of is None:
        why = "nothing says what is counted"
    else:
        why = "number and unit are plain"
    return f"{quantity.confidence:.0%}: {why}"
