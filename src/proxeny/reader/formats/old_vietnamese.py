"""Vietnamese written with the fonts of the years before Unicode: TCVN3 (``.VnTime``) and VNI (``VNI-Times``).

Such a text is stored as if it were Western European: ``Hµ Néi`` (TCVN3) and ``Haø Noäi`` (VNI) both mean ``Hà Nội``.
It reaches us in plain files and also inside Word and PDF documents, where only the font said what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from proxeny.reader.formats.vietnamese_syllables import share_of_syllables

# TCVN 5712:1993, VN3: letters at code points of Latin-1. Capitals with a tone exist only as capital fonts
# (``.VnTimeH``), so their case is lost in the text.
_TCVN3 = {
    ord(old): new
    for old, new in zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
}

# VNI for Windows: a letter, then a character that carries its marks; a few letters have a character of their own.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư",
}  # fmt: skip


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for base, letter in (*zip("aeouy", "aeouy", strict=True), ("ô", "ơ"), ("ö", "ư")):
        for mark, tone in _VNI_TONES.items():
            pairs[base + mark] = letter + tone
    for base in "aeo":
        for mark, tone in _VNI_CIRCUMFLEX.items():
            pairs[base + mark] = base + "\u0302" + tone
    for mark, tone in _VNI_BREVE.items():
        pairs["a" + mark] = "a\u0306" + tone
    pairs |= _VNI_SINGLE
    capitals = {}
    for old, new in pairs.items():
        capitals[old.upper()] = new.upper()
        capitals[old[0].upper() + old[1:]] = new.upper()  # a capital with the mark of the small letter occurs
    return {old: unicodedata.normalize("NFC", new) for old, new in (capitals | pairs).items()}


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(map(re.escape, sorted(_VNI, key=len, reverse=True))))
_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯĩĨũŨ]")
# Two words in three carry a mark in Vietnamese, one in six or fewer in the languages of western Europe.
_SHARE_OF_MARKED_WORDS = 0.3
_MARKED = re.compile(r"[^\x00-\x7f]")

# Measured on Vietnamese, French, Portuguese and German samples: converted Vietnamese lies above 0.97, another
# language read through either table below 0.3. What lies between is left to a person.
CERTAIN = 0.85
POSSIBLE = 0.55


@dataclass(frozen=True)
class Conversion:
    """A text brought to Unicode: how it was written, how sure that is, and where each old offset went.

    ``positions[i]`` is the new offset of the old character ``i``; one more entry stands for the end.
    """

    encoding: str
    certainty: float
    text: str
    positions: tuple[int, ...]


def recognise(text: str) -> Conversion | None:
    """The text read as TCVN3 or VNI where it makes more sense so; ``None`` where it does not look like either."""
    if len(_MARKED.findall(text, 0, 200_000)) < 8 or len(_UNICODE_VIETNAMESE.findall(text, 0, 200_000)) > 3:
        return None
    sample = text[:200_000]
    words = sample.split()
    if sum(not word.isascii() for word in words) < _SHARE_OF_MARKED_WORDS * len(words):
        return None
    _, as_is = share_of_syllables(sample)
    best: Conversion | None = None
    for encoding, decoder in (("TCVN3", _from_tcvn3), ("VNI", _from_vni)):
        count, share = share_of_syllables(decoder(sample)[0])
        if count >= 5 and share >= POSSIBLE and share > as_is + 0.2 and (best is None or share > best.certainty):
            converted, positions = decoder(text)
            best = Conversion(encoding, share, converted, tuple(positions))
    return best


def convert(text: str, encoding: str) -> str:
    """A text in the named old encoding (``TCVN3`` or ``VNI``) as Unicode."""
    return (_from_tcvn3 if encoding == "TCVN3" else _from_vni)(text)[0]


def _from_tcvn3(text: str) -> tuple[str, Sequence[int]]:
    return text.translate(_TCVN3), range(len(text) + 1)


def _from_vni(text: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    positions: list[int] = []
    length = at = 0
    for match in _VNI_PATTERN.finditer(text):
        between = text[at : match.start()]
        new = _VNI[match.group()]
        positions.extend(range(length, length + len(between)))
        length += len(between)
        positions.extend([length] * (match.end() - match.start()))
        length += len(new)
        pieces += (between, new)
        at = match.end()
    pieces.append(text[at:])
    positions.extend(range(length, length + len(text) - at + 1))
    return "".join(pieces), positions
