"""Writes docs/examples: the yearly report on Hanoi 2023 as it was published, in Vietnamese and English.

``.venv/bin/python tools/example_reports.py`` loads the sample into a database of its own, opens the report, has it
submitted, approved and published by the people of the demonstration, writes Word and PDF with the command of every
office (``proxeny report yearly --period 2023 …``), and draws some pages. The day of writing is fixed, so that the same
record gives the same files.
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "examples"
LANGUAGES = ("vi", "en")
WRITTEN = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)
REASON = "The publishers disagree on visitors and receipts; both figures are shown with their sources."
PAGES = {"vi": (1, 3), "en": (2,)}  # drawn upright, by their numbers
SCALE = 1.25


@contextmanager
def on_the_day() -> Iterator[None]:
    """Work as on the day of writing."""
    from django.utils import timezone

    now = timezone.now
    timezone.now = lambda: WRITTEN
    try:
        yield
    finally:
        timezone.now = now


def published() -> Any:
    """The published edition, made of the sample in the database. Raises the errors of the services."""
    from proxeny.accounts.models import User
    from proxeny.core.records import Mark
    from proxeny.reports import services
    from proxeny.sample.loading import load

    with on_the_day():
        load()
        lan, hoa = (User.objects.get(username=name) for name in ("lan", "hoa"))
        edition = services.open_report(kind="yearly", period="2023", languages=LANGUAGES, by=lan, mark=Mark.PUBLIC)
        services.submit(edition, by=lan)
        services.send_on(edition, by=lan)
        services.approve(edition, by=hoa, reason=REASON)
        services.publish(edition, by=hoa)
    edition.refresh_from_db()
    return edition


def write(folder: Path) -> list[Path]:
    """Write the files of the published edition with the command; their paths."""
    from django.core.management import call_command

    for language in LANGUAGES:
        call_command("report", "yearly", period="2023", language=language, format="docx,pdf", output=folder)
    return sorted(folder.glob("*.docx")) + sorted(folder.glob("*.pdf"))


def draw(pdf: Path, page: int, to: Path) -> None:
    """One page as PNG."""
    import pypdfium2

    bitmap = pypdfium2.PdfDocument(pdf)[page - 1].render(scale=SCALE, rev_byteorder=True, prefer_bgrx=False)
    array = bitmap.to_numpy()
    height, width = array.shape[:2]
    rows = b"".join(b"\0" + array[row, :, :3].tobytes() for row in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    to.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)


def main() -> int:
    """Write all."""
    with tempfile.TemporaryDirectory(prefix="proxeny-examples-") as folder:
        os.environ |= {"PROXENY_DATA": folder, "DJANGO_SETTINGS_MODULE": "proxeny.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        published()
        FOLDER.mkdir(exist_ok=True)
        for old in (*FOLDER.glob("*.docx"), *FOLDER.glob("*.pdf"), *FOLDER.glob("*.png")):
            old.unlink()
        written = write(FOLDER)
    for pdf in (path for path in written if path.suffix == ".pdf"):
        language = pdf.stem.rpartition("-")[2]
        for page in PAGES[language]:
            draw(pdf, page, FOLDER / f"{pdf.stem}-page-{page}.png")
    sys.stderr.write(f"{FOLDER.relative_to(ROOT)} written.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
