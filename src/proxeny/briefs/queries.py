"""Whom a brief can be made on, and the briefs that were kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.core.folding import fold
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner
from proxeny.reports.models import Edition, Report


class NoSuchPartner(DomainError):
    """No partner goes by that name; the message offers the nearest."""

    code = "briefs.no_such_partner"


class NoSuchDelegation(DomainError):
    """No delegation has that reference."""

    code = "briefs.no_such_delegation"


def subjects(*, visible_to: Any) -> QuerySet[Partner]:
    """Countries, cities and regions on which the record holds something, the fullest first. One SQL query."""
    return (
        Partner.objects.visible_to(visible_to)
        .filter(kind__in=[Partner.Kind.COUNTRY, Partner.Kind.CITY, Partner.Kind.REGION])
        .annotate(
            held=Count("agreements", distinct=True)
            + Count("delegations", distinct=True)
            + Count("events", distinct=True)
            + Count("projects", distinct=True)
        )
        .filter(held__gt=0)
        .order_by("-held", "name")
    )


def partner_named(name: str, *, visible_to: Any) -> Partner:
    """The partner that goes by a country code, a reference, a name or another name. Raises ``NoSuchPartner``."""
    everyone = Partner.objects.visible_to(visible_to)
    if len(name) == 2:
        country = everyone.filter(kind=Partner.Kind.COUNTRY, country=name.upper()).first()
        if country is not None:
            return country
    exact = everyone.filter(
        Q(reference=name) | Q(name__iexact=name) | Q(name_vi__iexact=name) | Q(aliases__name__iexact=name)
    )
    found = exact.first()
    if found is None:
        alike = list(everyone.filter(folded__contains=fold(name))[:5])
        if len(alike) == 1:
            return alike[0]
        offer = ", ".join(str(partner) for partner in alike)
        raise NoSuchPartner(
            _("No partner is called “%(name)s”.") % {"name": name}
            + " "
            + (
                _("Did you mean: %(offer)s?") % {"offer": offer}
                if alike
                else _("Give a country code, as US, or a name.")
            )
        )
    return found


def delegation_named(reference: str, *, visible_to: Any) -> Delegation:
    """The delegation of a reference. Raises ``NoSuchDelegation``."""
    found: Delegation | None = Delegation.objects.visible_to(visible_to).filter(reference=reference).first()
    if found is None:
        raise NoSuchDelegation(
            _("There is no delegation “%(reference)s” that you may see. Its page’s address ends with its reference.")
            % {"reference": reference}
        )
    return found


def kept(*, visible_to: Any) -> QuerySet[Report]:
    """The briefs that were kept, the newest first, with their editions. Two SQL queries."""
    editions = Edition.objects.order_by("-ordinal").defer("content")
    found: QuerySet[Report] = (
        Report.objects.visible_to(visible_to)
        .filter(kind__in=Report.BRIEFS)
        .select_related("partner", "delegation")
        .prefetch_related(Prefetch("editions", editions))
        .order_by("-created_at")
    )
    return found
