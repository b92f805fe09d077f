"""Numbers of addresses: telephone numbers, post codes, house numbers."""

from __future__ import annotations

import re

from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_MORE_DIGITS = re.compile(r"[ .-]?\(?\d")
_MORE_GROUPS = re.compile(r"\)? ?[ .-]\d")
_SMALL_WORD = re.compile(r" [^\W\d_A-Z]")
_HYPHENATED_CODE = re.compile(r"\d{1,5}(?:-\d{1,7}){2}|\d{3}-0\d{3}(?!\d)")
_HOTLINE = re.compile(r"1[89]00[ .-]$")  # Vietnam: 1900 1234
_HOUSE_RANGE = re.compile(r"-\d{1,4}(?= [^\W\d_])")
_ADDRESS = 48  # characters between a post code and the telephone number of the same address
_STREET = re.compile(r" (?:[^\W\d_][\w.-]* ){1,5}?")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIALLED = "0123456789 ()+./-:"  # what stands between the word for a telephone and a group of its number
_AREA_CODE = re.compile(r"\(\+?\d[\d-]{1,5}\)[ -]?$")
_GROUP = re.compile(r"[- .]\d{3,4}(?!\d)")
_CAPITALS = re.compile(r"(?: [^\W\d_a-zà-ỹ][\w'.-]*){1,6}(?=[,.;)\n]|$)")
_SEVEN_DIGITS = re.compile(r"(\d{3,4})-(\d{4})(?!\d)")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_WORD = 12
_WINDOW = 44


def _is_dialled(lower: str, words: QuantityWords, number: int) -> bool:
    """Whether nothing but digits and their marks stands between a word for a telephone and a number."""
    window = lower[max(0, number - _WINDOW) : number].rstrip(_DIALLED)
    match = _LAST_WORD.search(window, max(0, len(window) - _LONGEST_WORD))
    return bool(match and match.group() in words.telephones)


def is_telephone(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """Whether a number is a telephone number or a group of one."""
    raw, number, end = mention.raw, mention.number, mention.end
    before = plain[number - 1] if number else " "
    if _is_dialled(lower, words, number) or (
        before in " )" and _AREA_CODE.search(plain, max(0, number - 10), number) and _GROUP.match(plain, end)
    ):
        return True
    seven = _SEVEN_DIGITS.match(plain, number)
    if seven and int(seven.group(2)) > 10 * int(seven.group(1)):
        return True  # 100-8919
    if _HYPHENATED_CODE.match(plain, number):
        return True
    if raw.isdecimal() and 3 <= len(raw) <= 6 and _HOTLINE.search(plain, max(0, number - 5), number):
        return True
    if before == "+" and (len(raw) > 4 or _MORE_DIGITS.match(plain, end)):
        return True
    if raw[0] == "0" and raw.isdecimal() and len(raw) > 1:
        return (
            len(raw) > 3 or bool(_MORE_GROUPS.match(plain, end)) or before == "(" or not _SMALL_WORD.match(plain, end)
        )
    return raw[0] == "0" and len(raw) > 3 and raw[1].isdecimal()  # 09.30, 028.3822


def is_address(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``12 rue de la Paix``, ``25 Ly Thuong Kiet Street``, ``tại 25 Lý Thường Kiệt``, ``75002 Paris``."""
    end, raw = mention.end, mention.raw
    house = _HOUSE_RANGE.match(plain, end)
    end = house.end() if house else end
    if not raw.isdecimal() or plain[end : end + 1] not in (" ", ",", ")") or len(raw) > 6:
        return False
    capital = plain[end + 1 : end + 2].isupper()
    if len(raw) >= 4 and _telephone_follows(plain, words, end):
        return True
    if len(raw) == 5 and capital and words.tag == "fr":
        return True
    if len(raw) == 5 and capital and _CAPITALS.match(plain, end):
        return True
    if capital and _word_before(lower, mention.start) in words.address_words:
        return words.tag == "vi" or _CAPITALS.match(plain, end) is not None
    if words.tag == "fr":
        return lower.startswith(words.streets, end + 1) or lower.startswith(words.streets, end + 2)
    if capital and words.streets:
        match = _STREET.match(plain, end)
        tail = lower[end : end + 60].split("\n")[0]
        return bool(match and any(f" {street}" in tail for street in words.streets) and _all_capital(plain, end, words))
    return False


def _word_before(lower: str, at: int) -> str:
    parts = lower[max(0, at - 16) : at].split()
    return parts[-1].lstrip("([\"'“«") if parts else ""


def _telephone_follows(plain: str, words: QuantityWords, at: int) -> bool:
    """Whether a post code ends here: ``Badung (80352) Telp (0361) 12345``, ``1300 Pasay City Phone 551``."""
    window = plain[at : at + _ADDRESS].split("\n\n")[0]
    for match in _LETTERS.finditer(window):
        if match.group().lower() in words.telephones:
            return not any(character.isdecimal() for character in window[: match.start()])
        if not match.group()[0].isupper():
            return False
    return False


def _all_capital(plain: str, at: int, words: QuantityWords) -> bool:
    """Whether every word up to the word for a street has a capital."""
    for word in plain[at : at + 60].split():
        if not words.streets_and_marks.isdisjoint((word.lower().rstrip(",."), word.lower().rstrip(","))):
            return True
        if not word[0].isupper():
            return False
    return False
