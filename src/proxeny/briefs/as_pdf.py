"""A brief as PDF, set by typst; tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.briefs.as_json import as_json
from proxeny.briefs.parts import Brief
from proxeny.charts import drawing
from proxeny.core.home import home_name

TEMPLATE = Path(__file__).with_name("brief.typ")


def as_pdf(brief: Brief) -> bytes:
    """The PDF; every source number leads to its entry in the list."""
    data, pictures = as_json(brief)
    with translation.override(brief.language):
        words = {
            "sources": _("Sources"),
            "office": _("External affairs of %(home)s") % {"home": home_name(brief.language)},
        }
    with tempfile.TemporaryDirectory(prefix="proxeny-brief-") as folder:
        root = Path(folder)
        (root / "brief.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        for number, picture in enumerate(pictures, start=1):
            (root / f"picture-{number}.svg").write_text(drawing.svg(picture.spec), encoding="utf-8")
        made: bytes = typst.compile(
            str(root / "brief.typ"),
            root=str(root),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False), "words": json.dumps(words, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    return made
