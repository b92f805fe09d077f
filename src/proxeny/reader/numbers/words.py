"""Number words of a language, compiled from ``numbers.toml``, and the reading of spelt-out numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from proxeny.reader.languages import Language, complain, refuse, shapes

_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class NumberWords:
    """The words for numbers of one language, each mapped to what it is worth.

    ``ones`` add, ``times`` multiply the part before them (hundred, mươi), ``plus`` add to it (belas), ``tails`` only
    follow another number word (mốt, tư), ``scales`` are powers of ten from a thousand on, ``short`` scales are
    abbreviations behind digits and keep their case.
    """

    decimal: str
    spaced: bool
    thousands_apart: bool
    ones: dict[str, int]
    times: dict[str, int]
    plus: dict[str, int]
    tails: dict[str, int]
    joins: frozenset[str]
    scales: dict[str, Decimal]
    short: dict[str, Decimal]
    halves: dict[str, Decimal]
    dozens: dict[str, tuple[int, str]]
    vague: frozenset[str]
    proportions: dict[str, Decimal]
    ordinals: dict[str, int]
    scale_pattern: re.Pattern[str]
    longest: int
    composes_teens: bool

    def spelt(self, text: str, at: int) -> tuple[int, Decimal, int] | None:
        """The number spelt out at a position: its end, its value, the number of words; ``None`` where there is none.

        Scale words within it are applied (``one thousand two hundred``); the last one is left for the caller
        if nothing follows it, so that ``2 tỷ`` and ``hai tỷ`` are read alike.
        """
        total, last_scale, end, count = Decimal(0), Decimal(0), at, 0
        parts: list[int] = []
        best: tuple[int, Decimal, int] | None = None
        while count < 24 and (match := _TOKEN.match(text, at)):
            word, limit = match.group(), match.end()
            # multiword entries (quatre-vingt) are looked up before the single word
            for wide in self._wide(text, at, limit):
                if text[at:wide] in self.ones:
                    word, limit = text[at:wide], wide
                    break
            if word in self.ones and not (parts and word in self.times):
                value = self.ones[word]
                if parts and not _fits(parts[-1], value, self.composes_teens):
                    break
                parts.append(value)
            elif word in self.times and (parts or word in ("mille", "cent", "hundred")):
                if not parts and word == "hundred":
                    break
                factor = self.times[word]
                parts = _multiplied(parts, factor)
            elif word in self.plus and parts and parts[-1] < 10:
                parts[-1] += self.plus[word]
            elif word in self.tails and parts and parts[-1] >= 10 and parts[-1] % 10 == 0:
                parts.append(self.tails[word])
            elif word in self.joins and count:
                at = _skip(text, limit)
                count += 1
                if at == limit:
                    break
                continue
            elif word in self.scales and parts:
                after = self._continues(text, limit)
                if not after and (not total or self.scales[word] > last_scale):
                    break  # một ngàn hai trăm tỷ: the scale is that of the whole, and the caller's
                last_scale = self.scales[word]
                total += sum(parts) * last_scale
                parts = []
                if not after:
                    best = (limit, total, count + 1)
                    break
            elif word in self.scales and self.scales[word] == 1000 and not parts and count == 0 and word == "mille":
                parts = [1000]
            else:
                break
            count += 1
            end = limit
            best = (end, total + sum(parts), count)
            at = _skip(text, limit)
            if at == limit:
                break
        return best

    def _wide(self, text: str, at: int, limit: int) -> list[int]:
        ends = []
        for _ in range(2):
            if limit < len(text) and text[limit] in " -" and (match := _TOKEN.match(text, limit + 1)):
                limit = match.end()
                ends.append(limit)
            else:
                break
        return ends[::-1]

    def _continues(self, text: str, at: int) -> bool:
        """Whether another number word follows a scale word."""
        start = _skip(text, at)
        match = _TOKEN.match(text, start)
        if match and match.group() in self.joins:
            match = _TOKEN.match(text, _skip(text, match.end()))
        return bool(match and start > at and match.group() in self.ones)


def _fits(before: int, value: int, composes_teens: bool) -> bool:
    """Whether a number word may be added to the part before it: twenty-three, cent huit, but not five five."""
    if before in (60, 80) and 10 <= value < 20:
        return True  # soixante-quinze, quatre-vingt-douze
    if before == 10 and composes_teens:
        return 0 < value < 10  # mười hai
    return before >= 20 and value < 10 ** (len(str(before)) - len(str(before).rstrip("0")) or 0) if before else False


def _multiplied(parts: list[int], factor: int) -> list[int]:
    if not parts:
        return [factor]
    if factor >= 1000:
        return [sum(parts) * factor]
    if parts[-1] >= factor and factor >= 100:
        return [*parts, factor]
    return [*parts[:-1], parts[-1] * factor]


def _skip(text: str, at: int) -> int:
    """Past one space or hyphen between number words."""
    if at < len(text) and text[at] in " -":
        at += 1
    return at


@lru_cache
def number_words(language: Language) -> NumberWords:
    """The compiled number words of a language. Raises ``BadLanguageData`` naming file, key and repair."""
    table = language.table("numbers")
    for section in ("habit", "ones", "scales"):
        if section not in table:
            raise complain(language, "numbers", f"[{section}]", "is missing", "add the section")
    habit = table["habit"]
    if habit.get("decimal") not in (".", ","):
        raise complain(
            language, "numbers", "habit.decimal", f"is {habit.get('decimal')!r}", 'give the decimal mark, "." or ","'
        )
    scales = _powers(language, table, "scales")
    for section in ("ones", "times", "plus", "tails", "ordinals"):
        refuse(language, "numbers", shapes.whole_numbers(section, table.get(section, {})))
    words = sorted(scales, key=len, reverse=True)
    return NumberWords(
        decimal=habit["decimal"],
        spaced=bool(habit.get("spaces", False)),
        thousands_apart=bool(habit.get("thousands_apart", False)),
        ones=table["ones"],
        times=table.get("times", {}),
        plus=table.get("plus", {}),
        tails=table.get("tails", {}),
        joins=frozenset(table.get("joins", {}).get("words", [])),
        scales=scales,
        short=_powers(language, table, "short_scales"),
        halves={word: Decimal(str(value)) for word, value in table.get("halves", {}).items()},
        dozens={word: (entry[0], entry[1]) for word, entry in table.get("collectives", {}).items()},
        vague=frozenset(table.get("vague", {}).get("words", [])),
        proportions={word: Decimal(str(value)) for word, value in table.get("proportions", {}).items()},
        ordinals=table.get("ordinals", {}),
        scale_pattern=re.compile(r"(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d_])"),
        longest=max(map(len, words)),
        composes_teens=11 not in table["ones"].values(),
    )


def _powers(language: Language, table: dict[str, dict[str, int]], section: str) -> dict[str, Decimal]:
    refuse(language, "numbers", shapes.powers(section, table.get(section, {})))
    return {word: Decimal(10) ** power for word, power in table.get(section, {}).items()}
