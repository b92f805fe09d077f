"""What a delegation's papers are made of: its people, days and money in words of the paper's language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.core import Locale
from babel.languages import get_official_languages
from babel.numbers import get_currency_name, get_territory_currencies
from django.db.models import Prefetch

from proxeny.core.wording import country_name, in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.days import length
from proxeny.delegations.models import CostLine, Delegation, Member, ProgrammeItem
from proxeny.delegations.protocol import protocol
from proxeny.delegations.tables import countries_of
from proxeny.partners.models import Partner, Person, Post


@dataclass(frozen=True)
class Traveller:
    """Somebody of the delegation as papers name them; the head comes first, then by rank, then as listed."""

    name: str
    post: str
    workplace: str
    role: str
    post_translated: str = ""
    workplace_translated: str = ""
    rank: str = ""
    language: str = ""
    diet: str = ""
    contact: str = ""
    honorific: str = ""

    @property
    def office(self) -> str:
        """Post and workplace."""
        return ", ".join(part for part in (self.post, self.workplace) if part)


_HONORIFICS = {("vi", "f"): "Bà", ("vi", "m"): "Ông", ("en", "f"): "Ms", ("en", "m"): "Mr"}


def travellers(delegation: Delegation, language: str, *, visible_to: Any) -> list[Traveller]:
    """The members in order of protocol; its heads on record, where they are not listed as members. Three SQL queries.

    Call it under the language of the paper.
    """
    members = list(delegation.members.select_related("person"))
    leaders = list(
        Person.objects.visible_to(visible_to).filter(delegations_led=delegation).prefetch_related("posts")
    )
    heads = {leader.pk for leader in leaders}
    ranks = protocol()
    ordered = sorted(members, key=lambda one: (one.person_id not in heads, ranks.order_of(one.rank), one.pk))
    listed = {member.person_id for member in members}
    named = {member.name for member in members}
    unlisted = [leader for leader in leaders if leader.pk not in listed and leader.name not in named]
    return [_of_leader(leader) for leader in unlisted] + [_of_member(member, language) for member in ordered]


def _of_leader(person: Person) -> Traveller:
    post: Post | None = next(iter(person.posts.all()), None)
    return Traveller(person.name, post.role if post else "", post.organisation if post else "", "")


def _of_member(member: Member, language: str) -> Traveller:
    rank = protocol().rank(member.rank)
    return Traveller(
        name=member.name,
        post=member.post,
        workplace=member.workplace,
        role=member.role,
        post_translated=member.post_translated,
        workplace_translated=member.workplace_translated,
        rank=str(rank) if rank is not None else member.rank,
        language=member.language,
        diet=member.diet,
        contact=member.contact,
        honorific=_HONORIFICS.get((language, member.sex), ""),
    )


def head_of(people: list[Traveller], delegation: Delegation, *, visible_to: Any) -> str:
    """Who leads: the people on record who do, else nobody named."""
    leaders = Person.objects.visible_to(visible_to).filter(delegations_led=delegation)
    names = list(leaders.values_list("name", flat=True))
    known = {one.name: one for one in people}
    return "; ".join(
        ", ".join(part for part in (name, known[name].office if name in known else "") if part) for name in names
    )


def loaded(delegation: Delegation, *, visible_to: Any) -> Delegation:
    """The delegation with what its papers need fetched. Four SQL queries."""
    return (  # type: ignore[no-any-return]
        Delegation.objects.prefetch_related(
            Prefetch("partners", Partner.objects.visible_to(visible_to)), "legs", "programme", "costs"
        ).get(pk=delegation.pk)
    )


def dates_in_words(delegation: Delegation, language: str) -> str:
    """Its dates in words; dots where none are known."""
    return edtf_in_words(delegation.dates, language) if delegation.dates else "………"


def where_in_words(delegation: Delegation, language: str) -> str:
    """The countries in the order of travel, with the places in each where they are entered."""
    legs = list(delegation.legs.all())
    if legs:
        parts = [f"{country_name(leg.country, language)}{f' ({leg.place})' if leg.place else ''}" for leg in legs]
        return ", ".join(dict.fromkeys(parts))
    names = [country_name(code, language) for code in countries_of(delegation)]
    return ", ".join(names or map(str, delegation.places)) or "………"


def legs_in_words(delegation: Delegation, language: str) -> list[tuple[str, str]]:
    """Each country with its days in words."""
    return [
        (
            f"{country_name(leg.country, language)}{f', {leg.place}' if leg.place else ''}",
            edtf_in_words(leg.dates, language) if leg.dates else "",
        )
        for leg in delegation.legs.all()
    ]


def number_of_days(delegation: Delegation) -> int | None:
    """Days from the first to the last, where they are known."""
    return length(delegation.span) if delegation.span is not None else None


def money(value: Decimal, currency: str, language: str) -> str:
    """An amount, all digits, with its currency."""
    return in_words(value, currency, language, compact=False).sentence


def estimate_in_words(delegation: Delegation, language: str) -> tuple[str, str]:
    """What the trip is estimated to cost, by currency, and who pays; empty where nothing is known."""
    lines = list(delegation.costs.all())
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.currency] += line.estimate or Decimal(0)
    words = "; ".join(money(value, currency, language) for currency, value in sums.items() if value)
    payers = ", ".join(dict.fromkeys(str(line.get_paid_by_display()) for line in lines if line.estimate))
    if not words and delegation.cost is not None:
        words, payers = money(delegation.cost, delegation.cost_currency, language), delegation.cost_source
    return words, payers or delegation.cost_source or "………"


def cost_lines(delegation: Delegation, language: str) -> list[dict[str, str]]:
    """The lines of the estimate in words."""
    return [_cost_line(line, language) for line in delegation.costs.all() if line.estimate is not None]


def _cost_line(line: CostLine, language: str) -> dict[str, str]:
    return {
        "item": str(line)[:1].upper() + str(line)[1:],
        "amount": money(line.estimate or Decimal(0), line.currency, language),
        "paid_by": str(line.get_paid_by_display()),
    }


def days_of(delegation: Delegation, language: str) -> list[dict[str, Any]]:
    """The programme, day by day, as papers set it."""
    by_day: dict[date, list[ProgrammeItem]] = defaultdict(list)
    for item in delegation.programme.all():
        by_day[item.day].append(item)
    span = delegation.span
    return [
        {
            "number": (day - span[0]).days + 1 if span is not None else place,
            "day": _weekday(day, language),
            "items": [
                {
                    "time": _hours(item),
                    "what": item.what,
                    "place": item.place,
                    "with": item.with_whom,
                    "attends": item.attends,
                    "note": item.note,
                }
                for item in items
            ],
        }
        for place, (day, items) in enumerate(sorted(by_day.items()), 1)
    ]


def _weekday(day: date, language: str) -> str:
    name = Locale.parse(language).days["stand-alone"]["wide"][day.weekday()]
    return f"{name[:1].upper()}{name[1:]}, {edtf_in_words(day.isoformat(), language)}"


def _hours(item: ProgrammeItem) -> str:
    if item.begins is None:
        return ""
    return f"{item.begins:%H:%M}" + (f" – {item.ends:%H:%M}" if item.ends is not None else "")


def facts_of_country(code: str, language: str) -> dict[str, str]:
    """What a traveller asks first of a country: its money and its languages, from CLDR."""
    currencies = get_territory_currencies(code)
    names = Locale.parse(language).languages
    spoken = [names.get(tag, tag) for tag in get_official_languages(code, regional=False)]
    return {
        "country": country_name(code, language),
        "currency": ", ".join(f"{get_currency_name(one, locale=language)} ({one})" for one in currencies),
        "languages": ", ".join(spoken[:3]),
    }
