"""The missions abroad of the sample, with their heads, and the sessions that they attended."""

from __future__ import annotations

from typing import Any

from proxeny.core.records import Record
from proxeny.missions.models import Briefing, HeadOfMission, Mission
from proxeny.sample.evidence import Evidence
from proxeny.sample.files import Row, Rows
from proxeny.sample.sheets import Made

_OF_MISSION = ("kind", "country", "city", "accredited", "note")
_OF_HEAD = ("title", "begins", "ends", "term", "seen", "accredited")
_OF_BRIEFING = ("title", "held", "place", "summary", "answers_due", "related", "note")


class Missions:
    """The records of both files, not yet written, with what they rest on.

    ``known`` holds the partners and people by id. Raises ``KeyError`` for an unknown id.
    """

    def __init__(self, missions: Rows, briefings: Rows, known: dict[str, dict[str, Any]], evidence: Evidence) -> None:
        self.known, self.evidence = known, evidence
        self.missions: list[Record] = []
        self.heads: list[HeadOfMission] = []
        self.briefings: list[Record] = []
        self.attending: dict[str, list[tuple[Briefing, Any]]] = {"missions": [], "people": []}
        self._by_id = {row["id"]: self._mission(row) for row in missions}
        for row in briefings:
            self._briefing(row)

    def _mission(self, row: Row) -> Mission:
        said = {name: row[name] for name in _OF_MISSION if name in row}
        mission = Mission(reference=row["id"], partner=self.known["partners"][row["partner"]], **said)
        self.missions.append(mission)
        fields = ("partner", *(name for name in said if name not in ("note", "kind")))
        self.evidence.rest(Made(mission, {key: row[key] for key in row if key != "heads"}, fields=fields))
        for head in row.get("heads", []):
            self._head(mission, head)
        return mission

    def _head(self, mission: Mission, row: Row) -> None:
        said = {name: row[name] for name in _OF_HEAD if name in row}
        head = HeadOfMission(mission=mission, person=self.known["people"][row["person"]], **said)
        self.heads.append(head)
        for source in row["sources"]:
            statement = self.evidence.state(source, {"head": row["person"], **said})
            self.evidence.cite(head, ["", *said], statement)  # type: ignore[arg-type]
            self.evidence.cite(mission, ["heads"], statement)

    def _briefing(self, row: Row) -> None:
        said = {name: row[name] for name in _OF_BRIEFING if name in row}
        briefing = Briefing(reference=row["id"], **said)
        self.briefings.append(briefing)
        attending = {"missions": self._by_id, "people": self.known["people"]}
        for name, there in attending.items():
            self.attending[name] += [(briefing, there[id_]) for id_ in row.get(name, [])]
        fields = (*(name for name in said if name not in ("note", "related")), *(n for n in attending if row.get(n)))
        self.evidence.rest(Made(briefing, row, fields=fields))
