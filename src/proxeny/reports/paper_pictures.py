"""Pictures as papers have them: drawn once, in the colours of paper, without links."""

from __future__ import annotations

import re
from typing import Any

from proxeny.charts import drawing

WIDE = 700  # pixels of a specification
_LINK = re.compile(r"<a (?:xlink:)?href=\"[^\"]*\"[^>]*>|</a>")


def svg_of(block: dict[str, Any]) -> str:
    """The drawing of a picture: the frozen one where it is frozen, else as it is drawn now. SVG text.

    A link of the page leads nowhere from paper.
    """
    return str(block.get("svg") or _LINK.sub("", drawing.svg(block["spec"])))


def is_wide(block: dict[str, Any]) -> bool:
    """Whether a picture needs the whole width of the page, so that its words can be read."""
    width = block["spec"].get("width")
    return isinstance(width, int | float) and width >= WIDE
