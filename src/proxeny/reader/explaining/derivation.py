"""The derivation of the findings that cover a position of a text: read once more while somebody watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from proxeny.reader import languages
from proxeny.reader.document import Document
from proxeny.reader.languages import Language, read_table
from proxeny.reader.pipeline import read
from proxeny.reader.published import guess_published
from proxeny.reader.spans import Date, Fact, Finding, Observation, Person, Place, Quantity, Reading
from proxeny.reader.watching import Watched, watching


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: what it is about, what is so, the words of the text and the line of the language's file behind it.

    ``start`` and ``end`` are positions in the text as given; ``source`` is ``fr/quantities.toml:12``.
    """

    role: str
    says: str
    words: str | None = None
    start: int | None = None
    end: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A finding, what its rule says, and the steps from the words to the value."""

    finding: Finding
    rule: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Case:
    """All that an explanation is made from: the text, its language, what was found and what the rooms had in hand."""

    document: Document
    language: Language
    reading: Reading
    seen: Watched
    published_given: bool

    def words(self, start: int, end: int) -> str:
        """The words of the text as given."""
        return self.document.text[start:end]


def explain(
    text: str,
    start: int,
    end: int | None = None,
    *,
    language: str | None = None,
    published: str | None = None,
    home: str | None = None,
) -> list[Derivation]:
    """The derivations of all findings that cover a position, or touch a stretch; amounts, dates and places first.

    The other options are those of ``read``. Raises ``UnknownLanguage`` as ``read`` does.
    """
    from proxeny.reader.explaining import dates, facts, places, quantities

    with watching() as seen:
        reading = read(text, language=language, published=published, home=home)
    words = languages.load(reading.language)
    document = Document(text, reading.language, published or guess_published(text), home)
    case = Case(document, words, reading, seen, published is not None)
    made = []
    for finding in covering(reading, start, end):
        steps: Iterator[Reason] = iter(())
        if isinstance(finding, Quantity):
            steps = quantities.reasons(case, finding)
        elif isinstance(finding, Date):
            steps = dates.reasons(case, finding)
        elif isinstance(finding, Place):
            steps = places.reasons(case, finding)
        elif isinstance(finding, Person):
            steps = places.of_person(case, finding)
        elif isinstance(finding, Fact):
            steps = facts.reasons(case, finding)
        made.append(Derivation(finding, says(finding.rule), (*steps, *_common(finding))))
    return made


def covering(reading: Reading, start: int, end: int | None) -> list[Finding]:
    """The findings that cover a position, or touch a stretch; observations by their figure where it is covered."""
    last = end if end is not None and end > start else start + 1
    found: list[Finding] = []
    for each in (*reading.quantities, *reading.dates, *reading.places, *reading.people):
        if each.start < last and start < each.end:
            found.append(each)
    facts = [each for each in reading.facts if each.start < last and start < each.end]
    figures = [
        each for each in facts
        if isinstance(each, Observation) and each.value_start is not None and each.value_end is not None
        and each.value_start < last and start < each.value_end
    ]  # fmt: skip
    return [*found, *(figures or facts)]


@cache
def _rules() -> dict[str, dict[str, str]]:
    return read_table(Path(__file__).parent / "rules.toml")


def says(rule: str) -> str:
    """What a rule says in one sentence."""
    room, _, name = rule.replace(": ", ".").partition(".")
    known = _rules().get(room, {})
    while name and name not in known:
        name = name.rpartition(" ")[0]
    return known.get(name, known.get("", "A rule of the reader."))


def _common(finding: Finding) -> Iterator[Reason]:
    """What every finding has: how sure it is, what else it may mean, what looks wrong."""
    for other in getattr(finding, "alternatives", ()):
        yield Reason("alternative", f"may also be read as {other}")
    for doubt in finding.doubts:
        yield Reason("doubt", str(doubt))
    if finding.optional:
        yield Reason("optional", "too vague, or part of a longer name: shown, and not counted")
