"""The date of publication that a text states about itself, in its head, its dateline or its foot.

Only what says so counts: a label (``Published:``, ``Đăng ngày``, ``Diterbitkan``, ``Publié le``), a dateline
(``HANOI, April 14, 2023 —``) or a byline with a time of day. The date on which a page was rendered, a copyright year
or the first date that comes along is none: a wrong anchor moves every ``last year`` of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from proxeny.reader.dates.resolve import Point

_HEAD, _OPENING, _FOOT = 1200, 300, 400
_BEFORE_YEAR, _BEHIND_YEAR = 200, 80  # characters that a label, a weekday and a clock may take
_BYLINE = 90  # characters of a line that may be a byline
# A clock that runs at the head of a page is told from a byline where the text tells of years so much older.
_STALE = 2
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari janvier",
            "february feb februari février",
            "march mar maret mars",
            "april apr avril",
            "may mei mai",
            "june jun juni juin",
            "july jul juli juillet",
            "august aug agustus août",
            "september sep sept septembre",
            "october oct oktober octobre",
            "november nov novembre",
            "december dec desember décembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_LABEL = (
    r"(?:published(?: on| at)?|posted(?: on)?|publication date|date published|date|issued(?: on)?|release date|"
    r"đăng ngày|ngày đăng|cập nhật(?: lúc| ngày)?|xuất bản|đăng lúc|thời gian đăng|ngày xuất bản|"
    r"diterbitkan|dipublikasikan|tanggal terbit|tayang|terbit|tanggal|"
    r"publié(?:e)? le|publication|mis en ligne le|paru le|date de publication)"
)
_UPDATE = (
    r"(?:last updated(?: on| at)?|updated(?: on| at)?|last modified(?: on)?|diperbarui|mis à jour le|modifié le|"
    r"cập nhật lần cuối)"
)
_AFTER_LABEL = r"(?: ?[:|\s]){1,4} ?"
_WEEKDAY = r"(?:[^\W\d_]+(?: [^\W\d_]+)?, ?)?"
_DAY_WORD = r"(?:ngày |le |tanggal |the )?"
_CLOCK = r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]m)?(?: ?gmt\+?\d*| wib)?[,\s|-]*)?"
_FORMS = (
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)",
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)",
    r"(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>(?:19|20)\d\d)",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)? (?P<month>{_MONTH})\.?,? (?P<y>(?:19|20)\d\d)",
    rf"(?P<month>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)",
    r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,)? năm (?P<y>(?:19|20)\d\d)",
)
_LABELLED = tuple(
    re.compile(rf"(?<![^\W_]){_LABEL}{_AFTER_LABEL}{_CLOCK}{_WEEKDAY}(?:ngày )?{form}(?!\d)", re.IGNORECASE)
    for form in (*_FORMS, r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![-\d])")
)
_UPDATED = tuple(
    re.compile(rf"(?<![^\W_]){_UPDATE}{_AFTER_LABEL}{_CLOCK}{_WEEKDAY}(?:ngày )?{form}(?!\d)", re.IGNORECASE)
    for form in _FORMS
)
_DATELINE = tuple(
    re.compile(
        rf"(?:^|\n)\(?[A-ZĐÀ-Ý][^\n:.(]{{1,40}}[,(] ?"
        rf"(?i:{_WEEKDAY}{_DAY_WORD}{form}\)? ?(?:\([^)\n]{{1,30}}\) ?)?[-–—:.])"
    )
    for form in _FORMS
)
# "Hanoi, October 2023." and "April 2020." open the first lines of a text; further down they belong to its story.
_MONTH_FORMS = (rf"(?P<month>{_MONTH})\.? (?P<y>(?:19|20)\d\d)", r"tháng (?P<m>\d{1,2})(?:/| năm )(?P<y>(?:19|20)\d\d)")
_MONTH_LINE = tuple(
    re.compile(rf"(?:^|\n)(?:[A-ZĐÀ-Ý][^\n:.(]{{1,30}}, ?)?(?i:{form}) ?(?:[-–—:.] ?|(?=\n))") for form in _MONTH_FORMS
)
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]m)?"
_TIMED = tuple(
    re.compile(
        rf"(?<!\w)(?:{_TIME}(?: ?\([^)\n]{{1,20}}\))?[,\s|-]{{1,3}}{_WEEKDAY}{form}"
        rf"|{again}[,\s|-]{{1,3}}{_TIME})(?!\d)",
        re.IGNORECASE,
    )
    for form, again in ((form, re.sub(r"\?P<(\w+)>", r"?P<\1_>", form)) for form in _FORMS)
)
# The labels by themselves, which say at once that a stretch has none: in small letters and without a condition before
# the first one, so that the engine looks for letters that begin a label.
_LABEL_OF = {
    id(patterns): (re.compile(label), re.compile(rf"(?<![^\W_]){label}", re.IGNORECASE))
    for patterns, label in ((_LABELLED, _LABEL), (_UPDATED, _UPDATE))
}
_A_TIME = re.compile(r"\d[:hH]\d\d")
_LINE_END = re.compile("\n")
_ANY_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR = re.compile(r"(?<![\d.,/])(?:\d{1,2}/\d{1,2}/|[^\W\d_]+ )((?:19|20)\d\d)(?![\d/])")
_ALONE = tuple(
    re.compile(
        rf"(?:^|\n){_CLOCK}{_WEEKDAY}(?:ngày )?{form}[,\s|-]*{_CLOCK}(?:\(gmt\+?\d+\))?[ \t]*(?=\n)", re.IGNORECASE
    )
    for form in _FORMS
)


def guess_published(text: str) -> str | None:
    """The day or month of publication as EDTF; ``None`` where the text does not say it.

    A label in the head comes first, then a dateline, then a line of the head that holds a date and nothing else, a
    byline with a time of day, a month that opens one of the first lines, a label of updating, a label in the foot.
    """
    head = text[:_HEAD]
    stretches = (
        (_LABELLED, head),
        (_DATELINE, head),
        (_ALONE, head),
        (_TIMED, head),
        (_MONTH_LINE, head[:_OPENING]),
        (_UPDATED, head),
        (_LABELLED, text[-_FOOT:]),
    )
    for patterns, stretch in stretches:
        small, label = _LABEL_OF.get(id(patterns), (None, None))
        if small is not None and not small.search(stretch.lower()):
            continue
        if patterns is _TIMED and not _A_TIME.search(stretch):
            continue
        if patterns in (_DATELINE, _ALONE, _MONTH_LINE):
            found = _at_lines(patterns, stretch)
        else:
            windows = _near_years(stretch)
            if label is not None:
                labels = [(label.search(stretch, start, end), end) for start, end in windows]
                windows = [(first.start(), end) for first, end in labels if first is not None]
            found = [match for pattern in patterns for each in windows for match in pattern.finditer(stretch, *each)]
        if patterns is _TIMED:
            found = [match for match in found if _is_byline(stretch, match)]
        if patterns in (_ALONE, _TIMED):
            found = _without_clock(text, found)
        for match in sorted(found, key=re.Match.start):
            edtf = _edtf(match)
            if edtf:
                return edtf
    return None


def _at_lines(patterns: Iterable[re.Pattern[str]], stretch: str) -> list[re.Match[str]]:
    """The matches of patterns that begin a line; those lines are tried on which a year stands, or on the next."""
    found = []
    lines = [0, *(match.start() for match in _LINE_END.finditer(stretch))]
    years = [match.start() for match in _ANY_YEAR.finditer(stretch)]
    for start in lines:
        at = bisect_left(years, start)
        if at < len(years) and years[at] < start + _BEFORE_YEAR:
            found += [match for pattern in patterns if (match := pattern.match(stretch, start))]
    return found


def _near_years(stretch: str) -> list[tuple[int, int]]:
    """Where a date with its label can stand: around each year, which every form has; elsewhere it is not looked for."""
    windows: list[tuple[int, int]] = []
    for match in _ANY_YEAR.finditer(stretch):
        start, end = max(0, match.start() - _BEFORE_YEAR), min(len(stretch), match.end() + _BEHIND_YEAR)
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def _edtf(match: re.Match[str]) -> str | None:
    groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
    month = _MONTHS[groups["month"].lower()] if groups.get("month") else int(groups["m"])
    day = groups.get("d")
    return Point(int(groups["y"]), month, int(day) if day else None).edtf()


def _is_byline(text: str, match: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)].strip()
    return len(line) <= _BYLINE and not line.endswith((".", ";", ","))


def _without_clock(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Matches but for a clock in the first line of a page.

    It is one where another date stands below it, or where all that the text dates is years older.
    """
    first = [match for match in found if "\n" not in text[: match.start()].lstrip()]
    below = [match for match in found if match not in first]
    if not first or {_edtf(match) for match in below} - {_edtf(match) for match in first}:
        return below or first
    shown = int((_edtf(first[0]) or "0")[:4])
    years = [int(year) for year in _YEAR.findall(text, max(match.end() for match in first), 20_000)]
    told = [year for year in years if year <= shown]
    return [] if len(told) > 1 and max(told) <= shown - _STALE else found
