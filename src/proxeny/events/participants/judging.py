"""What each row of a list would do to the participants on record: new, changed, the same, twice in the file, wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from proxeny.core.folding import fold
from proxeny.events.models import Participant
from proxeny.events.participants.columns import TARGETS
from proxeny.events.participants.rows import Entry, Fault, Read

FILLED = ("name", "organisation", "post", "email", "country", "origin", "role", "is_vip", "came", "registration")
_SHOWN_ROWS = 5


@dataclass(frozen=True)
class Change:
    """A participant on record and what the file says otherwise."""

    participant: Participant
    row: int
    values: dict[str, object]


@dataclass(frozen=True)
class FaultsAlike:
    """Faults of one sort in one column: how many, the first rows, an example and the repair."""

    column: str
    number: int
    rows: list[int]
    found: str
    repair: str


@dataclass
class Verdict:
    """What the whole file would do."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    twice: list[tuple[int, int]] = field(default_factory=list)
    left_out: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def wrong_rows(self) -> int:
        """How many rows have something wrong in them."""
        return len({fault.row for fault in self.faults})

    @property
    def counts(self) -> dict[str, int]:
        """How many rows do what."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "twice": len(self.twice),
            "left_out": self.left_out,
            "wrong": self.wrong_rows,
        }

    def faults_alike(self) -> list[FaultsAlike]:
        """The faults gathered, the most frequent first: ten thousand wrong rows are a few lines to read."""
        gathered: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            gathered[fault.column, fault.code].append(fault)
        return [
            FaultsAlike(
                str(TARGETS.get(column, column)),
                len(alike),
                [fault.row for fault in alike[:_SHOWN_ROWS]],
                alike[0].found,
                alike[0].repair,
            )
            for (column, _code), alike in sorted(gathered.items(), key=lambda item: -len(item[1]))
        ]


class _Known:
    """People by what tells them apart: registration and name, e-mail and name, name and organisation."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str, str], object] = {}

    @staticmethod
    def keys(name: str, organisation: str, email: str, registration: str) -> list[tuple[str, str, str]]:
        """The keys of somebody; two of the same name without anything else are one."""
        who = fold(name)
        found = [("organisation", who, fold(organisation))]
        if email:
            found.append(("email", who, email.lower()))
        if registration:
            found.append(("registration", who, registration))
        return found

    def find(self, keys: Iterable[tuple[str, str, str]]) -> object | None:
        """Whoever has one of the keys."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def add(self, keys: Iterable[tuple[str, str, str]], who: object) -> None:
        """Remember somebody."""
        for key in keys:
            self._by_key.setdefault(key, who)


def _keys_of_entry(entry: Entry) -> list[tuple[str, str, str]]:
    said = {name: str(entry.values.get(name) or "") for name in ("organisation", "email", "registration")}
    return _Known.keys(entry.name, **said)


def judge(read: Read, known: Iterable[Participant]) -> Verdict:
    """What the rows would do to those on record. Nothing of a person is emptied by a file that leaves it out."""
    on_record, in_file = _Known(), _Known()
    for participant in known:
        keys = _Known.keys(
            participant.name, participant.organisation, participant.email, participant.registration
        )
        on_record.add(keys, participant)
    verdict = Verdict(left_out=read.left_out, faults=read.faults)
    for entry in read.entries:
        keys = _keys_of_entry(entry)
        before = in_file.find(keys)
        if isinstance(before, int):
            verdict.twice.append((entry.row, before))
            continue
        in_file.add(keys, entry.row)
        held = on_record.find(keys)
        if not isinstance(held, Participant):
            verdict.new.append(entry)
            continue
        differs = {
            name: value
            for name, value in entry.values.items()
            if value not in ("", None) and not _is_alike(value, getattr(held, name)) and not _is_kept(held, name)
        }
        if differs:
            verdict.changed.append(Change(held, entry.row, differs))
        else:
            verdict.same += 1
    return verdict


def _is_alike(said: object, held: object) -> bool:
    """The same, or the same words in other letters: a file without diacritics does not take them away."""
    return said == held or (isinstance(said, str) and isinstance(held, str) and fold(said) == fold(held))


def _is_kept(held: Participant, name: str) -> bool:
    """A name is kept as it is on record; that somebody lives here, as a person noted, goes before a guess."""
    return name == "name" or (name == "origin" and held.origin == Participant.Origin.RESIDENT)
