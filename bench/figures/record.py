"""Observations with their statements, sources and texts, written in bulk after the registers of ``bench.registers``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.registers.words import Chance, dated
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from proxeny.accounts.models import User
from proxeny.core import bulk
from proxeny.core.folding import fold
from proxeny.documents.models import Citation, Document, DocumentText, Statement
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner

from .accounts import YEAR, Account, Point, city, of_partners
from .planted import more_sources, plant_in

HOME, COUNTRY = "Hanoi", "Vietnam"
PUBLISHERS = ("Statistics office", "Customs", "Daily News", "Department of Finance", "Báo Thủ đô", "Weekly Economy",
              "Planning department", "Trade portal", "Radio", "Chamber of commerce", "City portal")  # fmt: skip
FIGURES_A_DOCUMENT = 10
AT = datetime(2026, 1, 1, tzinfo=UTC)
_STATEMENT = ["id", "document", "kind", "payload", "start", "end", "quote", "language", "rule", "status", "reviewer",
              "decided_at", "value", "unit"]  # fmt: skip
_OBSERVATION = ["id", "reference", "mark", "folded", "indicator", "area", "partner", "period", "period_earliest",
                "period_latest", "status", "value", "unit", "is_disputed", "low_stated", "high_stated",
                "sources"]  # fmt: skip
_DOCUMENT = ["id", "reference", "kind", "status", "title", "publisher", "published", "published_earliest",
             "published_latest", "language", "sha256", "size", "media_type", "file_name", "added_by", "mark",
             "folded"]  # fmt: skip


@dataclass
class Written:
    """What has been written, and what was planted."""

    observations: int = 0
    statements: int = 0
    documents: int = 0
    planted: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Paper:
    """A document on its way: who says it, when, and the lines with the place of each figure's words."""

    publisher: int
    published: str
    lines: list[tuple[int, Point, Any, str]] = field(default_factory=list)  # observation, point, said, words


def accounts(partners: Sequence[int]) -> Iterator[tuple[Account, Account | None, int | None]]:
    """Every account with the city's own, where it is a partner's, and the partner's key."""
    home = city(HOME)
    yield home, None, None
    yield city(COUNTRY, 8.0), None, None
    for account, key in zip(of_partners(home, len(partners)), partners, strict=True):
        yield account, home, key


def fill(truth: Path) -> Written:
    """Write all observations into a record whose registers are filled, in one transaction; the truth into a file."""
    written = Written()
    with transaction.atomic():
        by = User.objects.get(username="lan").pk
        partners = list(Partner.objects.filter(reference__startswith="partner-").order_by("pk"))
        names: dict[int | None, str] = {None: HOME, **{one.pk: one.name for one in partners}}
        words = {one.code: (one.name, fold(f"{one.name} {one.name_vi}")) for one in Indicator.objects.all()}
        kind = ContentType.objects.get_for_model(Observation).pk
        writer = _Writer(written, by, kind, words)
        for account, whole, key in accounts([one.pk for one in partners]):
            writer.write(account, whole, key, names[key])
    truth.write_text("".join(json.dumps(one) + "\n" for one in written.planted), encoding="utf-8")
    return written


class _Writer:
    """Writes one account after the other."""

    def __init__(self, written: Written, by: int, kind: int, words: dict[str, tuple[str, str]]) -> None:
        self.written, self.by, self.kind, self.words = written, by, kind, words

    def write(self, account: Account, whole: Account | None, partner: int | None, name: str) -> None:
        """All years of an account."""
        chance = Chance(f"sources of {account.area} {account.rank}")
        points: list[Point] = []
        papers: list[_Paper] = []
        for year, found in account.figures():
            if whole is not None and account.watched != "yearly":
                found |= {(point.indicator, point.span): point for point in account.shares(whole, year)}
            plant_in(found, account, whole, year, chance)
            mine = sorted(found.values(), key=lambda point: (point.span or YEAR)[::-1])
            points += self._in_papers(mine, len(points), year, papers, chance)
        self._insert(account, partner, name, points, papers, chance)

    @staticmethod
    def _in_papers(
        points: list[Point], before: int, year: int, papers: list[_Paper], chance: Chance
    ) -> Iterable[Point]:
        """Ten figures a paper, as they come out in the course of the year; what others say has its own."""
        elsewhere: dict[tuple[int, int], _Paper] = {}
        paper = _Paper(0, "")
        for at, point in enumerate(points):
            if at % FIGURES_A_DOCUMENT == 0:
                month = min(12, (point.span or YEAR)[1] + 1)
                paper = _Paper(chance.number(0, 3), f"{year}-{month:02}-{chance.number(1, 28):02}")
                papers.append(paper)
            more_sources(point, chance)
            paper.lines.append((before + at, point, None, ""))
            for said in point.others:
                place = paper.publisher + said.publisher, said.later
                if place not in elsewhere:
                    elsewhere[place] = _Paper(
                        place[0], f"{year + 1 + said.later // 12}-{said.later % 12 + 1:02}-{chance.number(1, 28):02}"
                    )
                elsewhere[place].lines.append((before + at, point, said, ""))
        papers += elsewhere.values()
        return points

    def _insert(
        self, account: Account, partner: int | None, name: str, points: list[Point], papers: list[_Paper],
        chance: Chance,
    ) -> None:  # fmt: skip
        number = sum(len(paper.lines) for paper in papers)
        observations = bulk.give_keys(Observation, len(points))
        documents = bulk.give_keys(Document, len(papers))
        statements = iter(bulk.give_keys(Statement, number))
        cited: list[list[tuple[int, Any]]] = [[] for _point in points]
        texts: list[str] = []
        rows: list[tuple[Any, ...]] = []
        for document, paper in zip(documents, papers, strict=True):
            text = f"{name}, {paper.published}. "
            for at, point, said, _words in paper.lines:
                value, unit = (said.value, said.unit) if said is not None else (point.value, point.unit)
                words = f"{self.words[point.indicator][0]} {point.edtf}: {value:,} {unit}."
                key, start = next(statements), len(text)
                text += words + "\n"
                cited[at].append((key, value))
                rows.append((key, document, "observation", _payload(point, account.area, name, value, unit), start,
                             start + len(words), words, "en", "bench", "accepted", self.by, AT, value,
                             unit))  # fmt: skip
            texts.append(text)
        self._documents(documents, papers, texts, name)
        bulk.insert(Statement, _STATEMENT, rows)
        first = self.written.observations
        bulk.insert(Observation, _OBSERVATION, (
            self._observation(key, first + at, account.area, partner, points[at], cited[at], chance)
            for at, key in enumerate(observations)
        ))  # fmt: skip
        bulk.insert(Citation, ["statement", "content_type", "object_id", "field"], (
            (statement, self.kind, key, of)
            for key, behind in zip(observations, cited, strict=True) for statement, _value in behind
            for of in ("", "value")
        ))  # fmt: skip
        self.written.planted += [
            {"observation": f"figure-{first + at}", "kind": point.plant.split()[0], "check": point.plant.split()[1]}
            for at, point in enumerate(points) if point.plant
        ]  # fmt: skip
        self.written.observations += len(points)
        self.written.statements += number
        self.written.documents += len(papers)

    def _documents(self, keys: Sequence[int], papers: list[_Paper], texts: list[str], name: str) -> None:
        first = self.written.documents
        bulk.insert(Document, _DOCUMENT, (
            (key, f"release-{first + at}", "file", "reviewed", f"Release on {name}, {paper.published}",
             PUBLISHERS[paper.publisher % len(PUBLISHERS)], *dated(paper.published), "en", f"f{first + at:063x}",
             len(texts[at]), "text/plain", f"release-{first + at}.txt", self.by, 0,
             fold(f"release on {name} {paper.published} {PUBLISHERS[paper.publisher % len(PUBLISHERS)]}"))
            for at, (key, paper) in enumerate(zip(keys, papers, strict=True))
        ))  # fmt: skip
        bulk.insert(DocumentText, ["document", "text", "text_sha256"],
                    ((key, text, "") for key, text in zip(keys, texts, strict=True)))  # fmt: skip

    def _observation(
        self, key: int, at: int, area: str, partner: int | None, point: Point, cited: list[tuple[int, Any]],
        chance: Chance,
    ) -> tuple[Any, ...]:  # fmt: skip
        is_disputed = point.plant.endswith(" value")
        low, high = (min(cited, key=_value)[0], max(cited, key=_value)[0]) if is_disputed else (None, None)
        edtf, folded = point.edtf, self.words[point.indicator][1]
        return (key, f"figure-{at}", 0 if chance.happens(0.98) else 1, f"figure-{at} {area.lower()} {edtf} {folded}",
                point.indicator, area, partner, *dated(edtf), point.status, point.value, point.unit, is_disputed, low,
                high, len(cited))  # fmt: skip


def _value(one: tuple[int, Any]) -> Any:
    return one[1]


def _payload(point: Point, area: str, name: str, value: Any, unit: str) -> str:
    partner = "" if name == HOME else name
    return (
        f'{{"kind": "observation", "indicator": "{point.indicator}", "area": "{area}", "partner": "{partner}", '
        f'"period": "{point.edtf}", "value": "{value}", "unit": "{unit}", "status": "{point.status}"}}'
    )
