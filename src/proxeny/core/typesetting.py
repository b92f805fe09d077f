"""Papers set by typst: the data go in as data, never as markup."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def pdf(template: Path, data: Any, words: Mapping[str, str], *, pictures: Mapping[str, str] | None = None) -> bytes:
    """The PDF of a typst template, tagged for screen readers (PDF/UA-1).

    The template finds ``data`` and ``words`` as JSON in ``sys.inputs``, and each picture (SVG text) as a file of its
    name beside it. Raises ``typst.TypstError`` for a template that does not compile.
    """
    with tempfile.TemporaryDirectory(prefix="proxeny-paper-") as folder:
        root = Path(folder)
        (root / template.name).write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        for name, drawing in (pictures or {}).items():
            (root / name).write_text(drawing, encoding="utf-8")
        made: bytes = typst.compile(
            str(root / template.name),
            root=str(root),
            sys_inputs={
                "data": json.dumps(data, ensure_ascii=False, default=str),
                "words": json.dumps(dict(words), ensure_ascii=False),
            },
            pdf_standards=["ua-1"],
        )
    return made
