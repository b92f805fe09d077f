"""The currency before a number, the scale words and the unit behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_WORD = re.compile(r"[^\W\d_]+")
_TENTATIVE = frozenset("tTmLGgBbMKk")  # letters that are a scale or a unit only in the right company
_MILLION = 10**6
_MOST_POINTS = 60
_LONGEST_UNIT = 24
_TIMES = frozenset({"a", "mo", "wk", "d", "h", "min"})
_ENDS = frozenset(["", *"\n.,;:/|"])  # nothing that belongs to a number begins so
_CENTS = re.compile(r"\d\d(?!\d)")
_BRACKETED = re.compile(r"(\d{1,9})\)")
_COMPOUND = re.compile(r" (\d{1,3}) ")
_REST = re.compile(r" (\d{1,3}(?:[.,]\d{1,2})?)(?![.,]?\d)")


def read_prefix(plain: str, words: QuantityWords, mention: Mention, bound: int) -> None:
    """A sign and a currency before the number, from ``bound`` on: ``-2.1``, ``US$ 997``, ``VND397``."""
    start = mention.start
    if not start or mention.spelt:
        return
    at = start - 1 if plain[start - 1] == " " and start > 1 else start
    for sign, code in words.signs_by_end.get(plain[at - 1], ()) if at > bound else ():
        first = at - len(sign)
        if first >= bound and plain.startswith(sign, first):
            before = plain[first - 1] if first else " "
            if sign[0].isalpha() and before.isalnum() and not (sign in ("US$", "Rp") and before.isdecimal()):
                continue
            mention.unit, mention.prefixed, mention.start = code, True, first
            break
    letter = plain[start - 1]
    if mention.unit is None and letter in words.letters and not plain[max(0, start - 2) : start - 1].isalnum():
        mention.unit, mention.lettered, mention.prefixed, mention.start = words.letters[letter], True, True, start - 1
    start = mention.start
    sign = plain[start - 1 : start]
    spaced = sign == " " and plain[start - 2 : start - 1] in ("+", "-") and _opens(plain, words, start - 2)
    if spaced:
        sign, start = plain[start - 2], start - 1
    if sign and sign in "+-" and start > bound:
        before = plain[start - 2] if start > 1 else "\n"
        if before in " (|:;[\n\t/" and not (before == " " and start > 2 and plain[start - 3].isdecimal()):
            mention.start = start - 1
            mention.negative = sign == "-"
            mention.bulleted = before == "\n" or (start <= 2 or plain[start - 3 : start - 1] == "\n ")
    elif start - bound >= 6 and plain[start - 6 : start].lower() == "minus ":
        mention.start, mention.negative = start - 6, True


def _opens(plain: str, words: QuantityWords, at: int) -> bool:
    """Whether a sign with a space behind it opens a cell, a bracket or a line, or stands where French puts a minus."""
    before = plain[max(0, at - 12) : at]
    if before[-2:].strip(" |:;(\n") == "":
        return True
    return bool(words.minus_behind) and before.endswith(" ") and before.split()[-1].lower() in words.minus_behind


def _unbullet(plain: str, mention: Mention) -> None:
    """A dash that opens a line is a bullet, unless the line is nothing but the amount: ``- 2,1 %``."""
    alone = plain[mention.end : mention.end + 1] in ("", "\n", "|") and mention.unit is not None
    if mention.negative and not alone:
        mention.negative = False
        mention.start += 1
        while plain[mention.start] == " ":
            mention.start += 1


def read_suffix(
    plain: str, lower: str, words: QuantityWords, mention: Mention, *, is_money: bool = False
) -> None:
    """Scale words and a unit behind the number: ``1 tỷ 200 triệu USD``, ``millions d'euros``, ``M€``, ``-year``.

    ``is_money`` says that the number is the upper end of a range of money (``EUR 20-25m``).
    """
    at = mention.end
    if plain[at : at + 1] in _ENDS and not (mention.prefixed or mention.bulleted or mention.lettered):
        return
    if lower.startswith(" (", at) and (doubled := _written_again(lower, words, mention, at + 2)):
        at = mention.end = doubled
    if words.numbers.thousands_apart:
        _read_thousands_apart(plain, lower, words, mention)
        at = mention.end
    if words.scaled_money and mention.value is not None and _read_scaled_money(plain, words, mention, at):
        return
    scale_end, scale = _scale(plain, lower, words, mention, at, is_money or mention.prefixed)
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
            smaller_end, smaller = _scale_word(plain, lower, words, compound.end())
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
    if unit is None and plain[at : at + 1] == ")" and plain[mention.start - 1] == "(" and mention.scale is None:
        unit = _unit(plain, lower, words, mention, at + 1, linked=True)[1]  # trente millions (30 000 000) d'euros
        mention.unit = unit if unit is not None and len(unit) == 3 else mention.unit
        unit = None
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
    elif mention.prefixed and mention.scale is None and plain.startswith("%", at):
        mention.unit, mention.end = "%", at + 1  # "Rp35,8%": the sign of money is the slip
    if mention.lettered and (mention.scale is None or mention.scale < _MILLION):
        mention.lettered = mention.prefixed = False
        mention.unit, mention.start = None, mention.number
    if mention.bulleted:
        _unbullet(plain, mention)
    if mention.prefixed and plain.startswith((".-", ".–"), mention.end):
        mention.end += 2


def _read_thousands_apart(plain: str, lower: str, words: QuantityWords, mention: Mention) -> None:
    """Thousands in words before the rest in digits, one number: ``18 mil 636 millones``, ``mil 500 empresas``."""
    value, end = mention.value, mention.end
    if value is None or mention.rule == "proportion":
        return
    if not mention.spelt and value < 1000 and lower.startswith(" ", end):
        end, scale = _scale_word(plain, lower, words, end + 1)
        value *= 1000 if scale == 1000 else 0
    rest = _REST.match(lower, end) if value >= 1000 and value % 1000 == 0 and lower[end - 1].isalpha() else None
    if rest is not None:
        mention.value, mention.alternative = value + Decimal(rest.group(1).replace(",", ".")), None
        mention.end = rest.end()


def _read_scaled_money(plain: str, words: QuantityWords, mention: Mention, at: int) -> bool:
    """An abbreviation of scale and currency in one: ``1375,3MD``."""
    match = _WORD.match(plain, at + (plain[at : at + 1] == " "))
    if match is None or match.group() not in words.scaled_money or mention.value is None:
        return False
    mention.scale, mention.unit = words.scaled_money[match.group()]
    mention.value *= mention.scale
    if mention.alternative is not None:
        mention.alternative *= mention.scale
    mention.end = match.end()
    return True


def _written_again(lower: str, words: QuantityWords, mention: Mention, at: int) -> int | None:
    """The end of a bracket that repeats the number in words or digits: ``1 (satu) tahun``, ``onze (11) ouvrages``."""
    if mention.spelt:
        digits = _BRACKETED.match(lower, at)
        return digits.end() if digits and Decimal(digits.group(1)) == mention.value else None
    spelt = words.numbers.spelt(lower, at)
    if spelt and spelt[1] == mention.value and lower[spelt[0] : spelt[0] + 1] == ")":
        return spelt[0] + 1
    return None


def _scale(
    plain: str, lower: str, words: QuantityWords, mention: Mention, at: int, money: bool
) -> tuple[int, Decimal | None]:
    spaced = lower[at : at + 1] in (" ", "-")
    word_at = at + 1 if spaced else at
    if lower[word_at : word_at + 1] == " ":
        word_at += 1
    end, scale = _scale_word(plain, lower, words, word_at)
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
    money = money or bool(follows and follows in "€$£¥₫đ")
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
    zero = mention.raw[0] == "0" and mention.raw.isdecimal()
    counted = bool(token == "M" and words.links and not zero) and (
        lower.startswith(tuple(f" {link}" for link in words.links), end)
        or (not mention.raw.isdecimal() and _names_something(lower, words, end))
    )
    if token in _TENTATIVE and not money and not counted:
        if spaced or token in "tTG" or zero:
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


def _scale_word(plain: str, lower: str, words: QuantityWords, at: int) -> tuple[int, Decimal | None]:
    match = _WORD.match(lower, at)
    if not match:
        return at, None
    best: tuple[int, Decimal] | None = None
    listed, glued = words.scales.get(match.group()), -1
    if listed is None and (glued := _glued_at(plain, lower, at, match.end())) > 0:
        listed = words.scales.get(lower[at:glued])
    for phrase, key in listed or ():
        end = at + len(phrase)
        if lower.startswith(phrase, at) and (end == glued or not lower[end : end + 1].isalpha()):
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


def _unit(
    plain: str, lower: str, words: QuantityWords, mention: Mention, at: int, *, linked: bool = False
) -> tuple[int, str | None]:
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
    if (linked or mention.scale is not None or mention.rule == "collective") and joint == " ":
        for link in words.links:
            if lower.startswith(link, start):
                start += len(link)
                break
    letter = plain[start : start + 1]
    if not letter:
        return at, None
    if lower.startswith(words.no_units, start):
        return at, None
    word_end, word_unit = _unit_word(plain, lower, words, mention, start, joint, letter)
    if word_unit is None and joint == " " and words.unit_adjectives:
        adjective = _WORD.match(lower, start)
        if adjective and adjective.group() in words.unit_adjectives and lower.startswith(" ", adjective.end()):
            time_end, time = _unit_word(plain, lower, words, mention, adjective.end() + 1, joint, letter)
            if time in _TIMES:
                return time_end, time
    if joint == "-":
        return (word_end, word_unit) if word_unit else (at, None)
    for sign, code in words.signs.get(letter, ()):
        if plain.startswith(sign, start):
            end = start + len(sign)
            if end < word_end:
                break
            if sign[-1].isalpha() and plain[end : end + 1].isalpha() and not _starts_sentence(plain, sign, end):
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


def _glued_at(plain: str, lower: str, start: int, end: int) -> int:
    """Where the next sentence begins within a word that lost its space (``62 TriliunBasuki``), or -1."""
    if plain[start + 1 : end] == lower[start + 1 : end]:
        return -1
    for at in range(start + 1, min(end, start + _LONGEST_UNIT) - 1):
        if plain[at].isupper() and plain[at - 1].islower() and plain[at + 1].islower():
            return at
    return -1


def _is_rate(mention: Mention) -> bool:
    """Whether a number of points may be one of percentage points: it has decimals, and is no index of a hundred."""
    return not mention.raw.isdecimal() and not mention.spelt and (mention.value or 0) < _MOST_POINTS


def _starts_sentence(plain: str, sign: str, at: int) -> bool:
    """Whether the next sentence is glued to a code: ``4 tỷ USDTheo báo cáo``."""
    return len(sign) > 2 and sign.isupper() and plain[at].isupper() and plain[at + 1 : at + 2].islower()


def _unit_word(
    plain: str, lower: str, words: QuantityWords, mention: Mention, start: int, joint: str, letter: str
) -> tuple[int, str | None]:
    """The end and code of a unit written as a word."""
    match = _WORD.match(lower, start)
    first = match.group() if match else letter
    listed, glued = words.units.get(first), -1
    if listed is None and match and (glued := _glued_at(plain, lower, start, match.end())) > 0:
        listed = words.units.get(lower[start:glued])
    if first in words.units_of_fractions and _is_rate(mention):
        listed = words.units_of_fractions[first]
    for phrase, code in listed or ():
        end = start + len(phrase)
        if lower.startswith(phrase, start) and (end == glued or not (match and lower[end : end + 1].isalpha())):
            if code == "m" and plain[start] == "M":
                continue  # the M of 2M is no metre
            if plain[start].isupper() and len(code) == 3 and not plain[start:end].isupper() and joint != " ":
                continue
            return end, code
    return start, None
