"""Words in pictures of pages, through the program ``tesseract`` where it is installed.

The program is called with the picture on standard input and a time limit, and nothing else: no shell, no file, no
network. Which languages it can read depends on the data installed beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from proxeny.reader.formats.extracted import Box
from proxeny.reader.formats.page_text import Page
from proxeny.reader.formats.pdf_lines import GAP_OF_PIECES, Piece, lines_of, turned
from proxeny.reader.formats.pdf_rows import rows_of
from proxeny.reader.formats.pdf_zones import in_reading_order

LANGUAGES = {"vi": "vie", "en": "eng", "id": "ind", "fr": "fra"}
"""BCP 47 tag → the name that tesseract gives the language."""
_NAMES = {"vie": "Vietnamese", "eng": "English", "ind": "Indonesian", "fra": "French"}
PAGE_SECONDS = 120
"""How long one page may take."""
_LEAST_CONFIDENCE = 20.0
_HYPHEN_AT_END = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class RecognitionError(Exception):
    """The program failed on one picture; the message is its own."""


@dataclass(frozen=True)
class Word:
    """One word, its box in points of the page, and how sure the program is (0 to 100)."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int, int]  # page, block, paragraph, line


@dataclass(frozen=True)
class Recognised:
    """What was read on one picture."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words in the program's own order, for telling their language."""
        return " ".join(word.text for word in self.words)

    def page(self, number: int, width: float, height: float) -> Page:
        """Lines and table rows in reading order; ``width`` and ``height`` are those of the picture, in points."""
        quarters = self._quarters()
        pieces = _pieces(
            tuple(replace(word, box=turned(word.box, width, height, -quarters)) for word in self.words)
        )
        if quarters % 2:
            width, height = height, width
        if quarters:
            pieces = [replace(piece, place=turned(piece.box, width, height, quarters)) for piece in pieces]
        lines = rows_of(lines_of(in_reading_order(pieces, drawn_in_order=False)))
        return Page(number, width, height, lines)

    def _quarters(self) -> int:
        """By how many right angles clockwise the text lies: where the next word of a line stands tells."""
        right = down = 0.0
        for before, word in pairwise(self.words):
            if before.line == word.line:
                right += word.box[0] + word.box[2] - before.box[0] - before.box[2]
                down += word.box[1] + word.box[3] - before.box[1] - before.box[3]
        if abs(right) >= abs(down):
            return 0 if right >= 0 else 2
        return 1 if down > 0 else 3


@lru_cache(maxsize=1)
def _program() -> tuple[str, frozenset[str]] | None:
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        answer = subprocess.run(
            [path, "--list-langs"], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return path, frozenset(answer.stdout.decode("utf-8", "replace").split("\n")[1:])


def installed() -> tuple[str, ...]:
    """The languages of the reader that can be recognised, by tesseract's names; none where it is not installed."""
    program = _program()
    return tuple(name for name in LANGUAGES.values() if name in program[1]) if program else ()


def missing(language: str | None = None) -> str | None:
    """What to install so that pictures can be read, as a sentence; ``None`` where nothing is missing."""
    if _program() is None:
        wanted = sorted(LANGUAGES.values()) if language not in LANGUAGES else [LANGUAGES[language]]
        packages = " ".join(f"tesseract-ocr-{name}" for name in wanted if name != "eng")
        return f"Install the program tesseract (Debian: apt-get install tesseract-ocr {packages}".rstrip() + ")"
    wanted = [LANGUAGES[language]] if language in LANGUAGES else []
    lacking = [name for name in wanted if name not in installed()]
    if lacking or not installed():
        name = lacking[0] if lacking else "eng"
        return (
            f"tesseract is installed without {_NAMES[name]}: install its data (Debian: apt-get install "
            f"tesseract-ocr-{name})"
        )
    return None


def names(languages: Iterable[str]) -> str:
    """Languages as a person calls them."""
    return ", ".join(_NAMES.get(language, language) for language in languages)


def recognise(picture: bytes, languages: Iterable[str], *, dpi: int | None, scale: float) -> list[Recognised]:
    """The words on each page of a picture (PNM, PNG, JPEG, TIFF); a TIFF may hold several pages.

    ``scale`` turns the picture's pixels into the points of the boxes. Raises ``RecognitionError``.
    """
    program = _program()
    if program is None:
        raise RecognitionError("tesseract is not installed")
    path, data = program
    # Page segmentation 1 finds out how the page is turned, for which it needs data of its own.
    command = [path, "stdin", "stdout", "-l", "+".join(languages), "--psm", "1" if "osd" in data else "3"]
    command += ["--dpi", str(dpi)] if dpi else []
    command += ["tsv"]
    try:
        answer = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise RecognitionError(f"more than {PAGE_SECONDS} seconds for one picture") from error
    except OSError as error:
        raise RecognitionError(str(error)) from error
    if answer.returncode:
        raise RecognitionError(" ".join(answer.stderr.decode("utf-8", "replace").split())[-200:] or "no reason given")
    return _parsed(answer.stdout.decode("utf-8", "replace"), scale)


def _parsed(table: str, scale: float) -> list[Recognised]:
    """The rows of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    pages: dict[int, list[Word]] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        level, page, block, paragraph, line, _, left, top, width, height = map(int, cells[:10])
        words = pages.setdefault(page, [])
        confidence, text = float(cells[10]), cells[11].strip()
        # What it is not sure of and what holds no letter is dirt, lines and stamps.
        if level != 5 or not text or confidence < (_LEAST_CONFIDENCE if _LETTER_OR_DIGIT.search(text) else 60):
            continue
        box = (left * scale, top * scale, (left + width) * scale, (top + height) * scale)
        words.append(Word(text, box, confidence, (page, block, paragraph, line)))
    return [Recognised(tuple(pages[number])) for number in sorted(pages)]


def _pieces(words: tuple[Word, ...]) -> list[Piece]:
    """Words of one line that stand together, cut at wide gaps as in the text layer of a PDF."""
    if not words:
        return []
    usual = median(word.box[3] - word.box[1] for word in words)
    pieces: list[Piece] = []
    run: list[Word] = [words[0]]
    for before, word in pairwise(words):
        gap = word.box[0] - before.box[2]
        if word.line == before.line and -usual < gap <= 1.6 * GAP_OF_PIECES * usual:
            run.append(word)
        else:
            pieces.append(_piece(run, ends_line=word.line != before.line))
            run = [word]
    pieces.append(_piece(run, ends_line=True))
    return pieces


def _piece(words: list[Word], *, ends_line: bool) -> Piece:
    text = " ".join(word.text for word in words)
    whole = _HYPHEN_AT_END.sub("", text) if ends_line else text
    return Piece(
        whole,
        (
            min(word.box[0] for word in words),
            min(word.box[1] for word in words),
            max(word.box[2] for word in words),
            max(word.box[3] for word in words),
        ),
        hyphen=whole != text,
    )
