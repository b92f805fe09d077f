"""A brief as PDF, set by typst; tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.briefs.as_json import as_json
from proxeny.briefs.parts import Brief
from proxeny.charts import drawing
from proxeny.core.home import home_name
from proxeny.core.typesetting import pdf

TEMPLATE = Path(__file__).with_name("brief.typ")


def as_pdf(brief: Brief) -> bytes:
    """The PDF; every source number leads to its entry in the list."""
    data, pictures = as_json(brief)
    with translation.override(brief.language):
        words = {
            "sources": _("Sources"),
            "office": _("External affairs of %(home)s") % {"home": home_name(brief.language)},
        }
    drawn = {f"picture-{number}.svg": drawing.svg(picture.spec) for number, picture in enumerate(pictures, start=1)}
    return pdf(TEMPLATE, data, words, pictures=drawn)
