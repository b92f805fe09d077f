"""Limits checked, and rules not kept on purpose: with what was found, what the rule says, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.procedures import rules
from proxeny.procedures.models import Case, Override
from proxeny.procedures.office import said
from proxeny.procedures.services.refusals import demand_reason, locked, written
from proxeny.registers.services.records import check


@dataclass(frozen=True)
class LimitFound:
    """A limit that is not kept, in words, and the override on record that stands for it, if any."""

    key: str
    found: str
    says: str
    citation: str
    address: str
    status: str
    finding: rules.Finding
    overridden: Override | None = None


def check_limits(
    case: Case, counted: Mapping[str, int | None], *, subjects: Mapping[str, str] | None = None
) -> list[LimitFound]:
    """The limits of a case's rules that what a register counted does not keep. One SQL query.

    ``counted`` has numbers by ``rules.MEASURES``; what is left out or ``None`` is not checked. ``subjects`` names whom
    a number is about, as the leader of a trip. An override holds for the very words that were found. A case that is not
    saved, for a record that goes through none, has no override.
    """
    standing = {(one.rule, one.found): one for one in case.overrides.all()} if case.pk else {}
    found = []
    for finding in rules.findings(case.rulebook.limits, counted, subjects=subjects):
        limit = finding.limit
        title = said(limit.title) + (f" ({finding.subject})" if finding.subject else "")
        words = f"{title}: {finding.found}"
        key = f"limit:{limit.key}"
        found.append(
            LimitFound(
                key=key,
                found=words,
                says=_limit_in_words(limit),
                citation=said(limit.citation.words),
                address=limit.citation.address,
                status=limit.citation.status,
                finding=finding,
                overridden=standing.get((key, words)),
            )
        )
    return found


def _limit_in_words(limit: rules.Limit) -> str:
    parts = []
    if limit.most is not None:
        parts.append(_("at most %(number)s") % {"number": limit.most})
    if limit.least is not None:
        parts.append(_("at least %(number)s") % {"number": limit.least})
    note = said(limit.note)
    return ", ".join(parts) + (f". {note}" if note else "")


@transaction.atomic
def override(
    case: Case, *, rule: str, found: str, says: str, reason: str, by: User, citation: str = "", on: date | None = None
) -> Override:
    """Record that a rule is not kept, and why. Raises ``DomainError`` without a reason."""
    current = locked(case, by=by)
    why = demand_reason(reason, _("Give the reason: a rule may be broken, but not without one."))
    made = Override(
        case=current,
        rule=rule,
        found=found,
        says=says,
        citation=citation[:300],
        reason=why,
        by=by,
        on=on or timezone.localdate(),
    )
    check(made)
    made.save()
    about: dict[str, list[object]] = {"rule": [None, rule], "found": [None, found], "says": [None, says]}
    written(current, "override_recorded", about, by=by, reason=why)
    return made


def override_limit(case: Case, limit: LimitFound, *, reason: str, by: User) -> Override:
    """Record that a limit is not kept, as ``check_limits`` found it."""
    return override(
        case, rule=limit.key, found=limit.found, says=limit.says, citation=limit.citation, reason=reason, by=by
    )
