"""Searches for texts that break the reader, led by the branches that each one reaches (atheris).

``make fuzz-reader MINUTES=10`` runs it in an environment of its own. An exception that is not documented, a finding
whose words are not those of its span, an overlap, or a text that takes more than ``SLOW`` times what an ordinary one
of its length takes, ends the search; the text is kept as ``var/fuzz/crash-*`` and printed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

with atheris.instrument_imports(include=["proxeny.reader"]):
    from proxeny.reader import languages
    from proxeny.reader.pipeline import read

from bench.reading import own_cases  # noqa: E402
from bench.reading.hostile import FAMILIES, faults  # noqa: E402

LANGUAGES = ("en", "vi", "id", "fr")
SLOW = 60  # times the seconds for a character of an ordinary text
LEAST = 0.25  # seconds below which nothing is slow
CORPUS = ROOT / "var" / "fuzz"


def ordinary() -> float:
    """Seconds that a character of the cases takes in this process."""
    text = "\n".join(case["text"] for language, _, case in own_cases.cases() if language.tag == "en")
    read(text, language="en")
    started = time.process_time()
    read(text, language="en")
    return (time.process_time() - started) / len(text)


def seeds() -> None:
    """The cases and short texts of every hostile family, for the search to start from."""
    folder = CORPUS / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for at, (language, kind, case) in enumerate(own_cases.cases()):
        if language.tag in LANGUAGES:
            tag = bytes([LANGUAGES.index(language.tag)])
            (folder / f"case-{language.tag}-{kind}-{at}").write_bytes(tag + case["text"].encode("utf-8"))
    for at, family in enumerate(FAMILIES.values()):
        for code, tag in enumerate(LANGUAGES):
            text = family(tag, 120).encode("utf-8", "surrogatepass")
            (folder / f"family-{at}-{tag}").write_bytes(bytes([code]) + text)


def main() -> None:
    for tag in LANGUAGES:
        read("2023", language=languages.load(tag).tag)
    seeds()
    allowed = ordinary() * SLOW

    def one(data: bytes) -> None:
        if not data:
            return
        language, text = LANGUAGES[data[0] % len(LANGUAGES)], data[1:].decode("utf-8", "surrogateescape")
        published = "2024-05-17" if data[0] & 4 else None
        started = time.process_time()
        reading = read(text, language=language, published=published, home="Hanoi" if data[0] & 8 else None)
        seconds = time.process_time() - started
        for fault in faults(text, reading):
            raise AssertionError(f"{language} {text!r}: {fault}")
        if seconds > max(LEAST, allowed * len(text)):
            raise AssertionError(f"{language} {text!r}: {seconds:.2f} s for {len(text)} characters")

    atheris.Setup([*sys.argv, f"-artifact_prefix={CORPUS}/", str(CORPUS / "corpus")], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
