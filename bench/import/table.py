"""The register that both bring in: delegations with their partners and heads, the same rows whoever reads them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

ROWS = 80_000
PARTNERS = 240
PEOPLE = 3_000

HEADINGS = ("Title", "Direction", "State", "Dates", "Partners", "Led by", "Purpose", "People", "Cost", "Currency",
            "Receiving unit", "Report no.")  # fmt: skip

_CITIES = ("Sông Xanh", "Núi Bạc", "Porta Nova", "Weissfurt", "Havre-Doré", "Minato East", "Kota Baru Timur", "Ålund")
_FIELDS = ("transport", "heritage", "giáo dục", "môi trường", "trade", "y tế", "craft villages", "chuyển đổi số")
_FAMILIES = ("Nguyễn", "Trần", "Dupont", "Okada", "Fischer", "Santoso", "Lindqvist", "Moreau")
_MIDDLES = ("Văn", "Thị", "Marie", "Ken", "Otto", "Dewi", "Elsa", "Hữu")


def partner_names() -> list[str]:
    """Names of the partners, each once."""
    return [f"{_CITIES[at % len(_CITIES)]} {at // len(_CITIES) + 1}" for at in range(PARTNERS)]


def people_names() -> list[str]:
    """Names of the heads of delegations, each once."""
    return [f"{_FAMILIES[at % 8]} {_MIDDLES[at // 8 % 8]} {at // 64 + 1:03}" for at in range(PEOPLE)]


def rows(count: int = ROWS) -> Iterator[tuple[object, ...]]:
    """The rows, always the same."""
    chance = random.Random(80_000)
    partners, people = partner_names(), people_names()
    for at in range(count):
        field, partner = chance.choice(_FIELDS), chance.choice(partners)
        others = f"; {chance.choice(partners)}" if at % 5 == 0 else ""
        year, month, day = 2000 + at % 26, chance.randint(1, 12), chance.randint(1, 24)
        yield (
            f"Đoàn công tác số {at + 1} về {field} tại {partner}",
            "sent abroad" if at % 2 else "received",
            "closed",
            f"{year}-{month:02}-{day:02}/{year}-{month:02}-{day + 3:02}",
            partner + (others if others[2:] != partner else ""),
            chance.choice(people),
            f"Trao đổi kinh nghiệm về {field}; visit of two sites and talks with the council of {partner}",
            chance.randint(3, 30),
            chance.randint(20, 900) * 1_000_000,
            "VND",
            f"Sở {chance.randint(1, 20)}",
            f"{chance.randint(1, 400)}/BC-{year}",
        )


def write(path: Path, count: int = ROWS) -> Path:
    """The rows as CSV or XLSX, by the ending of the path."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(rows(count))
        return path
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Delegations")
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows(count), start=1):
            sheet.write_row(at, 0, row)
    return path
