"""The date of publication that a text states about itself, in its head, its dateline or its foot.

Only what says so counts: a label (``Published:``, ``Đăng ngày``, ``Diterbitkan``, ``Publié le``) or a dateline
(``HANOI, April 14, 2023 —``). The date on which a page was rendered, a copyright year or the first date that comes
along is none: a wrong anchor moves every ``last year`` of the text.
"""

from __future__ import annotations

import re

from proxeny.reader.dates.resolve import Point

_HEAD, _OPENING, _FOOT = 1200, 300, 400
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
_WEEKDAY = r"(?:[^\W\d_]+(?: [^\W\d_]+)?, ?)?"
_DAY_WORD = r"(?:ngày |le |tanggal |the )?"
_CLOCK = r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]m)?(?: ?gmt\+?\d*| wib)?[,\s|-]*)?"
_FORMS = (
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)",
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)? (?P<month>{_MONTH})\.?,? (?P<y>(?:19|20)\d\d)",
    rf"(?P<month>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)",
    r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,)? năm (?P<y>(?:19|20)\d\d)",
)
_LABELLED = tuple(
    re.compile(rf"(?<![^\W_]){_LABEL} ?[:\s] ?{_CLOCK}{_WEEKDAY}(?:ngày )?{form}(?!\d)", re.IGNORECASE)
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
_ALONE = tuple(
    re.compile(
        rf"(?:^|\n){_CLOCK}{_WEEKDAY}(?:ngày )?{form}[,\s|-]*{_CLOCK}(?:\(gmt\+?\d+\))?[ \t]*(?=\n)", re.IGNORECASE
    )
    for form in _FORMS
)


def guess_published(text: str) -> str | None:
    """The day or month of publication as EDTF; ``None`` where the text does not say it.

    A label in the head comes first, then a dateline, then a line of the head that holds a date and nothing else,
    then a month that opens one of the first lines, then a label in the foot.
    """
    head = text[:_HEAD]
    stretches = (
        (_LABELLED, head),
        (_DATELINE, head),
        (_ALONE, head),
        (_MONTH_LINE, head[:_OPENING]),
        (_LABELLED, text[-_FOOT:]),
    )
    for patterns, stretch in stretches:
        found = [match for pattern in patterns if (match := pattern.search(stretch))]
        for match in sorted(found, key=re.Match.start):
            groups = match.groupdict()
            month = _MONTHS[groups["month"].lower()] if groups.get("month") else int(groups["m"])
            day = groups.get("d")
            edtf = Point(int(groups["y"]), month, int(day) if day else None).edtf()
            if edtf:
                return edtf
    return None
