"""What the words beside a name say: a place, a part of another name, or no place at all."""

from __future__ import annotations

import re
from itertools import pairwise

from proxeny.reader.places.lexicon import Words
from proxeny.reader.places.mentions import Mention

WINDOW = 48
SHORT_WINDOW, FOUR_WORDS = 28, 9  # characters that mostly hold four words; those with what stands between
# A country's name of so few letters (Anh, Đức, Nga) is as often a part of a person's.
SYLLABLE = 4
ABBREVIATION = 4
LONGEST_HEADLINE = 200
_WORDS = re.compile(r"((?:[^\W_]|\.)+)")
_PLAIN_WORDS = re.compile(r"([\w.]+)")
_AFTER = re.compile(r"([^\w]*)([^\W_]\w*)?")
# What may stand between the words before a name that are looked up together ("city of", "negara bagian").
_TOGETHER = frozenset(" '\"“«-")
_BESIDE = re.compile(r"[ \u00a0-]+|[ \u00a0]*[-–][ \u00a0]*")
_LISTED = re.compile(
    r"\s*,\s*|\s*/\s*|\s*;\s*|\s+(?:and|et|dan|và|&|or|ou|atau|hoặc|serta)\s+|\s*[-–]\s*|,\s*(?:and|et|dan|và)\s+"
)
_INSIDE_COUNTRY = re.compile(
    r"\s*[,(]\s*(?:the |l'|la |le |en |au |aux |de |du |nước |in |di |tỉnh |thành phố |province of |provinsi )?"
    r"|\s+(?:của|thuộc|of|in|en|au|du|di)(?: nước| tỉnh)?\s+"
)


def _words_before(text: str, start: int, end: int) -> list[str]:
    """Words with their dots and what stands between them by turns, from what stands before the first word on."""
    stretch = text[start:end]
    return (_WORDS if "_" in stretch else _PLAIN_WORDS).split(stretch)


def look(mention: Mention, text: str) -> list[str]:
    """Note the word before and after a name and what stands between.

    Gives the one, two and three words that stand directly before it, shortest first; with the apostrophe that ties the
    last one to the name (l'Allemagne), and once more without its dot (TP., TP).
    """
    parts = _words_before(text, max(0, mention.start - SHORT_WINDOW), mention.start)
    if len(parts) < FOUR_WORDS:
        parts = _words_before(text, max(0, mention.start - WINDOW), mention.start)
    mention.gap_before = parts[-1]
    if len(parts) > 1:
        mention.before = parts[-2].lstrip(".")
    match = _AFTER.match(text, mention.end, mention.end + WINDOW)
    if match:
        mention.gap_after, mention.after = match.group(1), match.group(2) or ""
    if not mention.before or not _TOGETHER.issuperset(mention.gap_before):
        return []
    tie = "'" if mention.gap_before == "'" else ""
    previous = mention.before + tie
    found = [previous]
    for at in (-4, -6):
        if len(parts) < 1 - at or not _TOGETHER.issuperset(parts[at + 1]):
            break
        between = "'" if parts[at + 1] == "'" else " "
        previous = f"{parts[at]}{between}{previous}"
        found.append(previous)
    if mention.before.endswith(".") and len(mention.before) <= ABBREVIATION:  # a longer word ends a sentence
        found.append(mention.before.rstrip("."))
    return found


def judge(
    mention: Mention, text: str, words: Words, taken: dict[int, Mention], ends: dict[int, Mention],
    headlines: dict[int, bool],
) -> None:  # fmt: skip
    """Set ``evidence``, ``optional`` and ``vetoed`` from the words around a name.

    ``taken`` and ``ends`` are the mentions of the text by start and by end, ``headlines`` what is known of its lines.
    """
    previous = look(mention, text)
    if mention.senses[0].entry is None or mention.text in words.generic:
        mention.vetoed = True
        return
    mention.opens = begins_text_sentence(text, mention.start)
    weld = words.welded.get(mention.text)
    if (
        weld is not None
        and mention.gap_after.strip() == ""
        and "\n" not in mention.gap_after
        and not weld.isdisjoint((mention.after, mention.after.lower()))
    ):
        mention.vetoed = True
        return
    abbreviated = (
        not mention.before.endswith(".") or mention.before in words.person_before or mention.before in words.unit_before
    )
    beside_before = bool(mention.before) and abbreviated and _is_beside(mention.gap_before)
    beside_after = bool(mention.after) and _is_beside(mention.gap_after)
    # "thành phố" is a city although "phố" alone is a street: the longer words before the name decide.
    lowered = [each.lower() for each in previous]
    unit = not (
        words.unit_before.isdisjoint(previous) and words.unit_before.isdisjoint(lowered)
    ) and words.unit_in_title.isdisjoint(previous)
    if not unit and not (
        words.no_place_before.isdisjoint(previous) and words.street_before.isdisjoint(lowered)
    ):
        mention.vetoed = True
        return
    if beside_after and (mention.after in words.street_after or mention.after in words.currency_after):
        mention.vetoed = True
        return
    mention.article = bool(lowered) and lowered[0] in words.articles
    if unit:
        mention.evidence += 3.0
        mention.unit = True
    elif beside_after and mention.after in words.unit_after:
        mention.evidence += 2.5
        mention.unit = True
    if not words.announce.isdisjoint(previous):
        mention.evidence += 1.0
    elif not words.announce_weakly.isdisjoint(previous):
        mention.evidence += 0.4
    before = mention.evidence
    if not unit and _ends_name(mention, previous, words):
        mention.evidence -= 5.0
        mention.person = True
    _run(mention, previous, text, words, taken, ends, beside_before, beside_after)
    if before - 3.0 < mention.evidence < before and is_headline(text, mention.start, headlines):
        mention.evidence = before - 0.3


def _is_beside(gap: str) -> bool:
    return gap == " " or _BESIDE.fullmatch(gap) is not None


def _ends_name(mention: Mention, previous: list[str], words: Words) -> bool:
    """Whether a name ends a Vietnamese person's: Nguyễn Thị Anh, Trần Văn Hà Nam."""
    if mention.upper or len(previous) < 2:
        return False
    if not previous[0][:1].isupper() and "'" not in "".join(previous):
        return False
    for phrase in previous[1:]:
        family, *given = phrase.split(" ")
        if not (given and family.lower() in words.surnames and all(each[:1].isupper() for each in [family, *given])):
            continue
        if " " not in mention.text or given[-1].lower() in words.middle_names:
            return True
    return False


def is_headline(text: str, position: int, known: dict[int, bool]) -> bool:
    """Whether the line at a position is written In Title Case, so that capitals say nothing; remembered by line."""
    start = text.rfind("\n", max(0, position - LONGEST_HEADLINE), position) + 1
    if start not in known:
        end = text.find("\n", position, position + LONGEST_HEADLINE)
        line = text[start : end if end >= 0 else position + LONGEST_HEADLINE]
        long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
        capital = sum(word[0].isupper() for word in long)
        known[start] = (
            len(line) < LONGEST_HEADLINE
            and len(long) >= 5
            and capital >= 0.8 * len(long)
            and line.rstrip()[-1:] not in {".", ";", ","}
        )
    return known[start]


def _run(
    mention: Mention, previous: list[str], text: str, words: Words, taken: dict[int, Mention], ends: dict[int, Mention],
    beside_before: bool, beside_after: bool,
) -> None:  # fmt: skip
    """Judge a name by its capitalised neighbours: a title or another place, an organisation, a person's name."""
    single = " " not in mention.text and "-" not in mention.text
    left = beside_before and mention.before[0].isupper() and mention.start - len(mention.gap_before) not in ends
    right = beside_after and mention.after[0].isupper() and mention.end + len(mention.gap_after) not in taken
    hyphen_left = mention.gap_before.strip() in {"-", "–"} and left
    hyphen_right = mention.gap_after.strip() in {"-", "–"} and right
    if left and (mention.upper or not mention.before.isupper() or len(mention.before) <= 4):
        word = mention.before.rstrip(".")
        if word in words.person_before or mention.before in words.person_before:
            mention.vetoed = mention.person = mention.evidence < 2
        elif word in words.titles and not words.title_before_place and not mention.upper:
            # "Governor Gary Herbert", "Queen Victoria": where a place stands before its title, a name after one is a
            # person's; a country stays ("Foreign Minister, Japan")
            after = mention.after
            aside = right and (after in words.organisation or after in words.unit_after or after in words.titles)
            mention.evidence -= 0.0 if aside or mention.is_country() else 3.0
        elif (
            word in words.unit_before
            or word in words.titles
            or word in words.direction
            or word in words.announce
        ):
            pass
        elif word in words.organisation:
            mention.optional = not mention.upper
        elif mention.upper and not word.isupper() and len(word) > 2 and not hyphen_left:
            mention.evidence -= 5.0  # "François HOLLANDE"
            mention.person = True
        elif mention.upper:
            pass
        elif word.lower() in words.surnames:
            mention.evidence -= 5.0
        elif begins_text_sentence(text, mention.start - len(mention.gap_before) - len(mention.before)):
            mention.evidence -= 0.3
        elif word.isupper() and len(word) > 1 and mention.gap_before != "-":
            mention.optional = True
            mention.evidence -= 0.3  # "UBND Hà Nội", "KJRI Cape Town"
        elif not hyphen_left or mention.gap_before == "-":
            mention.optional = True
            title = len(previous) > 1 and previous[1].split(" ")[0].rstrip(".") in words.titles
            if title and single and not words.title_before_place:
                mention.evidence -= 3.0  # "Governor Ken Lusaka"
                mention.person = True
            mention.evidence -= 4.0 if single and _is_syllable(mention, words) else 2.5 if single else 1.5
    elif beside_before and (mention.before in words.person_before or mention.before.lower() in words.person_before):
        mention.evidence -= 5.0 if right else 2.5
    if right and mention.text.lower() in words.person_before and mention.opens:
        mention.vetoed = True  # "Anh Nguyễn Văn Nam"
    if right and not mention.upper:
        word = mention.after
        if word in words.titles and not words.title_before_place:
            mention.evidence += 1.0  # "Washington Governor Jay Inslee"
        if (
            word in words.titles
            or word in words.unit_after
            or word.lower() in words.surnames
            or word in words.direction
        ):
            pass
        elif word in words.organisation:
            mention.optional = True
        elif word in words.brand_after:
            mention.optional = True
            mention.evidence -= 1.5
        elif hyphen_right and mention.gap_after != "-":
            pass
        else:
            title_before = mention.before.rstrip(".") in words.titles
            if not title_before:
                mention.optional = True
                mention.evidence -= 1.2 if left else 2.0 if single else 0.8
    elif beside_after and mention.after in words.person_between:
        mention.evidence -= 3.0


def _is_syllable(mention: Mention, words: Words) -> bool:
    """Whether a name is as short as a syllable of a Vietnamese person's, or first of all an ordinary word."""
    return len(mention.text) <= SYLLABLE and (words.home_country == "VN" or mention.key in words.common)


def begins_text_sentence(text: str, position: int) -> bool:
    """Whether a sentence, line or list item begins at a position."""
    at = position - 1
    while at >= 0 and text[at] in " \u00a0\"“«'(":
        at -= 1
    return at < 0 or text[at] in ".!?…\n:;•|—–"


def neighbours(mentions: list[Mention], text: str) -> None:
    """Let a country after a city, and another place in the same list, speak for a name."""
    adjacent = []
    for one, other in pairwise(mentions):
        gap = text[one.end : other.start]
        if len(gap) > 12:
            continue
        if gap == " " and not one.upper:
            adjacent.append((one, other))
        if _INSIDE_COUNTRY.fullmatch(gap):
            for sense in other.senses:
                entry = sense.entry
                if entry is None:
                    continue
                if entry.kind == "country":
                    one.bonus[entry.country] = 4.0
                elif entry.kind == "region" and any(s.entry and s.entry.country == entry.country for s in one.senses):
                    one.bonus[entry.country] = max(one.bonus.get(entry.country, 0), 2.0)
                    other.bonus[entry.country] = 3.0
        if _LISTED.fullmatch(gap):
            one.evidence += 0.7
            other.evidence += 0.7
            one.listed = other.listed = True
            _share_country(one, other)
            _share_country(other, one)
    for one, other in adjacent:
        if not (one.listed and other.listed):  # a comma left out: "Lille, Bordeaux Nantes, Nice"
            _adjacent(one, other)


def _share_country(one: Mention, other: Mention) -> None:
    """A name that several countries bear lies in the country of its neighbour in a list (Tứ Xuyên, Sơn Tây)."""
    own = {sense.entry.country for sense in one.senses if sense.entry}
    near = {sense.entry.country for sense in other.senses if sense.entry and sense.entry.kind != "country"}
    if len(near) == 1 and len(own) > 1 and near <= own:
        (country,) = near
        one.bonus[country] = max(one.bonus.get(country, 0.0), 1.2)


def _adjacent(one: Mention, other: Mention) -> None:
    """Two names with a space between are a person's (``Irving Berlin``, ``Đức Anh``), not a city and its country."""
    kinds = [{sense.entry.kind for sense in each.senses if sense.entry} for each in (one, other)]
    short = all(" " not in each.text for each in (one, other))
    if short and len(one.text) <= SYLLABLE and len(other.text) <= SYLLABLE and "country" not in kinds[0]:
        other.evidence -= 4.0  # "Vân Anh"
    if (short and "country" not in kinds[0] | kinds[1]) or (
        kinds[0] == kinds[1] == {"country"} and len(one.text) < 5 and len(other.text) < 5
    ):
        one.evidence -= 3.0
        other.evidence -= 5.0 if one.evidence < -4 else 3.0
