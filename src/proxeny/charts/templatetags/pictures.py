"""``{% load pictures %}{% picture_figure picture %}``: a picture with its table, notes and files, on any page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django import template
from django.urls import reverse

from proxeny.charts import drawing
from proxeny.charts.files import FORMATS
from proxeny.charts.picture import Column, Picture

register = template.Library()

# Pictures of words and lines keep a width at which both can be read; a narrow screen scrolls them.
_SCALES_FREELY = frozenset({"world"})


@register.inclusion_tag("charts/_picture.html")
def picture_figure(
    picture: Picture, heading: str = "", files: bool = True, table: bool = True, link: bool = True
) -> dict[str, Any]:
    """A picture as a figure: drawing, notes, sources, the table behind it, links to its files.

    ``heading`` is written in place of the title; ``files=False`` leaves the links out, ``table=False`` the table where
    the page has one of its own, ``link=False`` the link to the picture's page. What marks lead to stands in the table.
    """
    query = urlencode(picture.parameters)
    return {
        "picture": picture,
        "heading": heading or picture.title,
        "chart_id": f"picture-{picture.key}-{crc32(query.encode()):08x}",
        "drawn": drawing.vega(picture.specification) if picture.specification else None,
        "columns": picture.columns,
        "lines": [_line(row, picture.columns) for row in picture.rows] if table else [],
        "files": [
            {"form": form.upper(), "url": f"{reverse('charts:file', args=[picture.key, form])}?{query}"}
            for form in FORMATS
        ]
        if files and picture.specification
        else [],
        "url": f"{reverse('charts:picture', args=[picture.key])}?{query}" if link else "",
        "keeps_width": picture.key not in _SCALES_FREELY,
    }


def _line(row: Any, columns: Any) -> list[dict[str, Any]]:
    """The cells of a row: words, whether a number, and on the first the address."""

    def cell(column: Column, number: int) -> dict[str, Any]:
        shown = row.get(f"{column.key}_shown") or row.get(column.key)
        return {
            "shown": "" if shown is None else shown,
            "is_number": column.is_number,
            "url": row.get("url", "") if number == 0 else "",
        }

    return [cell(column, number) for number, column in enumerate(columns)]
