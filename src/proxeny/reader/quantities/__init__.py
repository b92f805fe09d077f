"""Money, shares, counts and measures of a text, in text order."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from proxeny.reader import dates
from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.quantities.context import drop_names
from proxeny.reader.quantities.headings import apply_headings
from proxeny.reader.quantities.lexicon import QuantityWords, quantity_words
from proxeny.reader.quantities.mention import Mention
from proxeny.reader.quantities.mentions import mentions
from proxeny.reader.quantities.money import settle_currencies
from proxeny.reader.quantities.nouns import counted, qualify
from proxeny.reader.quantities.ranges import join, take_over
from proxeny.reader.spans import Qualifier, Quantity
from proxeny.reader.watching import watched

__all__ = ["find"]

_MILLION, _BILLION = 10**6, 10**9


def find(document: Document, language: Language) -> list[Quantity]:
    """Every amount, share, count and measure of a document; values in base units (``4.6 billion USD`` is 4600000000).

    Calendar dates, ordinals, clock times, telephone and document numbers and numbers inside names are none.
    """
    words = quantity_words(language)
    dated = dates.plain_spans(document, language)
    found, habit = mentions(document, words, dated)
    drop_names(document, words, found, dated)
    joined = join(document.lower, words, found)
    apply_headings(document, words, joined)
    kept = [mention for mention in joined if not mention.dropped]
    _count(document, words, kept)
    take_over(document, words, kept)
    settle_currencies(document, kept)
    if (seen := watched()) is not None:
        seen.habit, seen.mentions = habit, kept
    return [_quantity(document, language, mention, habit.mixed) for mention in kept if _is_quantity(mention)]


def _count(document: Document, words: QuantityWords, found: list[Mention]) -> None:
    """Qualifiers, counted nouns, and what is a proportion, a multiple or whole by its nature."""
    last_noun: str | None = None
    for mention in found:
        qualify(document.lower, words, mention)
        if mention.unit is None and mention.rule == "proportion":
            mention.unit, mention.optional = "1", True
        if mention.unit is None and _is_multiple(document.lower, words, mention):
            mention.unit, mention.optional, mention.rule = "1", True, "multiple"
        if mention.unit in (None, "count") and (not mention.borrowed or mention.of is None):
            mention.of = _unless_traded(words, mention, counted(document, words, mention))
            if mention.of is not None or mention.scale is None:
                if mention.of is not None or (mention.unit is None and mention.scale is None):
                    mention.unit = "count"
                if mention.of is not None:
                    last_noun = mention.of
                elif mention.value is not None:
                    mention.of, mention.nounless = last_noun, True
        if mention.unit == "count" and mention.scale is None and mention.high is None and not mention.borrowed:
            _make_whole(mention)


def _unless_traded(words: QuantityWords, mention: Mention, noun: str | None) -> str | None:
    """What is counted; nothing where a scaled number is worth what follows: ``3 millions d'importations`` is money.

    Thousands of millions are money too, unless they are people or what else is counted so.
    """
    if noun is None or mention.scale is None or mention.scale < _MILLION:
        return noun
    first = noun.lower().split()[0]
    is_sum = mention.scale >= _BILLION and mention.unit is None and first not in words.people
    return None if first in words.traded or is_sum else noun


def _make_whole(mention: Mention) -> None:
    """Nobody counts 1.5 delegates: three digits behind one mark are a group in a count."""
    value, other = mention.value, mention.alternative
    if (
        value is not None
        and other is not None
        and value != value.to_integral_value()
        and other == other.to_integral_value()
    ):
        mention.value, mention.alternative = other, value


def _is_multiple(lower: str, words: QuantityWords, mention: Mention) -> bool:
    at = mention.end + (lower[mention.end : mention.end + 1] == " ")
    if any(
        lower.startswith(word, at) and not lower[at + len(word) : at + len(word) + 1].isalpha()
        for word in words.multiples
    ):
        return True
    if words.multiples_before and lower[max(0, mention.start - 24) : mention.start].rstrip().endswith(
        words.multiples_before
    ):
        return True
    return mention.start > 0 and lower[mention.start - 1] in "x×" and mention.scale is None


def _is_quantity(mention: Mention) -> bool:
    return mention.value is not None or mention.rule == "vague"


def _quantity(document: Document, language: Language, mention: Mention, mixed: bool) -> Quantity:
    start, end = document.origin(mention.start), document.origin_end(mention.end)
    value = mention.value
    if mention.negative and value is not None:
        value = -value
    confidence = 0.97
    if mention.borrowed:
        confidence = 0.85
    alternatives = _alternatives(mention, mixed)
    if alternatives:
        confidence = 0.75 if mixed else 0.9
    if mention.unit == "count" and mention.of is None:
        confidence = min(confidence, 0.8)
    return Quantity(
        start=start,
        end=end,
        text=document.text[start:end],
        rule=f"quantity: {mention.rule}",
        language=language.tag,
        confidence=confidence,
        optional=mention.optional,
        value=_plain(value),
        high=_plain(mention.high),
        unit=mention.unit or "count",
        of=mention.of,
        qualifier=cast(Qualifier, mention.qualifier),
        alternatives=alternatives,
    )


def _alternatives(mention: Mention, mixed: bool) -> tuple[Decimal, ...]:
    """The other reading of the separators, where a reader of the text may mean it: not for whole counts as is usual."""
    other = _plain(mention.alternative)
    if other is None or mention.high is not None:
        return ()
    counted_or_money = mention.unit in (None, "count") or len(mention.unit or "") == 3
    if mention.scale is None and not mixed and counted_or_money and mention.value == other * 1000:
        return ()
    return (other,)


def _plain(value: Decimal | None) -> Decimal | None:
    """A value without exponent: 4600000000, not 4.6E+9."""
    if value is None:
        return None
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
