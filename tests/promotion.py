"""A promotion month with its businesses, for tests: fixtures that the conftest files of two folders take over."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta

import pytest
from django.utils import timezone

import records
from proxeny.core.records import Mark
from proxeny.programmes import services
from proxeny.programmes.models import Business, Programme
from proxeny.registers import services as registers


def day(offset: int) -> str:
    return (timezone.localdate() + timedelta(days=offset)).isoformat()


def png(width: int = 40, height: int = 30, extra: bytes = b"") -> bytes:
    """A grey picture; ``extra`` is a text chunk that has no place in a shown picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    text = chunk(b"tEXt", extra) if extra else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def make_business(lan):
    def made(name: str = "Cơ sở Mây Tre Phú Vinh", *, mark: int = Mark.PUBLIC, **fields: str) -> Business:
        content = {"name": name, "ward": "Phú Nghĩa", "sector": "crafts", "email": "shop@example.vn", **fields}
        source = records.source(lan, mark=mark, text=f"{name} takes part.", name=f"{name[:20]}.txt")
        return registers.create(
            Business(mark=mark, **content), by=lan, evidence=[records.said(source, lan, name=name)]
        )

    return made


@pytest.fixture
def make_programme(lan):
    def made(title: str = "Promotion Month 2026", *, status: str = "open", **fields: object) -> Programme:
        content = {
            "kind": Programme.Kind.PROMOTION_MONTH,
            "dates": f"{day(-2)}/{day(28)}",
            "applications_until": day(1),
            "plans_until": day(2),
            "reports_until": day(40),
            "is_public": True,
            **fields,
        }
        source = records.source(lan, text=f"Plan of {title}.", name=f"{title}.txt")
        programme = registers.create(
            Programme(title=title, **content), by=lan, evidence=[records.said(source, lan, title=title)]
        )
        for state in ("open", "running", "reporting", "closed"):
            if programme.status == status:
                break
            programme = services.move(programme, state, by=lan, reason="for the test" if state == "closed" else "")
        return programme

    return made


@pytest.fixture
def programme(make_programme):
    return make_programme()


@pytest.fixture
def business(make_business):
    return make_business()


@pytest.fixture
def access(programme, business, lan):
    return services.issue_address(programme, business, by=lan)[0]


@pytest.fixture
def applied(access):
    return services.apply(access, {"goods": "Rattan baskets", "ocop_stars": None, "ocop_decision": ""})


@pytest.fixture
def admitted(applied, lan):
    return services.admit(applied, by=lan, override_reason="papers seen on paper")


@pytest.fixture
def make_offer(access, admitted, lan):
    """An offer that stands on the open pages."""

    def made(title: str = "Giỏ mây đan tay", *, published: bool = True, **fields: object):
        content = {"title": title, "category": "crafts", "price_before": 200_000, "price_after": 150_000,
                   "price_currency": "VND", "address": "12 đường Làng Nghề", "ward": "Phú Nghĩa", **fields}  # fmt: skip
        offer = services.enter(access, content, picture=content.pop("picture", None))
        return services.publish(offer, by=lan) if published else offer

    return made
