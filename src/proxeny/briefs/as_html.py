"""A brief as one HTML file that needs nothing beside it: styles and pictures are inside."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from proxeny.briefs.parts import Brief, Picture
from proxeny.charts import drawing


def as_html(brief: Brief) -> bytes:
    """The file, in UTF-8; every source number leads to its entry in the list."""
    with translation.override(brief.language):
        sections = [
            {
                "section": section,
                "blocks": [
                    {
                        "block": block,
                        "kind": type(block).__name__.lower(),
                        "svg": drawing.svg(block.spec) if isinstance(block, Picture) else "",
                    }
                    for block in section.blocks
                ],
            }
            for section in brief.sections
        ]
        return render_to_string("briefs/file.html", {"brief": brief, "sections": sections}).encode()
