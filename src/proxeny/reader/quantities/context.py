"""Numbers that are no quantities: dates, clock times, codes, telephone numbers, names, addresses, list numbers."""

from __future__ import annotations

import re

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_MINUTES = re.compile(r" ?[0-5]\d(?!\d) ?")
_MORE_DIGITS = re.compile(r"[ .-]?\(?\d")
_MORE_GROUPS = re.compile(r"\)? ?[ .-]\d")
_SMALL_WORD = re.compile(r" [^\W\d_A-Z]")
_WORD_BEFORE = re.compile(r"[^\W_][\w-]* $")
_LIST_NUMBER = re.compile(r"[.)][ \t]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|ers?|ères?|res?|èmes?|emes?|es?|ième)(?![^\W_])")
_CLOCK = re.compile(r" ?[hg:](?: ?[0-5]\d)?(?![^\W_])|:[0-5]\d(?!\d)")
_NOUN = re.compile(r" ?([^\W\d_][\w&'-]*(?:\.[^\W\d_]\w*)*)")
_HYPHENATED_CODE = re.compile(r"\d{1,4}-\d{2,4}-\d{3,}")
_HOUSE_RANGE = re.compile(r"-\d{1,4}(?= [^\W\d_])")
_LINE = 200  # as much of a line as is looked at, so that a text without line ends stays linear
_STREET = re.compile(r" (?:[^\W\d_][\w.-]* ){1,5}?")
_DASH_AND_NUMBER = re.compile(r" ?- ?\d")


def drop_names(document: Document, words: QuantityWords, found: list[Mention], dates: list[tuple[int, int]]) -> None:
    """Mark the numbers that are no quantities: dates, clock times, codes, telephone numbers, names, list numbers."""
    lower, plain = document.lower, document.plain
    span = 0
    previous: Mention | None = None
    for mention in found:
        while span < len(dates) and dates[span][1] <= mention.number:
            span += 1
        if span < len(dates) and dates[span][0] < mention.end and mention.number < dates[span][1]:
            mention.dropped, mention.rule = True, "date"
        elif not mention.dropped:
            if mention.spelt:
                mention.dropped = _is_idiom(plain, lower, words, mention)
            else:
                mention.dropped = _is_code(plain, lower, words, mention, previous)
        previous = mention


def _is_code(plain: str, lower: str, words: QuantityWords, mention: Mention, previous: Mention | None) -> bool:
    number, end = mention.number, mention.end
    raw = mention.raw
    bare = mention.unit is None and mention.scale is None
    before = plain[number - 1] if number else "\n"
    after = lower[end] if end < len(lower) else "\n"
    if mention.unit == "h" and _is_clock(lower, words, mention):
        mention.rule = "clock"
        return True
    if before in "hg" and not mention.prefixed and number > 1 and plain[number - 2].isdecimal():
        mention.rule = "clock"
        return True  # 6h30
    if before.isalpha() and not mention.prefixed and (bare or before.isupper()):
        return True  # F1, A380, COP29; but "đạt2,41 triệu" is glued
    lettered = before in "+-" and number > 1 and plain[number - 2].isalpha() and mention.start >= number - 1
    if lettered and not _follows_number(previous, number):
        return True  # COVID-19, IPU-132
    if bare:
        if before == "-" and number > 2 and plain[number - 2] == " " and plain[number - 3].isalpha() and after in ")]":
            return True  # IPU -132
        if _ORDINAL.match(lower, end) or lower[max(0, number - 3) : number] == "ke-":
            return True
        if after.isalpha():
            return not _is_glued(plain, words, mention)
        if after == "-" and plain[end + 1 : end + 2].isupper():
            return True  # 15-NQ/TW, 22-Novembre
        if (before == "/" and number > 1 and plain[number - 2].isalpha()) or (
            after == "/" and plain[end + 1 : end + 2].isupper()
        ):
            return True  # 47/BB-SNgV
        if before in "#_@\\" or (before == "." and number > 1 and plain[number - 2].isalnum()) or after in "_@\\":
            return True
        minutes = before == ":" and number > 1 and plain[number - 2].isdecimal()
        colon = after == ":" and not plain[end + 1 : end + 2].isdecimal()
        if (_CLOCK.match(lower, end) or minutes) and not colon:
            mention.rule = "clock"
            return True
        if lower.startswith(("+", "°"), end):
            return after == "°"
        if _is_telephone(plain, lower, mention, previous):
            mention.rule = "telephone"
            return True
        if _is_address(plain, lower, words, mention):
            return True
        if raw.isdecimal() and (
            len(raw) > 8 or (len(raw) == 8 and after == " " and plain[end + 1 : end + 2].isdecimal())
        ):
            mention.rule = "telephone"
            return True
        if len(raw) <= 3 and _LIST_NUMBER.match(lower, end):
            line = plain.rfind("\n", max(0, number - 8), number) + 1
            if (line or number < 8) and plain[line:number].strip(" (*•-") == "":
                return True
        if before == "'" and len(raw) == 2:
            return True  # Expo '70
        if before == "(" and after == ")" and len(raw) <= 2 and plain[number - 2 : number - 1].isalnum():
            return True  # a footnote's mark: 110.764(1)
        if previous and previous.dropped and _continues_code(plain, previous, mention):
            return True
        if _is_score(lower, words, mention, previous):
            return True
    if _has_label(lower, words, mention):
        return True
    if mention.unit is None and _is_followed_by(lower, end + (after == " "), words.after_labels):
        return True
    if words.idioms.match(lower, mention.number):
        return True
    if bare and _is_name(plain, lower, words, mention):
        mention.rule = "name"
        return True
    return False


def _is_followed_by(lower: str, at: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands at a position, as whole words."""
    return any(
        lower.startswith(phrase, at) and not lower[at + len(phrase) : at + len(phrase) + 1].isalpha()
        for phrase in phrases
    )


def _follows_number(previous: Mention | None, number: int) -> bool:
    return bool(previous and not previous.dropped and number - previous.end <= 3)


def _is_glued(plain: str, words: QuantityWords, mention: Mention) -> bool:
    """``27pays``: a noun that lost its space; not ``36A`` or ``12B``."""
    match = _LETTERS.match(plain, mention.end)
    return bool(match and len(match.group()) >= 3 and match.group().islower() and match.group() not in words.stops)


def _is_clock(lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``8 giờ 30``, ``lúc 9 giờ``, ``12 h``; not ``48 heures``."""
    if mention.value is None or mention.value > 24 or mention.spelt:
        return False
    rest = _MINUTES.match(lower, mention.end)
    if rest:
        return not lower.startswith(words.minutes, rest.end())
    tail = lower[mention.end - 1]
    if tail == "h" and mention.raw.isdecimal():
        return True
    return _words_before(lower, mention.start, 1) in words.clock


def _is_telephone(plain: str, lower: str, mention: Mention, previous: Mention | None) -> bool:
    raw, number, end = mention.raw, mention.number, mention.end
    before = plain[number - 1] if number else " "
    if _HYPHENATED_CODE.match(plain, number):
        return True
    if before == "+" and (len(raw) > 4 or _MORE_DIGITS.match(plain, end)):
        return True
    if raw[0] == "0" and raw.isdecimal() and len(raw) > 1:
        return (
            len(raw) > 3 or bool(_MORE_GROUPS.match(plain, end)) or before == "(" or not _SMALL_WORD.match(plain, end)
        )
    return raw[0] == "0" and len(raw) > 3 and raw[1].isdecimal()  # 09.30, 028.3822


def _is_address(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``12 rue de la Paix``, ``25 Ly Thuong Kiet Street``, ``tại 25 Lý Thường Kiệt``, ``75002 Paris``."""
    end, raw = mention.end, mention.raw
    house = _HOUSE_RANGE.match(plain, end)
    end = house.end() if house else end
    if not raw.isdecimal() or plain[end : end + 1] not in (" ", ",") or len(raw) > 5:
        return False
    capital = plain[end + 1 : end + 2].isupper()
    if len(raw) == 5 and capital and words.tag == "fr":
        return True
    if capital and _words_before(lower, mention.start, 1) in words.address_words:
        return True
    if words.tag == "fr":
        return lower.startswith(words.streets, end + 1) or lower.startswith(words.streets, end + 2)
    if capital and words.streets:
        match = _STREET.match(plain, end)
        tail = lower[end : end + 60].split("\n")[0]
        return bool(match and any(f" {street}" in tail for street in words.streets) and _all_capital(plain, end, words))
    return False


def _all_capital(plain: str, at: int, words: QuantityWords) -> bool:
    """Whether every word up to the word for a street has a capital."""
    for word in plain[at : at + 60].split():
        if word.lower().rstrip(",.") in words.streets or word.lower() in words.streets:
            return True
        if not word[0].isupper():
            return False
    return False


def _continues_code(plain: str, previous: Mention, mention: Mention) -> bool:
    """The next piece of a telephone number, a time or a document number that was dropped."""
    if previous.rule in ("date", "words", "collective", "vague"):
        return False
    gap = plain[previous.end : mention.number]
    if gap == "/":
        return True
    if previous.rule == "clock" and gap.strip().lower() in ("", "h", "g", ":", "giờ") and len(mention.raw) == 2:
        return True
    if gap == "-" and previous.raw.isdecimal() and len(previous.raw) == 4:
        return True  # decree 2021-86
    if not previous.raw:
        return False
    if previous.raw[0] == "0":
        previous.rule = "telephone"
    telephone = previous.rule == "telephone" or plain[previous.number - 1 : previous.number] == "+"
    if telephone and gap in (" ", ") ", "-", ".", ") -", " - ", ")-", ") ("):
        mention.rule = "telephone"
        return True
    clock = "." in previous.raw and len(previous.raw) <= 5 and len(mention.raw) <= 5
    return clock and gap.strip() == "-" and "." in mention.raw


def _is_score(lower: str, words: QuantityWords, mention: Mention, previous: Mention | None) -> bool:
    if len(mention.raw) > 2 or not mention.raw.isdecimal():
        return False
    sentence = lower[max(0, mention.number - 60) : mention.number]
    dash = _DASH_AND_NUMBER.match(lower, mention.end) or (
        previous and previous.rule == "score" and mention.number - previous.end <= 3
    )
    if dash and any(word in sentence for word in words.scores):
        mention.rule = "score"
        return True
    return False


def _words_before(lower: str, at: int, count: int) -> str:
    window = lower[max(0, at - 16 * count) : at]
    line = window.rfind("\n")
    parts = window[line + 1 :].split()
    return " ".join(parts[-count:]).lstrip("([\"'“«") if len(parts) >= count else ""


def _has_label(lower: str, words: QuantityWords, mention: Mention) -> bool:
    """Whether a word before it makes a number a name: Decree 80, Room 305, quốc lộ 13, n° 9."""
    if mention.unit is not None and mention.unit != "count":
        return False
    if mention.scale is not None or "," in mention.raw:
        return False
    if mention.start and lower[mention.start - 1] in "|\t":
        return False
    start = mention.start - 1 if mention.start and lower[mention.start - 1] == "(" else mention.start
    for count in range(words.label_words, 0, -1):
        phrase = _words_before(lower, start, count)
        if phrase in words.loose_labels and (noun := _NOUN.match(lower, mention.end)) and noun.group(1) in words.people:
            return False  # cấp 12 dự án mới
        if phrase and phrase in words.label_exceptions:
            return False
        if phrase and (phrase in words.labels or ("'" in phrase and phrase.rpartition("'")[2] in words.labels)):
            return True
    return False


def _is_name(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``Expo 2005``, ``Boeing 787``: a number right behind a capitalised word, with no noun behind it."""
    number = mention.number
    version = len(mention.raw) == 3 and mention.raw.endswith(".0")  # Industry 4.0
    if (
        not (mention.raw.isdecimal() or version)
        or mention.start != number
        or plain[number - 1 : number] != " "
        or len(mention.raw) > 4
    ):
        return False
    line = plain.rfind("\n", max(0, number - _LINE), number) + 1 or max(0, number - _LINE)
    if "|" in plain[line:number] or "\t" in plain[line:number]:
        return False
    match = _WORD_BEFORE.search(plain, max(line, number - 24), number)
    if not match or not match.group()[0].isupper():
        return False
    noun = _NOUN.match(plain, mention.end)
    if noun and noun.group(1)[0].islower() and noun.group()[0] == " ":
        word = noun.group(1).lower()
        if word not in words.stops or lower.startswith(words.noun_phrases, noun.start(1)):
            return False
    first = plain[line : match.start()].strip(" \"'“(•*-") == "" or plain[
        max(0, match.start() - 2) : match.start()
    ] in (". ", ": ")
    return not first


def _is_idiom(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """Spelt-out numerals that are names, articles or part of a set phrase."""
    start, end = mention.start, mention.end
    if mention.rule in ("collective", "vague"):
        return False
    if mention.scale is None and words.idioms.match(lower, start):
        return True
    if plain[start].isupper():
        line_start = plain[max(0, start - 3) : start].strip(" \"'“«([")
        if line_start and line_start[-1] not in ".!?:…\n•-|)":
            return True
        if plain[end + 1 : end + 2].isupper() and not plain[start:end].isupper():
            return True
    if mention.rule in ("proportion", "fraction of a unit"):
        previous = _words_before(lower, start, 1)
        if previous in words.numbers.ordinals or previous in words.definite:
            return True
        last = lower[start : mention.number_end].split()[-1]
        if mention.unit is not None:
            return last in words.numbers.ordinals
        noun = _WORD.match(lower, end + 1) if lower[end : end + 1] == " " else None
        return bool(noun and noun.group() not in words.stops and last in words.numbers.ordinals)
    if mention.rule != "words":
        return False
    word = mention.raw
    end = mention.number_end
    following_match = _WORD.match(lower, end + 1) if lower[end : end + 1] in (" ", "-") else None
    following = following_match.group() if following_match else ""
    previous = _words_before(lower, start, 1)
    if words.optional_phrases and lower.startswith(words.optional_phrases, start):
        mention.optional = True
        return False
    if mention.scale is not None:
        return False
    if lower[end : end + 1] == "-" and (following in words.numbers.ordinals or following == "th"):
        return True
    if previous in words.labels and previous not in words.stops and words.tag != "vi":
        return True
    if mention.unit is not None and word not in words.never and word not in words.ambiguous:
        return False
    if word in words.never:
        return mention.unit in (None, "a", "d", "h", "mo", "wk", "min", "s", "1") or len(mention.unit) != 3
    if mention.value == 1:
        return (
            not following
            or lower[end : end + 1] not in (" ", "-")
            or following in words.one.get("not_before", ())
            or previous in words.one.get("not_behind", ())
        )
    if word in words.ambiguous:
        if mention.unit in ("%",) or (mention.unit and len(mention.unit) == 3):
            return False
        if previous in words.not_behind.get(word, ()) or following in words.not_before.get(word, ()):
            return True
        return not following or lower[end : end + 1] != " "
    if previous in words.definite and following in words.definite_nouns:
        mention.optional = True
    return False
