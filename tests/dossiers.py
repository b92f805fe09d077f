"""Delegations for tests, and what belongs to them, made through the services that the pages use."""

from __future__ import annotations

from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.registers import services as registers
from stating import accepted, source


def evidence(by, mark: int = Mark.PUBLIC):
    """Something that a source says."""
    return [accepted(source(by, mark=mark), "record", by=by)]


def delegation(by, mark: int = Mark.PUBLIC, partners=(), led_by=(), **fields) -> Delegation:
    """A trip abroad, unless said otherwise."""
    content = {"title": "A delegation", "direction": "out", "mark": mark, **fields}
    return registers.create(
        Delegation(**content), many={"partners": partners, "led_by": led_by}, by=by, evidence=evidence(by, mark)
    )


def part(record, name: str, row, by):
    """A part of a delegation, with a source."""
    return registers.add_part(record, name, row, by=by, evidence=evidence(by))
