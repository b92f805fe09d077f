"""Partners that come with a fact: found by name, or made with the fact as their source."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.core.wording import country_name
from proxeny.documents.models import Statement
from proxeny.partners import queries
from proxeny.partners.models import Partner
from proxeny.registers import services as registers


@transaction.atomic
def partner_for(
    name_or_code: str,
    *,
    by: User,
    evidence: Iterable[Statement],
    act: str = "change",
    country: str | None = None,
    kind: str | None = None,
) -> Partner:
    """The partner of a name or country code, made as a country, a city or ``kind`` if the record has none.

    ``country`` is the one that a city lies in. Raises ``DomainError`` for an empty name, and what ``registers.create``
    raises.
    """
    name = name_or_code.strip()
    if not name:
        raise DomainError(_("A partner needs a name: write the country, city or organisation."))
    found = queries.find(name, country)
    if found is not None:
        return found
    statements = list(evidence)
    mark = max((statement.document.mark for statement in statements), default=0)
    code = queries.country_code(name)
    if code is not None and kind in (None, Partner.Kind.COUNTRY) and country in (None, "", code):
        made = Partner(
            kind=Partner.Kind.COUNTRY,
            name=country_name(code, "en"),
            name_vi=country_name(code, "vi"),
            country=code,
            mark=mark,
        )
    else:
        made = Partner(kind=kind or Partner.Kind.CITY, name=name[:200], country=country or "", mark=mark)
    return registers.create(made, by=by, evidence=statements, act=act)


def partners_for(
    names: Iterable[str], *, by: User, evidence: Iterable[Statement], act: str = "change"
) -> list[Partner]:
    """The partners that a fact names; a country's code beside a city tells which city, and is a partner of its own only
    where no city of it is named."""
    named = [name for name in dict.fromkeys(names) if name and name.strip()]
    codes = [name for name in named if len(name) == 2 and queries.country_code(name) == name]
    others = [name for name in named if name not in codes]
    country = codes[0] if len(codes) == 1 and others else None
    found: list[Partner] = []
    statements = list(evidence)
    for name in others:
        partner = queries.find(name, country) or queries.find(name)
        found.append(partner or partner_for(name, by=by, evidence=statements, act=act, country=country))
    covered = {partner.country for partner in found}
    found += [partner_for(code, by=by, evidence=statements, act=act) for code in codes if code not in covered]
    return list(dict.fromkeys(found))
