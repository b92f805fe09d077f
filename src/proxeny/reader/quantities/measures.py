"""The currency before a number, the scale words and the unit behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_WORD = re.compile(r"[^\W\d_]+")
_TENTATIVE = frozenset("tTmLGgBbMKk")  # letters that are a scale or a unit only in the right company
_CENTS = re.compile(r"\d\d(?!\d)")
_BRACKETED = re.compile(r"(\d{1,9})\)")
_COMPOUND = re.compile(r" (\d{1,3}) ")


def read_prefix(plain: str, words: QuantityWords, mention: Mention, bound: int) -> None:
    """A sign and a currency before the number, from ``bound`` on: ``-2.1``, ``US$ 997``, ``VND397``."""
    start = mention.start
    if not start or mention.spelt:
        return
    at = start - 1 if plain[start - 1] == " " and start > 1 else start
    for size in (5, 4, 3, 2, 1):
        sign = plain[max(0, at - size) : at]
        if len(sign) == size and at - size >= bound and sign in words.before_signs:
            before = plain[at - size - 1] if at > size else " "
            if sign[0].isalpha() and before.isalnum() and not (sign in ("US$", "Rp") and before.isdecimal()):
                continue
            mention.unit, mention.prefixed, mention.start = words.before_signs[sign], True, at - size
            break
    start = mention.start
    sign = plain[start - 1 : start]
    if (
        sign == " "
        and plain[start - 2 : start] in ("+ ", "- ")
        and plain[max(0, start - 4) : start - 2].strip(" |:;(\n") == ""
    ):
        sign, start = plain[start - 2], start - 1
    if sign and sign in "+-" and start > bound:
        before = plain[start - 2] if start > 1 else " "
        if before in " (|:;[\n\t/" and not (before == " " and start > 2 and plain[start - 3].isdecimal()):
            mention.start = start - 1
            mention.negative = sign == "-"
    elif start - bound >= 6 and plain[start - 6 : start].lower() == "minus ":
        mention.start, mention.negative = start - 6, True


def read_suffix(plain: str, lower: str, words: QuantityWords, mention: Mention) -> None:
    """Scale words and a unit behind the number: ``1 tỷ 200 triệu USD``, ``millions d'euros``, ``M€``, ``-year``."""
    at = mention.end
    if lower.startswith(" (", at) and (doubled := _written_again(lower, words, mention, at + 2)):
        at = mention.end = doubled
    scale_end, scale = _scale(plain, lower, words, mention, at)
    if scale is not None and mention.value is not None:
        if mention.rule == "proportion":
            mention.rule = "fraction of a scale"
        value = mention.value * scale
        mention.scale = scale
        if mention.alternative is not None:
            mention.alternative *= scale
        for half, part in words.numbers.halves.items():
            if lower.startswith(half, scale_end + 1) and lower[scale_end] == " ":
                value += part * scale
                scale_end += 1 + len(half)
                break
        while (compound := _COMPOUND.match(lower, scale_end)) is not None:
            smaller_end, smaller = _scale_word(lower, words, compound.end())
            if smaller is None or smaller >= scale:
                break
            value += Decimal(compound.group(1)) * smaller
            scale_end, scale, mention.alternative = smaller_end, smaller, None
        mention.value = value
        at = scale_end
        if plain[at : at + 1] == "." and plain[at + 1 : at + 4] in words.before_signs:
            at += 1  # 12,5 tr.USD
    mention.end = at
    unit_end, unit = _unit(plain, lower, words, mention, at)
    if unit is not None and (mention.unit is None or unit == mention.unit or not mention.prefixed):
        if mention.rule == "proportion":
            if lower[at : at + 1] not in ("", "-", " "):
                return
            if unit in ("a", "mo", "d", "h", "wk", "min"):
                mention.rule = "fraction of a unit"
        mention.unit, mention.end = unit, unit_end
        cents = _CENTS.match(plain, unit_end) if plain[unit_end - 1] == "€" else None
        if cents and mention.value is not None and mention.scale is None:
            mention.value, mention.end = mention.value + Decimal(cents.group()) / 100, cents.end()  # 12€50
    if mention.prefixed and plain.startswith((".-", ".–"), mention.end):
        mention.end += 2


def _written_again(lower: str, words: QuantityWords, mention: Mention, at: int) -> int | None:
    """The end of a bracket that repeats the number in words or digits: ``1 (satu) tahun``, ``onze (11) ouvrages``."""
    if mention.spelt:
        digits = _BRACKETED.match(lower, at)
        return digits.end() if digits and Decimal(digits.group(1)) == mention.value else None
    spelt = words.numbers.spelt(lower, at)
    if spelt and spelt[1] == mention.value and lower[spelt[0] : spelt[0] + 1] == ")":
        return spelt[0] + 1
    return None


def _scale(plain: str, lower: str, words: QuantityWords, mention: Mention, at: int) -> tuple[int, Decimal | None]:
    spaced = lower[at : at + 1] in (" ", "-")
    word_at = at + 1 if spaced else at
    if lower[word_at : word_at + 1] == " ":
        word_at += 1
    end, scale = _scale_word(lower, words, word_at)
    if scale is not None:
        return end, scale
    if mention.spelt or not mention.raw:
        return at, None
    match = _WORD.match(plain, word_at)
    if not match or lower[at : at + 1] == "-":
        return at, None
    token, end = match.group(), match.end()
    if plain[end : end + 1].isdecimal():
        return at, None
    scale = words.numbers.short.get(token.rstrip("đ")) or words.numbers.short.get(token)
    if scale is None and token[0] == "M" and len(token) > 3 and token.isupper() and not mention.raw.isdecimal():
        return word_at + 1, words.numbers.short.get("M")  # 3,1 MEVP
    if scale is None and len(token) > 1 and token[0] in "MKkG":  # MUSD, MDH, kEUR, MMDH, Mt
        for size in (2, 1):
            if token[:size] in words.numbers.short and (token[size:] == "t" or _is_currency(words, token[size:])):
                return word_at + size, words.numbers.short[token[:size]]
    if token.endswith("đ") and scale is not None:
        end -= 1
    if scale is None:
        return at, None
    follows = plain[end : end + 1]
    money = mention.prefixed or (follows and follows in "€$£¥₫đ")
    if not money:
        code = plain[end + 1 : end + 4] if follows == " " else plain[end : end + 3]
        money = code in words.before_signs or code.startswith(("€", "$", "US$"))
        if not money and follows == " ":
            for link in words.links:
                if lower.startswith(link, end + 1) and (linked := _WORD.match(lower, end + 1 + len(link))):
                    money = _is_currency(words, linked.group())
            unit = _WORD.match(lower, end + 1)
            money = money or bool(
                unit
                and any(phrase == unit.group() and len(code) == 3 for phrase, code in words.units.get(unit.group(), ()))
            )
    # 1,4 M de croisiéristes, 1,45 M EVP
    counted = bool(token == "M" and words.links) and (
        lower.startswith(tuple(f" {link}" for link in words.links), end)
        or (not mention.raw.isdecimal() and _names_something(lower, words, end))
    )
    if token in _TENTATIVE and not money and not counted:
        if spaced or token in "tTG":
            return at, None
        # Highway 5B, 100m tall: a letter alone is a scale behind a decimal, or before the noun that is counted
        if token != "k" and mention.raw.isdecimal() and not _names_something(lower, words, end):
            return at, None
        if token in "BbM" and words.tag == "vi":
            return at, None
    return end, scale


def _is_currency(words: QuantityWords, token: str) -> bool:
    return token in words.before_signs or any(
        phrase == token.lower() and len(code) == 3 for phrase, code in words.units.get(token.lower(), ())
    )


def _names_something(lower: str, words: QuantityWords, at: int) -> bool:
    """Whether a noun stands behind ``13.4m``: then it is millions of it, not metres."""
    match = _WORD.match(lower, at + 1) if lower[at : at + 1] == " " else None
    return bool(match and match.group() not in words.stops and match.group() not in words.dimensions)


def _scale_word(lower: str, words: QuantityWords, at: int) -> tuple[int, Decimal | None]:
    match = _WORD.match(lower, at)
    if not match:
        return at, None
    best: tuple[int, Decimal] | None = None
    for phrase, key in words.scales.get(match.group(), ()):
        if lower.startswith(phrase, at) and not lower[at + len(phrase) : at + len(phrase) + 1].isalpha():
            best = (at + len(phrase), words.numbers.scales[key])
            break
    if best is None:
        return at, None
    end, scale = best
    # thousand billion, milliers de milliards
    link = next((link for link in words.links if lower.startswith(link, end + 1)), "")
    following = end + 1 + len(link)
    if (
        lower[end : end + 1] == " "
        and (match := _WORD.match(lower, following))
        and match.group() in words.numbers.scales
    ):
        second = words.numbers.scales[match.group()]
        if second >= scale and second > 1000:
            return match.end(), scale * second
    return end, scale


def _unit(plain: str, lower: str, words: QuantityWords, mention: Mention, at: int) -> tuple[int, str | None]:
    start = at
    joint = lower[start : start + 1]
    if joint in (" ", "-"):
        start += 1
        if joint == "-" and not lower[start : start + 1].isalpha():
            return at, None
        while lower[start : start + 1] == " ":
            start += 1
            if start > at + 3:
                return at, None
    if mention.scale is not None and joint == " ":
        for link in words.links:
            if lower.startswith(link, start):
                start += len(link)
                break
    letter = plain[start : start + 1]
    if not letter:
        return at, None
    if lower.startswith(words.no_units, start):
        return at, None
    word_end, word_unit = _unit_word(plain, lower, words, start, joint, letter)
    if joint == "-":
        return (word_end, word_unit) if word_unit else (at, None)
    for sign, code in words.signs.get(letter, ()):
        if plain.startswith(sign, start):
            end = start + len(sign)
            if end < word_end:
                break
            if sign[-1].isalpha() and plain[end : end + 1].isalpha():
                continue
            if sign[-1] in "m" and plain[end : end + 1] in "²³23":
                continue
            if sign in ("$", "¥") and plain[end : end + 1].isdecimal() and joint == " ":
                continue
            if sign in ("t", "T", "m", "L") and (
                joint == "-" or (plain[end : end + 1] in ("'", ".") and plain[end + 1 : end + 2].isalpha())
            ):
                continue
            return end, code
    return (word_end, word_unit) if word_unit else (at, None)


def _unit_word(
    plain: str, lower: str, words: QuantityWords, start: int, joint: str, letter: str
) -> tuple[int, str | None]:
    """The end and code of a unit written as a word."""
    match = _WORD.match(lower, start)
    for phrase, code in words.units.get(match.group() if match else letter, ()):
        end = start + len(phrase)
        if lower.startswith(phrase, start) and not (match and lower[end : end + 1].isalpha()):
            if plain[start].isupper() and len(code) == 3 and not plain[start:end].isupper() and joint != " ":
                continue
            return end, code
    return start, None
