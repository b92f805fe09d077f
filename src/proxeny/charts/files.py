"""A picture as a file: SVG, PNG, its data as CSV, and its specification as JSON.

A file leaves the office, so each says what it is, for whose eyes it was drawn, and on what day.
"""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from proxeny.charts import drawing
from proxeny.charts.captions import captions
from proxeny.charts.picture import Picture
from proxeny.charts.specs import Spec
from proxeny.core.home import home_name
from proxeny.core.lists.exports import harmless
from proxeny.core.records import Mark
from proxeny.core.wording_of_dates import edtf_in_words

_PNG_HEAD = 33  # signature and the header chunk
_SUBTITLE_MOST = 150


@dataclass(frozen=True)
class Imprint:
    """What a file says of itself: the language it speaks, the highest mark of what may be in it, the day."""

    language: str
    mark: int
    day: date

    def line(self, picture: Picture) -> str:
        """One line: title, mark, day, city."""
        say = captions(self.language)
        mark = say.say(f"mark-{Mark(self.mark).name.lower()}")
        day = edtf_in_words(self.day.isoformat(), self.language)
        return " · ".join((picture.title, mark, say.say("drawn-on", day=day), home_name(self.language)))


def framed(picture: Picture, imprint: Imprint) -> Spec:
    """The specification as it stands alone: on paper's own ground, with title, sources and notes around it."""
    say = captions(imprint.language)
    below = [*picture.notes]
    if picture.sources:
        below.insert(0, say.say("sources-line", names=", ".join(picture.sources)))
    lines = [line for note in below for line in _wrapped(note)]
    title: Spec = {
        "text": picture.title,
        "anchor": "start",
        "frame": "group",
        "fontSize": 16,
        "fontWeight": 600,
        "offset": 14,
        "color": "token(ink)",
        "subtitleColor": "token(ink-3)",
        "subtitleFontSize": 10,
        "subtitlePadding": 5,
    }
    if lines:
        title["subtitle"] = lines
    return {**picture.specification, "title": title, "background": "token(sheet)", "padding": 18}


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= _SUBTITLE_MOST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def as_svg(picture: Picture, imprint: Imprint) -> bytes:
    """Vector drawing; title, description and mark as SVG's own elements."""
    drawn = drawing.svg(framed(picture, imprint))
    head = drawn.index(">", drawn.index("<svg")) + 1
    said = (
        f"<title>{escape(picture.title)}</title><desc>{escape(picture.description)}</desc>"
        f"<metadata>{escape(imprint.line(picture))}</metadata>"
    )
    return (drawn[:head] + said + drawn[head:]).encode()


def as_png(picture: Picture, imprint: Imprint) -> bytes:
    """Dots, two to the point; the same words as text chunks of PNG."""
    drawn = drawing.png(framed(picture, imprint))
    words = {"Title": picture.title, "Description": picture.description, "Comment": imprint.line(picture)}
    chunks = b"".join(_international_text(name, text) for name, text in words.items())
    return drawn[:_PNG_HEAD] + chunks + drawn[_PNG_HEAD:]


def _international_text(keyword: str, text: str) -> bytes:
    """An ``iTXt`` chunk: keyword, not compressed, no language, UTF-8 (PNG, 11.3.3.4)."""
    body = keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    checked = b"iTXt" + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def as_csv(picture: Picture, imprint: Imprint) -> bytes:
    """UTF-8 with a byte order mark: what the file is on the first line, then headings and rows.

    A number stands as data; where the page says it in other words, these stand in a column of their own. Text that a
    spreadsheet would run gets an apostrophe.
    """
    written = io.StringIO(newline="")
    sheet = csv.writer(written)
    sheet.writerow([harmless(imprint.line(picture))])
    columns: list[tuple[str, str]] = []
    for column in picture.columns:
        columns.append((column.key, str(column.label)))
        if column.is_number and any(row.get(f"{column.key}_shown") for row in picture.rows):
            columns.append((f"{column.key}_shown", captions(imprint.language).say("in-words", what=str(column.label))))
    sheet.writerow([harmless(label) for _key, label in columns])
    for row in picture.rows:
        sheet.writerow([harmless(_cell(row.get(key))) for key, _label in columns])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    return str(value) if not isinstance(value, int) else value


def as_json(picture: Picture, imprint: Imprint) -> bytes:
    """The Vega-Lite specification with its data, in the colours of paper."""
    spec = {**framed(picture, imprint), "usermeta": {"proxeny": imprint.line(picture)}}
    return (drawing.for_others(spec) + "\n").encode()


FORMATS: Mapping[str, tuple[str, Callable[[Picture, Imprint], bytes]]] = {
    "svg": ("image/svg+xml", as_svg),
    "png": ("image/png", as_png),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json; charset=utf-8", as_json),
}
