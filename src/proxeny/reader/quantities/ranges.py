"""Neighbouring numbers that belong together: ranges, changes, fractions; scales and units taken over."""

from __future__ import annotations

import re
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/6", "1/8", "1/10"})
_MOST_LISTED = 8
_LIST_GAP = 48
_THOUSAND = 1000
_SMALL = re.compile(r" (?:to|menjadi|ke|lên|xuống|còn|à|contre|against|from|dari|từ) $")  # a change goes on
_WORDS = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(r" ([^\W\d_]+)")


def join(lower: str, words: QuantityWords, found: list[Mention]) -> list[Mention]:
    """The mentions with the two ends of each range made one, and what one end leaves out taken from the other."""
    kept: list[Mention] = []
    for mention in found:
        previous = kept[-1] if kept else None
        if (
            previous is not None
            and not mention.dropped
            and not previous.dropped
            and mention.value is not None
            and previous.value is not None
            and previous.high is None
            and previous.rule != "proportion"
            and mention.start - previous.end <= 24
            and _joined(lower, words, previous, mention)
        ):
            continue
        if not mention.dropped and mention.unit is not None and mention.value is not None:
            _lend_back(lower, words, kept, mention)
        kept.append(mention)
    return kept


def _lend_back(lower: str, words: QuantityWords, kept: list[Mention], last: Mention) -> None:
    """Give the figures before the last of a list what only that one says: ``rose 5.1, 4.2 and 3.9 per cent``."""
    after = last
    for mention in kept[: -_MOST_LISTED - 1 : -1]:
        gap = lower[mention.end : after.start].strip()
        joined = gap.strip(", ") in words.coordinate if after is last else gap == ","
        if not joined or mention.dropped or mention.unit is not None or mention.scale is not None or mention.spelt:
            return
        if after is last and mention.value is not None and last.prefixed:
            return
        _lend(mention, last)
        after = mention


def _joined(lower: str, words: QuantityWords, low: Mention, high: Mention) -> bool:
    """Whether the second mention became the upper end of the first; a change only lends its scale and unit."""
    gap = lower[low.end : high.start]
    stripped = " ".join(gap.split())
    if stripped == "/" or stripped == ":":
        _fraction(lower, words, low, high, stripped)
        return False
    if high.negative and stripped == "":
        return False
    if stripped == "(" and low.unit is None and low.value == high.value:
        low.unit = high.unit  # thirty million (30 000 000) euros
        return False
    dash = stripped in ("-", "~")
    parts = stripped.split(" ")
    is_range = dash or stripped in words.bare
    openers = words.between - words.starts if stripped in words.coordinate else words.between
    opened = _opened(lower, openers, low.start)
    if not is_range and opened and stripped in words.middle:
        is_range = True
    changes = stripped in words.change or (parts[0] in words.change and " ".join(parts[1:]) in words.qualifiers)
    if changes and _opened(lower, words.change_openers, low.start) and not (dash and is_range):
        if (
            stripped in words.middle
            and opened
            and stripped not in ("to",)
            and not _opened_by_verb(lower, words, low.start)
        ):
            pass
        else:
            _lend(low, high)
            return False
    if not is_range:
        if changes and low.unit is None and low.scale is None:
            _lend(low, high)
        return False
    if low.unit is not None and high.unit is not None and low.unit != high.unit:
        return False
    if dash and gap.startswith(" ") != gap.endswith(" "):
        return False
    if (
        not dash
        and not opened
        and low.unit is None
        and low.scale is None
        and high.unit is None
        and high.scale is None
        and stripped == "ke"
    ):
        return False
    if low.unit == "%" and high.unit is None and not opened and not _is_share(high):
        return False  # fell 5% to 1.2 million
    if low.spelt and high.spelt and low.value is not None and high.value is not None:
        low.value = _as_large(low.value, high.value)
    unit, scale, value = low.unit, low.scale, low.value
    high_unit, high_value = high.unit, high.value
    _lend(low, high)
    if high.unit is None:
        high.unit = low.unit
    if (
        high.scale is None
        and low.scale is not None
        and high.value is not None
        and low.value is not None
        and high.value < low.value
    ):
        high.value *= low.scale
    if dash and low.value == high.value and low.unit is None:
        low.dropped = high.dropped = True  # a 50-50 venture
        return False
    if low.value is None or high.value is None or low.value >= high.value:
        low.unit, low.scale, low.value = unit, scale, value
        high.unit, high.value = high_unit, high_value
        return False
    low.high, low.end, low.rule = high.value, high.end, "range"
    low.unit = low.unit or high.unit
    low.scale = low.scale or high.scale
    low.prefixed = low.prefixed or high.prefixed
    return True


def _as_large(low: Decimal, high: Decimal) -> Decimal:
    """``two to three hundred`` begins at two hundred."""
    power = Decimal(10) ** high.adjusted()
    leading = high / power
    return low * power if low < leading < 10 and power >= 100 and leading == leading.to_integral_value() else low


def _is_share(high: Mention) -> bool:
    """Whether a bare number can be the upper end of a range of percentages."""
    return high.scale is None and high.value is not None and high.value <= 1000


def _lend(low: Mention, high: Mention) -> None:
    """What the first end leaves out is taken over from the second: ``from 0.53 to 1.6 billion USD``."""
    fits = low.unit in (None, high.unit) or (low.prefixed and high.unit is None)
    if low.scale is None and high.scale is not None and low.value is not None and low.value < 100_000 and fits:
        low.value *= high.scale
        low.scale, low.borrowed = high.scale, True
        if low.alternative is not None:
            low.alternative *= high.scale
    if low.unit is None and high.unit is not None:
        low.unit, low.borrowed = high.unit, True


def _opened(lower: str, openers: frozenset[str], start: int) -> bool:
    if not openers:
        return False
    window = lower[max(0, start - 40) : start]
    parts = window[window.rfind("\n") + 1 :].split()
    return any(" ".join(parts[-count:]).lstrip("(") in openers for count in (1, 2, 3) if len(parts) >= count) or any(
        " ".join(parts[-count - 1 : -1]).lstrip("(") in openers for count in (1, 2) if len(parts) > count
    )


def _opened_by_verb(lower: str, words: QuantityWords, start: int) -> bool:
    """Whether a change opener of two words or more stands there: ``est passé de``."""
    window = lower[max(0, start - 40) : start].split()
    return any(" ".join(window[-count:]) in words.change_openers for count in (2, 3) if len(window) >= count)


def _fraction(lower: str, words: QuantityWords, low: Mention, high: Mention, mark: str) -> None:
    """``23/24 targets`` are two counts; ``3/4 of the sum`` and ``60:40`` are proportions."""
    if low.unit is not None or low.scale is not None or not low.raw.isdecimal() or not high.raw.isdecimal():
        return
    if mark == ":":
        if len(low.raw) <= 3 and len(high.raw) <= 3:
            low.dropped = high.dropped = True
        return
    if lower[low.end : high.start] != "/":
        return
    alone = lower[max(0, low.start - 1) : low.start] in ("", "\n") and lower[high.end : high.end + 1] in ("", "\n")
    if lower[high.end : high.end + 1] == "/" or len(low.raw) > 4 or alone:
        low.dropped = high.dropped = True
        return
    noun = _NOUN.match(lower, high.end)
    if f"{low.raw}/{high.raw}" in _FRACTIONS and (noun is None or noun.group(1) in words.stops):
        low.dropped = high.dropped = True


def take_over(document: Document, words: QuantityWords, found: list[Mention]) -> None:
    """Give a scaled number without unit or noun (``imports 13.8 billion``) the unit of its neighbours."""
    live = [mention for mention in found if mention.value is not None]
    local = {"vi": "VND", "id": "IDR"}.get(words.tag)
    money: Mention | None = None
    for index, mention in enumerate(live):
        if mention.unit is None and mention.scale is not None and mention.scale >= 1000:
            _borrow(document, words, live, index, money)
            huge = (
                mention.value is not None
                and mention.value >= 10**12
                and (mention.unit is None or len(mention.unit) == 3)
            )
            if local and (huge or (mention.unit is None and mention.scale >= 10**9)):
                mention.unit = local
        elif mention.unit in (None, "count") and mention.scale is None and (mention.nounless or mention.of is None):
            _continue_list(document, live, index)
        if mention.unit is not None and (_is_money(mention) or (mention.unit == "t" and mention.scale is not None)):
            money = mention


def _continue_list(document: Document, live: list[Mention], index: int) -> None:
    """A decimal without a unit takes that of the figure before it, in a list or a change that goes on with it.

    ``Bali 0,96%, DIY 0,31, dan Jakarta 0,25%``; ``from USD1.95 billion in August to 1.73 in September``.
    """
    mention = live[index]
    before = live[index - 1] if index else None
    if before is None or before.value is None or before.unit is None or before.borrowed or mention.value is None:
        return
    value = mention.value
    if value == value.to_integral_value() or mention.spelt or mention.high is not None or before.high is not None:
        return
    gap = document.lower[before.end : mention.start]
    if len(gap) > _LIST_GAP or "\n" in gap or "|" in gap or ". " in gap or before.unit in ("count", "1"):
        return
    share = before.value / (before.scale or 1)
    if not share or not Decimal("0.02") < value / share < 50:
        return
    after = live[index + 1] if index + 1 < len(live) else None
    between = after is not None and after.unit == before.unit and after.start - mention.end <= _LIST_GAP
    ends = document.lower[mention.end : mention.end + 1] in ").;" and gap.rstrip().endswith("(")
    if between or ends or (before.scale is not None and _SMALL.search(gap)):
        mention.value, mention.scale = value * (before.scale or 1), before.scale
        mention.unit, mention.borrowed, mention.rule = before.unit, True, "list"


def _is_money(mention: Mention) -> bool:
    return mention.unit is not None and len(mention.unit) == 3 and mention.unit.isupper()


def _borrow(document: Document, words: QuantityWords, live: list[Mention], index: int, money: Mention | None) -> None:
    mention = live[index]
    mention.borrowed = True
    start, _ = document.plain_sentence_at(mention.start)
    before = live[index - 1] if index else None
    if before is not None and before.unit == "%":  # a rate stands between a count and its noun
        before = live[index - 2] if index > 1 else None
    since = max(start, before.end + len(before.of or "") + 1 if before else 0)  # what the last number counts is its own
    lead = document.lower[since : mention.start]
    millions = mention.scale is not None and mention.scale < 10**9
    if millions and not any(word in lead for word in words.worth):
        noun = next((word for word in reversed(_WORDS.findall(lead)) if word in words.people), None)
        if noun is not None:
            mention.unit, mention.of = "count", noun
            return
        for other in reversed(live[max(0, index - 8) : index]):
            if other.start < start and mention.scale != _THOUSAND:  # thousands go on from one sentence to the next
                break
            if other.unit == "count" and (other.scale is not None or (other.value or 0) >= 1000):
                mention.unit, mention.of = "count", other.of
                return
            if _is_money(other) or other.unit == "t":
                break
    if money is not None:
        mention.unit = money.unit
        return
    following = next((other for other in live[index + 1 : index + 6] if _is_money(other)), None)
    mention.unit = following.unit if following is not None else None
