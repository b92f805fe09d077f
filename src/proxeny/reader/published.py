"""The date of publication that a text states about itself, in its head, its dateline or its foot.

Only what says so counts: a label (``Published:``, ``Đăng ngày``, ``Diterbitkan``, ``Publié le``) or a dateline
(``HANOI, April 14, 2023 —``). The date on which a page was rendered, a copyright year or the first date that comes
along is none: a wrong anchor moves every ``last year`` of the text.
"""

from __future__ import annotations

import re

from proxeny.reader.dates.resolve import Point

_HEAD, _FOOT = 1200, 400
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
        rf"(?:^|\n)[A-ZĐÀ-Ý][^\n:.(]{{1,40}}[,(] ?(?i:{_WEEKDAY}(?:ngày )?{form}\)? ?(?:\([^)\n]{{1,30}}\) ?)?[-–—:])"
    )
    for form in _FORMS
)
_ALONE = tuple(
    re.compile(
        rf"(?:^|\n){_CLOCK}{_WEEKDAY}(?:ngày )?{form}[,\s|-]*{_CLOCK}(?:\(gmt\+?\d+\))?[ \t]*(?=\n)", re.IGNORECASE
    )
    for form in _FORMS
)


def guess_published(text: str) -> str | None:
    """The day of publication as EDTF; ``None`` where the text does not say it.

    A label in the head comes first, then a dateline, then a line of the head that holds a date and nothing else,
    then a label in the foot.
    """
    head = text[:_HEAD]
    for patterns, stretch in ((_LABELLED, head), (_DATELINE, head), (_ALONE, head), (_LABELLED, text[-_FOOT:])):
        found = [match for pattern in patterns if (match := pattern.search(stretch))]
        for match in sorted(found, key=re.Match.start):
            groups = match.groupdict()
            month = _MONTHS[groups["month"].lower()] if groups.get("month") else int(groups["m"])
            edtf = Point(int(groups["y"]), month, int(groups["d"])).edtf()
            if edtf:
                return edtf
    return None
