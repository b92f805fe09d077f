"""The rule pack that the office goes by, from the setting ``PROXENY_RULES``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.procedures import rules
from proxeny.procedures.rules.pack import Words


class NoRules(DomainError):
    """The office's pack has no rules for a case, or none on that day."""

    code = "case.no_rules"


@lru_cache(maxsize=8)
def _loaded(name: str) -> rules.Pack:
    return rules.load_pack(name)


def pack() -> rules.Pack:
    """The office's pack, read once a process. Raises ``BadPack`` or ``UnknownPack`` where the setting is wrong."""
    return _loaded(settings.PROXENY_RULES)


def procedures_for(register: str) -> list[rules.Procedure]:
    """The procedures that records of a register can go through."""
    return pack().for_register(register)


# case kind → whether a record of its register is one that goes through it
_SUITS: dict[str, Callable[[Record], bool]] = {}


def suits(kind: str, test: Callable[[Record], bool]) -> None:
    """Offer a procedure only to those records of its register for which ``test`` says so; told when an app is ready."""
    _SUITS[kind] = test


def procedures_of(record: Record) -> list[rules.Procedure]:
    """The procedures that a record can go through: of a visit received, not those of a trip abroad."""
    offered = procedures_for(record.register())
    return [one for one in offered if one.case not in _SUITS or _SUITS[one.case](record)]


def rules_in_force(kind: str, on: date) -> rules.Rules:
    """The rules of a case kind in force on a day. Raises ``NoRules`` where the pack has none."""
    found = pack()
    procedure = found.procedures.get(kind)
    if procedure is None:
        raise NoRules(
            _("The rule pack %(pack)s has no case “%(kind)s”. It has: %(known)s.")
            % {"pack": found.name, "kind": kind, "known": ", ".join(sorted(found.procedures))}
        )
    version = procedure.in_force(on)
    if version is None:
        raise NoRules(
            _("No rules were in force on %(day)s for “%(kind)s”: the pack %(pack)s begins on %(first)s.")
            % {
                "day": on.isoformat(),
                "kind": said(procedure.title),
                "pack": found.name,
                "first": procedure.versions[0].valid_from.isoformat(),
            }
        )
    return version


def calendar_for(copy: rules.Rules) -> rules.Calendar:
    """The calendar of a case: the pack's present one, for Tết is decreed every year; its own where the pack is gone."""
    found = pack()
    return rules.Calendar(found.holidays if found.name == copy.pack else copy.holidays, copy.counting)


def said(words: Words) -> str:
    """A pack's words in the person's language."""
    return rules.in_words(words, get_language() or "en")
