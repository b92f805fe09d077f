"""Numbers that are no quantities: dates, clock times, codes, telephone numbers, names, addresses, list numbers."""

from __future__ import annotations

import re
from itertools import pairwise

from proxeny.reader.document import Document
from proxeny.reader.quantities.addresses import is_address, is_telephone
from proxeny.reader.quantities.furniture import drop_pages, drop_row_numbers, is_item, is_list_number, is_view_count
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_NEXT_NAME = 40  # characters between two numbers of a list by names
_NAME_IN_LIST = re.compile(r"[,;]?(?: ([^\W\d_]+))? [^\W\d_a-zà-ỹ][\w.'-]*(?: [^\W\d_a-zà-ỹ][\w.'-]*){0,3} ")
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_MINUTES = re.compile(r" ?[0-5]\d(?!\d) ?")
_WORD_BEFORE = re.compile(r"[^\W_][\w-]* $")
_LIST_NUMBER = re.compile(r"[.)][ \t]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|ers?|ères?|res?|èmes?|emes?|es?|ième)(?![^\W_])")
_CLOCK = re.compile(r" ?[hg:](?: ?[0-5]\d)?(?![^\W_])|:[0-5]\d(?!\d)")
_NOUN = re.compile(r" ?([^\W\d_][\w&'-]*(?:\.[^\W\d_]\w*)*)")
_DOCUMENT_CODE = re.compile(r"/(?:19|20)\d\d/[A-ZĐ]")  # 12/2023/QĐ-UBND
_VERSION = re.compile(r"[1-9]\.0")  # industri 4.0
_OF_YEAR = re.compile(r"(?:of|de|của|dari) (?:19|20)\d\d(?!\d)")
# 2024-08, 10.2019, 20190906: dates that no words surround; 8.30-9.00: hours
_YEAR_AND_MONTH = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!\d)|(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?![\d.,])"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|[012]?\d[.:][0-5]\d ?- ?[012]?\d[.:][0-5]\d(?![\d.,]| ?[%\w])"
)
_LINE = 200  # as much of a line as is looked at, so that a text without line ends stays linear
_LONGEST_COUNT = 4  # digits that a count has without a mark
_LONGEST_NAME = 6  # post codes behind a city's name are read as names too
_DASH_AND_NUMBER = re.compile(r" ?- ?\d")


def drop_names(document: Document, words: QuantityWords, found: list[Mention], dates: list[tuple[int, int]]) -> None:
    """Mark the numbers that are no quantities: dates, clock times, codes, telephone numbers, names, list numbers."""
    lower, plain = document.lower, document.plain
    span = item = 0
    previous: Mention | None = None
    for mention in found:
        while span < len(dates) and dates[span][1] <= mention.number:
            span += 1
        if span < len(dates) and dates[span][0] < mention.end and mention.number < dates[span][1]:
            mention.dropped, mention.rule = True, "date"
        elif not mention.dropped:
            if mention.spelt:
                mention.dropped = _is_idiom(plain, lower, words, mention)
            elif len(mention.raw) < 3 and (is_item(plain, mention, item) or is_item(plain, mention, 0)):
                mention.dropped, item = True, int(mention.raw)
            else:
                mention.dropped = _is_code(plain, lower, words, mention, previous)
        previous = mention
    drop_pages(plain, found)
    if "|" in plain:
        drop_row_numbers(plain, found)
    _restore_lists(plain, words, found)


def _restore_lists(plain: str, words: QuantityWords, found: list[Mention]) -> None:
    """``Japan 120, Korea 80 and China 75``: numbers behind names are no names where they are a list of them."""
    for one, other in pairwise(found):
        if not (_is_named(one) or _is_named(other)) or other.start - one.end > _NEXT_NAME:
            continue
        if any((each.dropped and not _is_named(each)) or each.unit is not None for each in (one, other)):
            continue
        match = _NAME_IN_LIST.fullmatch(plain, one.end, other.start)
        if match is None or len(one.raw) > _LONGEST_COUNT or len(other.raw) > _LONGEST_COUNT:
            continue
        same = plain[max(0, one.start - 12) : one.start].split()[-1:] == match.group().split()[-1:]  # VF 5, VF 6
        if not same and (match.group(1) is None or match.group(1) in words.coordinate):
            one.dropped = other.dropped = False


def _is_named(mention: Mention) -> bool:
    return mention.rule == "name" and mention.raw.isdecimal()


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
        mention.rule = "label"
        return True  # F1, A380, COP29; but "đạt2,41 triệu" is glued
    lettered = before in "+-" and number > 1 and plain[number - 2].isalpha() and mention.start >= number - 1
    if lettered and not _follows_number(previous, number):
        return True  # COVID-19, IPU-132
    if is_view_count(lower, words, mention):
        return True
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
        if before == "#":
            mention.rule = "label"
            return True
        if before in "_@\\" or (before == "." and number > 1 and plain[number - 2].isalnum()) or after in "_@\\":
            return True
        minutes = before == ":" and number > 1 and plain[number - 2].isdecimal()
        colon = after == ":" and not plain[end + 1 : end + 2].isdecimal()
        if (_CLOCK.match(lower, end) or minutes) and not colon:
            mention.rule = "clock"
            return True
        if lower.startswith(("+", "°"), end):
            return after == "°"
        if is_telephone(plain, lower, words, mention):
            mention.rule = "telephone"
            return True
        if is_address(plain, lower, words, mention):
            mention.rule = "label"
            return True
        is_cell = before == "|" or lower.startswith(" |", end)
        if _VERSION.fullmatch(raw) and words.numbers.decimal == "," and not is_cell:
            mention.rule = "name"
            return True
        if raw.isdecimal() and (
            len(raw) > 8 or (len(raw) == 8 and after == " " and plain[end + 1 : end + 2].isdecimal())
        ):
            mention.rule = "telephone"
            return True
        if before == "[" and after == "]" and len(raw) <= 3:
            return True  # a note's mark
        if _DOCUMENT_CODE.match(plain, end) or _YEAR_AND_MONTH.match(plain, number):
            mention.rule = "label"
            return True
        if is_list_number(plain, mention):
            return True
        if len(raw) <= 3 and _LIST_NUMBER.match(lower, end):
            line = plain.rfind("\n", max(0, number - 8), number) + 1
            if (line or number < 8) and plain[line:number].strip(" (*•-") == "":
                return True
        if before == "'" and len(raw) == 2:
            return True  # Expo '70
        if before == "(" and after == ")" and len(raw) <= 2 and plain[number - 2 : number - 1].isalnum():
            return True  # a footnote's mark: 110.764(1)
        if previous and previous.dropped and _continues_code(plain, lower, words, previous, mention):
            return True
        if _is_score(lower, words, mention, previous):
            return True
    if bare and raw == "2" and _is_pair(lower, words, mention):
        mention.optional = True
    if _has_label(lower, words, mention, previous):
        mention.rule = "label"
        return True
    if mention.unit is None and _is_followed_by(lower, end + (after == " "), words.after_labels):
        return True
    if words.idioms.match(lower, mention.number):
        return True
    if bare and _is_name(plain, lower, words, mention):
        mention.rule = "name"
        return True
    return False


def _is_pair(lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``2 bên``, ``the 2 sides``: the digit for what a set phrase spells out."""
    if lower[mention.end : mention.end + 1] != " ":
        return False
    if words.pairs and lower.startswith(words.pairs, mention.end + 1):
        return True
    following = _WORD.match(lower, mention.end + 1)
    definite = _words_before(lower, mention.start, 1) in words.definite
    return bool(definite and following and following.group() in words.definite_nouns)


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
    noun = match.group() if match else ""
    return (len(noun) >= 3 and noun.islower() and noun not in words.stops) or (len(noun) == 2 and noun in words.people)


def _is_clock(lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``8 giờ 30``, ``lúc 9 giờ``, ``12 h``, ``10:30 horas``; not ``48 heures``."""
    if lower[mention.start - 1 : mention.start] == ":" and lower[mention.start - 2].isdecimal():
        return True
    if mention.value is None or mention.value > 24 or mention.spelt:
        return False
    rest = _MINUTES.match(lower, mention.end)
    if rest:
        return not lower.startswith(words.minutes, rest.end())
    tail = lower[mention.end - 1]
    if tail == "h" and mention.raw.isdecimal():
        return True
    return _words_before(lower, mention.start, 1) in words.clock


def _continues_code(
    plain: str, lower: str, words: QuantityWords, previous: Mention, mention: Mention
) -> bool:
    """The next piece of a telephone number, a time or a document number that was dropped."""
    if previous.rule in ("date", "words", "collective", "vague"):
        return False
    gap = plain[previous.end : mention.number]
    if gap == "/":
        return True
    if previous.rule == "clock" and gap.strip().lower() in ("", "h", "g", ":", "giờ") and len(mention.raw) == 2:
        return True
    if gap == "-" and previous.raw.isdecimal() and (len(previous.raw) == 4 or previous.rule == "label"):
        return True  # decree 2021-86, rooms 12-14
    if previous.rule in ("label", "name") and len(mention.raw) <= 3 and mention.raw.isdecimal():
        noun = _WORD.match(lower, mention.end + 1)
        joined = gap.strip() in words.coordinate or gap.strip() in words.of_pages
        if joined and (noun is None or noun.group() in words.stops):
            mention.rule = "label"
            return True  # lines 3 and 5, page 2 of 10
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


def _has_label(lower: str, words: QuantityWords, mention: Mention, previous: Mention | None) -> bool:
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
            return False  # cấp 12 dự án mới, the top ten countries
        if phrase and phrase in words.label_exceptions:
            return False
        bare = phrase.rstrip(":")
        if phrase and not words.labels.isdisjoint((phrase, bare, bare.rpartition("'")[2])):
            # tiga kecamatan 34 kelurahan: a label that is what the number before it counts is none
            counts = previous is not None and not previous.dropped and bare == lower[previous.end : start].strip()
            return not counts
    return False


def _is_name(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``Expo 2005``, ``Boeing 787``: a number right behind a capitalised word, with no noun behind it."""
    number = mention.number
    version = len(mention.raw) == 3 and mention.raw.endswith(".0")  # Industry 4.0
    if (
        not (mention.raw.isdecimal() or version)
        or mention.start != number
        or plain[number - 1 : number] != " "
        or len(mention.raw) > _LONGEST_NAME
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
        if lower.startswith(words.noun_phrases, noun.start(1)) or not (word in words.stops or word in words.coordinate):
            return False
    if len(mention.raw) <= 2 and plain[mention.end : mention.end + 1] == ":":
        return True  # Session 2: …
    first = plain[line : match.start()].strip(" \"'“(•*-") == "" or plain[
        max(0, match.start() - 2) : match.start()
    ] in (". ", ": ")
    return not first


def _is_counted(word: str, words: QuantityWords) -> bool:
    """Whether a capital behind a number is no name: ``Five Countries`` in a title, ``Two FDI projects``."""
    acronym = word.isupper() and len(word) > 1
    return acronym or word.lower() in words.people or word.lower().endswith(words.adjectives)


def _is_idiom(plain: str, lower: str, words: QuantityWords, mention: Mention) -> bool:
    """Spelt-out numerals that are names, articles or part of a set phrase."""
    start, end = mention.start, mention.end
    if mention.rule in ("collective", "vague"):
        return False
    if mention.scale is None and words.idioms.match(lower, start):
        return True
    if plain[start].isupper() and plain[mention.end - 1] != ")":  # Six (06) is a numeral wherever it stands
        line_start = plain[max(0, start - 3) : start].strip(" \"'“«([")
        if line_start and line_start[-1] not in ".!?:…\n•-|)":
            noun = _WORD.match(lower, end + 1)
            return noun is None or noun.group() not in words.people
        if plain[end + 1 : end + 2].isupper() and not plain[start:end].isupper():
            noun = _WORD.match(plain, end + 1)
            return noun is None or not _is_counted(noun.group(), words)
    if mention.rule in ("proportion", "fraction of a unit"):
        if plain[end : end + 1] == " " and _OF_YEAR.match(lower, end + 1):
            return True  # three quarters of 2019: nine months of it
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
        return previous not in words.loose_labels or following not in words.people
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
