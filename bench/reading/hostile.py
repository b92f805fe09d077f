"""Texts that are made to be slow or to break something, in families that grow; and what holds of every reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from bench.reading import own_cases

from proxeny.reader import Reading

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "vi": "tháng một tháng hai tháng 3 tháng tư tháng 12 năm quý ngày thứ hai",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_PLACES = {
    "en": "Hanoi Paris United States of America Ho Chi Minh City York New York ",
    "vi": "Hà Nội thành phố Hồ Chí Minh Nhật Bản tỉnh Hà Nam Đà Nẵng Anh ",
    "id": "Kota Hanoi Jakarta Amerika Serikat Provinsi Jawa Barat Jepang ",
    "fr": "Paris la ville de Saint-Denis Hanoï États-Unis région Île-de-France Lyon ",
}
_NUMBER_WORDS = {
    "en": "twenty one hundred and thousand million five dozen half a ",
    "vi": "hai mươi mốt trăm nghìn lẻ năm triệu tỷ rưỡi chục ",
    "id": "dua puluh satu ratus ribu juta lima setengah seperempat ",
    "fr": "vingt et un cent mille quatre-vingt dix millions demi une douzaine ",
}
_TITLES = {
    "en": "Chairman of the People's Committee Nguyen Van Minister Mr Ambassador ",
    "vi": "Chủ tịch Ủy ban nhân dân thành phố Nguyễn Văn Bộ trưởng ông Đại sứ ",
    "id": "Ketua Komite Rakyat Duta Besar Menteri Bapak Gubernur ",
    "fr": "Président du Comité populaire Monsieur le ministre Nguyen Van ambassadeur ",
}


def _by_language(words: dict[str, str], between: str = " ") -> Callable[[str, int], str]:
    def family(language: str, size: int) -> str:
        listed = between.join(words[language].split()) + between
        return (listed * (size // len(listed) + 1))[:size]

    return family


def _cases_joined(language: str, size: int) -> str:
    texts = " ".join(
        case["text"].replace("\n", " ").replace(".", ",") for of, _, case in own_cases.cases() if of.tag == language
    )
    return (texts * (size // len(texts) + 1))[:size]


_PIECES = {
    "digits": "7",
    "zeros": "0",
    "groups of digits": "123 456 ",
    "groups with dots": "1.234.",
    "groups with commas": "1,234,",
    "decimals in a row": "1.2.",
    "opening brackets": "(",
    "closing brackets": ")",
    "nested brackets with figures": "((12% [",
    "quotes": "\"'“",
    "dashes": "-",
    "wide dashes": "—–",
    "dashes and figures": "12-",
    "spaces": " ",
    "no-break spaces": "\u00a0\u202f",
    "tabs": "\t",
    "line ends": "\n",
    "tabs and figures": "12\t",
    "currency signs": "$€£¥",
    "currency signs and figures": "$1 €2 ",
    "percent signs": "%",
    "full stops": ".",
    "commas": ",",
    "colons": ":",
    "slashes": "/",
    "slashes and figures": "12/",
    "apostrophes": "'",
    "ellipses": "…",
    "one long word": "a",
    "long word of capitals": "A",
    "capital letters": "A ",
    "initials": "A. ",
    "hyphened capitals": "A-",
    "full stops and capitals": ". A",
    "zero-width joiners": "a\u200d\u200b\u00ad\ufeff",
    "marks that combine": "\u0301",
    "accents on one letter": "e" + "\u0301" * 29,
    "decomposed letters": "ê\u0301 e\u0302 ",
    "bidirectional marks": "\u202e\u202d\u2066\u2067\u2069\u200f\u200e12",
    "lone surrogates": "\ud800\udfff",
    "invisible marks in figures": "1\u200d2\u200b",
    "years": "2023 ",
    "ranges of years": "2019-2023, ",
    "ordinals": "12th 3rd 1st ",
    "days": "12/3, ",
    "times of day": "12:30 ",
    "bars": "|",
    "rows of a table": "1 | 2 | 3\n",
    "headings in brackets": "(USD million)\n",
    "figures with units": "5 km 3 ha ",
    "percentages in a list": "5.1, 4.2 ",
    "letters and figures": "A1B2",
    "telephone numbers": "+84 24 3825 ",
    "web addresses": "http://a.b/c?d=1&",
    "lone letters": "t m d q ",
    "stars and bullets": "* • ",
    "dollars of no place": "$5 million, ",
    "letters that are money": "P1.2 billion ",
}


def _repeated(piece: str) -> Callable[[str, int], str]:
    return lambda language, size: (piece * (size // len(piece) + 1))[:size]


FAMILIES: dict[str, Callable[[str, int], str]] = {
    **{name: _repeated(piece) for name, piece in _PIECES.items()},
    "months": _by_language(_MONTHS),
    "months without spaces": _by_language(_MONTHS, "-"),
    "places": _by_language(_PLACES),
    "places with commas": _by_language(_PLACES, ", "),
    "numbers in words": _by_language(_NUMBER_WORDS),
    "numbers in words and hyphens": _by_language(_NUMBER_WORDS, "-"),
    "titles": _by_language(_TITLES),
    "no end of a sentence": _cases_joined,
}


def faults(text: str, reading: Reading) -> Iterator[str]:
    """What should hold of every reading of ``text`` and does not, in words."""
    for name in ("quantities", "dates", "places", "people", "facts"):
        found = getattr(reading, name)
        for each in found:
            if not 0 <= each.start < each.end <= len(text):
                yield f"{name}: {each.rule} has the span {each.start}-{each.end} in {len(text)} code points"
            elif text[each.start : each.end] != each.text:
                yield f"{name}: {each.rule} says {each.text!r} and the text {text[each.start : each.end]!r}"
            if not 0 <= each.confidence <= 1:
                yield f"{name}: {each.rule} has the confidence {each.confidence}"
        for one, other in pairwise(found):
            if name == "facts":
                if one.start > other.start:
                    yield f"facts: {one.text!r} and {other.text!r} are not in text order"
            elif one.end > other.start:
                yield f"{name}: {one.text!r} and {other.text!r} overlap or are not in text order"
