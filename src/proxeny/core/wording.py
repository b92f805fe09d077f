"""How figures are put into words of a language: numbers, scales, units, exactness, change.

Pure functions, so that a Vietnamese brief can be written from an English page. A language without words of its own gets
the English ones with its own separators. Dates are in ``wording_of_dates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, parse_pattern

NARROW = "\u202f"  # between a figure and its scale word: narrow, and no line break

_NEVER = 10**40

# Power of ten -> scale word. Vietnamese has no word of its own beyond tỷ: 1.250 tỷ, not 1,25 nghìn tỷ.
_SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "en": ((12, "tn"), (9, "bn"), (6, "m")),
    "vi": ((9, "tỷ"), (6, "triệu")),
    "id": ((12, "triliun"), (9, "miliar"), (6, "juta")),
    "fr": ((9, "Md"), (6, "M")),
}

# The same in full, for a page that has the room, and for things counted: "24 m" would be metres.
_WRITTEN_OUT: dict[str, dict[str, str]] = {
    "en": {"tn": "trillion", "bn": "billion", "m": "million"},
    "fr": {"Md": "milliards", "M": "millions"},
}

_CURRENCIES: dict[str, dict[str, str]] = {"vi": {"VND": "đồng"}}

# Languages that write the currency's code before the amount.
_CODE_FIRST = frozenset({"en"})

_SIGNS = {"about": "~", "nearly": "~", "over": ">", "under": "<", "at_least": "≥", "up_to": "≤"}

_EXACTNESS: dict[str, dict[str, str]] = {
    "en": {
        "about": "about",
        "nearly": "nearly",
        "over": "over",
        "under": "under",
        "at_least": "at least",
        "up_to": "up to",
    },
    "vi": {
        "about": "khoảng",
        "nearly": "gần",
        "over": "hơn",
        "under": "dưới",
        "at_least": "ít nhất",
        "up_to": "tối đa",
    },
    "id": {
        "about": "sekitar",
        "nearly": "hampir",
        "over": "lebih dari",
        "under": "kurang dari",
        "at_least": "sedikitnya",
        "up_to": "hingga",
    },
    "fr": {
        "about": "environ",
        "nearly": "près de",
        "over": "plus de",
        "under": "moins de",
        "at_least": "au moins",
        "up_to": "jusqu’à",
    },
}

_POINTS = {"en": "pp", "vi": "điểm %", "id": "poin", "fr": "points"}

# French sets the sign of a percentage off by a narrow space that no line breaks at.
_PER_CENT = {"fr": f"{NARROW}%"}


@dataclass(frozen=True)
class Wording:
    """A figure in parts, for a page to set in type. ``str()`` gives the whole in reading order.

    ``before`` and ``after`` are the unit's parts around the number (one of them usually empty), ``sign`` is the mark of
    exactness and ``exactness`` its word; ``exact`` is the figure with all its digits.
    """

    number: str
    before: str = ""
    after: str = ""
    sign: str = ""
    exactness: str = ""
    exact: str = ""

    def __str__(self) -> str:
        return self.sign + self.text

    @property
    def text(self) -> str:
        """Number and unit, without the mark of exactness."""
        glued = "" if self.after.endswith("%") else "\u00a0"
        return (
            (f"{self.before}\u00a0" if self.before else "") + self.number + (glued + self.after if self.after else "")
        )

    @property
    def sentence(self) -> str:
        """As it is written in running text: ``nearly USD 2.94 bn``."""
        return f"{self.exactness} {self.text}" if self.exactness else self.text


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _root(language: str) -> str:
    root = language.replace("_", "-").split("-")[0].lower()
    return root if root in _SCALES else "en"


def number(value: Decimal, language: str, *, decimals: int | None = None) -> str:
    """A number with the separators of a language: as many decimals as it has, or exactly ``decimals``.

    ``278.43`` is ``278.43`` in English and ``278,43`` in Vietnamese; a trailing zero that was written stays.
    """
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return str(_pattern(_decimals(value)).apply(value, _locale(language), decimal_quantization=False))


@lru_cache(maxsize=32)
def _pattern(places: int) -> NumberPattern:
    """Groups of thousands, and so many decimals; a page of figures asks for the same few again and again."""
    return parse_pattern("#,##0" + ("." + "0" * places if places else ""))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _scaled(value: Decimal, language: str, compact_from: int) -> tuple[str, str]:
    """The number and its scale word; at most three decimals after scaling, then two."""
    size = abs(value)
    if size >= compact_from:
        for power, word in _SCALES[_root(language)]:
            if size >= Decimal(10) ** power:
                short = (value / Decimal(10) ** power).normalize()
                decimals = _decimals(short)
                return number(short, language, decimals=decimals if decimals <= 3 else 2), word
    return number(value if _decimals(value) else value.quantize(Decimal(1)), language), ""


def in_words(
    value: Decimal,
    unit: str,
    language: str,
    *,
    high: Decimal | None = None,
    qualifier: str = "exact",
    compact: bool = True,
    written_out: bool = False,
) -> Wording:
    """A figure in a language's words: ``USD 2.94 bn``, ``2,94 tỷ USD``, ``~90``, ``17.9%``, ``3–5``.

    ``value`` and ``high`` (upper end of a range) are in base units; ``unit`` is ISO 4217, ``%``, ``count`` or UCUM.
    Amounts of money from a million and counts from ten million are shortened when ``compact``, to two digits after the
    point where three do not hold them; ``exact`` always carries every digit. ``written_out`` has the scale in full:
    ``USD 2.94 billion``.
    """
    is_money = len(unit) == 3 and unit.isascii() and unit.isupper()
    shortened_from = 10**6 if is_money else 10**7
    digits, scale = _range(value, high, language, shortened_from if compact else _NEVER, written_out=written_out)
    before, after = _around(unit, scale, language, is_money)
    in_full = Wording(digits, before=before, after=after)
    if scale:  # digits were left out
        before_all, after_all = _around(unit, "", language, is_money)
        in_full = Wording(_range(value, high, language, _NEVER)[0], before=before_all, after=after_all)
    return Wording(
        number=digits,
        before=before,
        after=after,
        sign=_SIGNS.get(qualifier, ""),
        exactness=_EXACTNESS.get(_root(language), _EXACTNESS["en"]).get(qualifier, ""),
        exact=in_full.text,
    )


def _range(
    value: Decimal, high: Decimal | None, language: str, shortened_from: int, *, written_out: bool = False
) -> tuple[str, str]:
    """The digits of a value or range, and the scale word that stands after them."""
    in_full = _WRITTEN_OUT.get(_root(language), {}) if written_out else {}
    low, scale = _scaled(value, language, shortened_from)
    scale = in_full.get(scale, scale)
    if high is None or high == value:
        return low, scale
    top, top_scale = _scaled(high, language, shortened_from)
    top_scale = in_full.get(top_scale, top_scale)
    if scale and scale != top_scale:
        low = f"{low}{NARROW}{scale}"
    return f"{low}–{top}", top_scale


def _around(unit: str, scale: str, language: str, is_money: bool) -> tuple[str, str]:
    """What stands before and after the digits: currency code, scale word, unit."""
    root = _root(language)
    if is_money:
        name = _CURRENCIES.get(root, {}).get(unit, unit)
        return (name, scale) if root in _CODE_FIRST else ("", f"{scale} {name}".strip())
    if unit == "%" and not scale:
        return "", _PER_CENT.get(root, "%")
    return "", f"{scale} {_unit_name(unit)}".strip()


def _unit_name(unit: str) -> str:
    """A UCUM unit as printed; things counted have none."""
    return "" if unit in {"", "count", "1"} else unit.strip("{}")


@dataclass(frozen=True)
class Change:
    """A change on the period before: its direction (``up``, ``down``, ``level``) and how it is written."""

    direction: str
    text: str


def change(current: Decimal, previous: Decimal, language: str, *, unit: str = "count") -> Change | None:
    """The change on the period before: per cent to one digit, points for shares, ``None`` where it has no meaning.

    From nothing, or across zero, a percentage says nothing. From ten times on it is written as a multiple.
    """
    difference = current - previous
    direction = "up" if difference > 0 else "down" if difference < 0 else "level"
    if unit == "%":
        text = number(abs(difference), language, decimals=1)
        return Change(direction, f"{_sign(direction)}{text}\u00a0{_POINTS.get(_root(language), _POINTS['en'])}")
    if previous <= 0 or current < 0:
        return None
    if current >= previous * 10:
        return Change(direction, f"×\u200a{number(current / previous, language, decimals=0)}")
    share = difference / previous * 100
    digits = 0 if abs(share) >= 100 else 1
    text = number(abs(share), language, decimals=digits)
    if Decimal(0) < abs(share) < Decimal("0.05"):
        text = f"<{number(Decimal('0.1'), language)}"
    return Change(direction, f"{_sign(direction)}{text}{_PER_CENT.get(_root(language), '%')}")


def _sign(direction: str) -> str:
    return {"up": "+", "down": "−", "level": "±"}[direction]


def language_name(tag: str, language: str) -> str:
    """The name of a language (BCP 47) in a language; the tag itself for one that CLDR does not know."""
    return str(_locale(language).languages.get(tag.split("-")[0], tag))


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in a language; the code itself for one that CLDR does not know."""
    code = code.upper()
    return str(_locale(language).territories.get(code, code))


# Countries whose English name, as CLDR writes it, takes an article amid a sentence.
_WITH_ARTICLE = frozenset(
    (
        "AE", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "IM", "KM", "KY", "MH", "MP", "MV", "NL", "PH", "PS",
        "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
    )
)  # fmt: skip


def country_in_sentence(code: str, language: str) -> str:
    """The name of a country as it stands amid a sentence: *the United States*, *Japan*.

    Only English is given its article; the sentences of other languages are worded so that they need none.
    """
    name = country_name(code, language)
    return f"the {name}" if language == "en" and code.upper() in _WITH_ARTICLE else name
