"""What every output says around a report: its frame in words, the list of its figures, the list of its sources."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from proxeny.core.home import home_name
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.reports.content import Content, Paper, statements_of
from proxeny.reports.sentences import Words

QUOTED = 220  # characters of a source's words in a printed list; the record has all of them
NAMED = 6  # records named in a printed list


@dataclass(frozen=True)
class Note:
    """What a figure rests on, in words: ``words`` is how it was made, ``quotes`` are (source number, words);
    the words are empty where only the address of a source is held."""

    number: int
    label: str
    text: str
    words: str
    quotes: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Source:
    """One entry of the list of sources."""

    number: int
    title: str
    said: str
    url: str
    document: str


@dataclass(frozen=True)
class Frame:
    """A report in one language with everything that stands around it."""

    language: str
    paper: Paper
    content: Content
    words: Words
    office: str
    dated: str
    number: str

    @property
    def mark(self) -> str:
        """For whom the paper is, as it stands at the top of every page; empty for a public one."""
        mark = self.content.get("mark", 0)
        return self.words.text(f"frame-mark-{mark}") if mark else ""

    @property
    def reason(self) -> str:
        """Why this edition was made, in words; empty for a first one."""
        reason = self.content.get("edition", {}).get("reason", "")
        return self.words.text("frame-reason", reason=reason) if reason else ""

    @property
    def lead(self) -> str:
        """How to quote a figure."""
        if self.number:
            return self.words.text("frame-figures-lead", number=self.number)
        return self.words.text("frame-figures-lead-draft")

    def label(self, number: int) -> str:
        """A figure's number as it is quoted: ``R2025-2#17``."""
        return f"{self.number}#{number}" if self.number else str(number)

    def annex_title(self, annex: dict[str, Any]) -> str:
        """“Annex A1. Delegations abroad”."""
        return self.words.text("frame-annex", number=annex["key"], title=annex["title"])

    def notes(self, numbers: Container[int] | None = None) -> Iterable[Note]:
        """What each figure of this language rests on, by number; of the given numbers only, where some are given."""
        for figure in self.content["figures"]:
            text = figure["texts"].get(self.language)
            if text is not None and (numbers is None or figure["n"] in numbers):
                yield self._note(figure, text)

    def _note(self, figure: dict[str, Any], text: str) -> Note:
        said = []
        how = figure["how"].get(self.language, "")
        if figure["origin"] != "stated":
            made = self.words.text(f"frame-{figure['origin']}")
            said.append(self.words.text("frame-made", made=made, how=how) if how else made)
        elif how:
            said.append(how)
        # a record that is named itself says nothing more by its name
        if figure["records"] and not how and (names := self._names(figure["records"][:NAMED])) != [text]:
            more = len(figure["records"]) - len(names)
            if more:
                names.append(self.words.text("frame-more", n=more))
            said.append(self.words.text("frame-records", names="; ".join(names)))
        if remark := figure["remarks"].get(self.language):
            said.append(remark)
        quoted = [(one["source"], _shortened(one["quote"])) for one in statements_of(figure, self.content)]
        told = {source for source, words in quoted if words}
        quotes = tuple(dict.fromkeys(one for one in quoted if one[1] or one[0] not in told))[:NAMED]
        return Note(figure["n"], self.label(figure["n"]), text, self.words.text("list-apart").join(said), quotes)

    def _names(self, records: Iterable[str]) -> list[str]:
        """What records are called in this language."""
        found = (self.content["records"][name] for name in records)
        return [one.get("titles", {}).get(self.language) or one["title"] for one in found]

    def sources(self) -> list[Source]:
        """The documents that figures rest on, in the order of their first figure."""
        return [
            Source(
                source["n"],
                source["title"],
                ", ".join(filter(None, (source["publisher"], self.day(source["published"])))),
                source["url"],
                source["document"],
            )
            for source in self.content["sources"]
        ]

    def day(self, edtf: str) -> str:
        """A date in words of the language."""
        return edtf_in_words(edtf, self.language) if edtf else ""


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"


def frame(content: Content, language: str) -> Frame:
    """The report of a content in one of its languages. Raises ``KeyError`` for another."""
    words = Words(language)
    edition = content.get("edition", {})
    date = edition.get("date") or timezone.localdate().isoformat()
    said = edtf_in_words(date, language)
    if edition.get("date"):
        dated = words.text("frame-edition", number=edition["number"], ordinal=edition["ordinal"], date=said)
    else:
        dated = words.text("frame-draft", date=said)
    office = words.text("frame-office", home=home_name(language))
    return Frame(language, content["languages"][language], content, words, office, dated, edition.get("number", ""))
