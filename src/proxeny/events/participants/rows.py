"""A row of a list as a participant, or as what is wrong with it and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from proxeny.core.folding import fold
from proxeny.events.models import Participant
from proxeny.partners.queries import country_code

# What a spreadsheet would run: never a name, and never kept so that it could be exported.
_LIVE = ("=", "@", "+", "-")
_YES = {"yes", "y", "true", "1", "x", "v", "co", "da den", "checked in", "present", "vip", "roi"}
_NO = {"no", "n", "false", "0", "khong", "chua", "vang", "vang mat", "absent", "not checked in"}
_GONE = {"withdrawn", "rejected", "cancelled", "canceled", "da rut", "rut", "tu choi", "huy", "da huy"}
_ORIGINS = {
    **dict.fromkeys(
        ("home", "from home", "national", "local", "domestic", "vietnam", "viet nam", "vietnamese", "trong nuoc",
         "viet", "dai bieu trong nuoc", "dai bieu viet nam"),
        Participant.Origin.HOME,
    ),
    **dict.fromkeys(
        ("resident", "foreign resident", "resident foreigner", "expatriate", "foreign, lives here", "thuong tru",
         "nguoi nuoc ngoai tai viet nam", "nuoc ngoai tai viet nam", "nguoi nuoc ngoai cu tru",
         "khach nuoc ngoai o viet nam"),
        Participant.Origin.RESIDENT,
    ),
    **dict.fromkeys(
        ("abroad", "from abroad", "foreign", "international", "overseas", "quoc te", "nuoc ngoai", "tu nuoc ngoai",
         "dai bieu quoc te", "dai bieu nuoc ngoai"),
        Participant.Origin.ABROAD,
    ),
}  # fmt: skip
_LONGEST = {"name": 200, "organisation": 300, "post": 200, "email": 254, "role": 100, "registration": 60}


@dataclass(frozen=True)
class Fault:
    """Something wrong: in which row and column, what was found, how to mend it. ``code`` gathers those alike."""

    row: int
    column: str
    code: str
    found: str
    repair: str


@dataclass
class Entry:
    """A row that names a participant: its number in the file, and the values that it gives."""

    row: int
    values: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Who it is."""
        return str(self.values["name"])


@dataclass
class Read:
    """All rows of a list."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0


def read(
    rows: Sequence[Sequence[str]], targets: Sequence[str], *, first_row: int, home: str, is_over: bool
) -> Read:
    """The participants of a list; empty rows are passed over, registrations that were withdrawn left out.

    ``first_row`` is the number of the first row in the file, from 1. ``home`` is the home country: who comes from
    another and is not said to live here is from abroad. Before the event (``is_over`` false) nobody has failed to come.
    """
    found = Read()
    for number, row in enumerate(rows, start=first_row):
        cells = {target: cell for target, cell in zip(targets, row, strict=False) if target and cell}
        if not any(cell.strip(" -–—.") for cell in cells.values()):
            continue
        if fold(cells.get("state", "")) in _GONE:
            found.left_out += 1
            continue
        faults = list(_faults_of_text(number, cells))
        values = _values(number, cells, home, is_over, faults)
        if faults:
            found.faults += faults
        else:
            found.entries.append(Entry(number, values))
    return found


def _faults_of_text(number: int, cells: dict[str, str]) -> list[Fault]:
    faults = []
    for target, cell in cells.items():
        if cell.startswith(_LIVE) and cell.strip(" -–—."):
            faults.append(
                Fault(number, target, "formula", cell[:60], _("Write words: it begins like a formula."))
            )
        elif len(cell) > _LONGEST.get(target, 500):
            repair = _("Shorten it to %(most)s letters.") % {"most": _LONGEST.get(target, 500)}
            faults.append(Fault(number, target, "long", cell[:60] + "…", repair))
    return faults


def _values(number: int, cells: dict[str, str], home: str, is_over: bool, faults: list[Fault]) -> dict[str, object]:
    name = cells.get("name", "") or " ".join(
        part for part in (cells.get("first_name", ""), cells.get("last_name", "")) if part
    )
    if not name.strip(" -–—."):
        faults.append(Fault(number, "name", "nameless", "", _("Give the name, or take the row out.")))
    values: dict[str, object] = {"name": name}
    for plain in ("organisation", "post", "role", "registration"):
        if cells.get(plain, "").strip(" -–—."):
            values[plain] = cells[plain]
    if cells.get("email"):
        try:
            validate_email(cells["email"])
        except ValidationError:
            repair = _("Mend the address, or leave the cell empty.")
            faults.append(Fault(number, "email", "email", cells["email"][:60], repair))
        values["email"] = cells["email"]
    if cells.get("country"):
        code = country_code(cells["country"])
        if code is None:
            repair = _("Write the country's name in English or Vietnamese, or its two letters.")
            faults.append(Fault(number, "country", "country", cells["country"][:60], repair))
        values["country"] = code or ""
    values["origin"] = _origin(number, cells, str(values.get("country") or ""), home, faults)
    vip = _yes_or_no(number, "is_vip", cells, faults)
    if vip is not None:
        values["is_vip"] = vip
    came = _yes_or_no(number, "came", cells, faults)
    if came or (came is False and is_over):
        values["came"] = came
    return values


def _origin(number: int, cells: dict[str, str], country: str, home: str, faults: list[Fault]) -> str:
    said = cells.get("origin", "")
    if said:
        origin = _ORIGINS.get(fold(said))
        if origin is None:
            repair = _("Write: from home, foreign resident, or from abroad.")
            faults.append(Fault(number, "origin", "origin", said[:60], repair))
        return str(origin or "")
    if not country:
        return ""
    return str(Participant.Origin.HOME if country == home else Participant.Origin.ABROAD)


def _yes_or_no(number: int, target: str, cells: dict[str, str], faults: list[Fault]) -> bool | None:
    said = fold(cells.get(target, ""))
    if not said or said in {"-", "–"}:
        return None
    if said in _YES:
        return True
    if said in _NO:
        return False
    faults.append(Fault(number, target, "yes_no", cells[target][:60], _("Write yes or no.")))
    return None
