"""The parts of records that have tables of their own: posts, counts of events, plans with their targets."""

from __future__ import annotations

from proxeny.core.folding import fold
from proxeny.core.records import Record
from proxeny.events.models import Count, Event
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner, Person, Post
from proxeny.plans.models import Plan, Tally, Target
from proxeny.sample.evidence import CARRIED_BY_THE_RECORD, Evidence
from proxeny.sample.files import Row, Rows
from proxeny.sample.sheets import Made, figure_of

# "City of Bangkok" is the partner Bangkok, "Government of Hungary" speaks for the country.
_SEATS = ("city of ", "state of ", "government of ", "national assembly of ")
_UNITS = (" province", " region", " governorate", " metropolis")


def organisations(partners: list[Partner]) -> dict[str, Partner]:
    """Folded name of an organisation → the partner that it is or speaks for."""
    named: dict[str, Partner] = {}
    for partner in partners:
        for name in (partner.name, partner.name_vi):
            if name:
                named.setdefault(fold(name), partner)
    return named


def partner_of(organisation: str, named: dict[str, Partner]) -> Partner | None:
    """The partner that an organisation is, or speaks for; ``None`` for one that the record does not keep."""
    words = fold(organisation)
    if words in named:
        return named[words]
    for seat in _SEATS:
        if words.startswith(seat):
            found = named.get(words.removeprefix(seat))
            of_country = seat in _SEATS[2:]
            return found if found and (found.kind == Partner.Kind.COUNTRY) == of_country else None
    for unit in _UNITS:
        if words.endswith(unit):
            return named.get(words.removesuffix(unit))
    return None


def posts(person: Person, row: Row, named: dict[str, Partner]) -> list[Post]:
    """The posts of a person, with the dates at which sources show them in it."""
    return [
        Post(
            person=person,
            role=post["role"],
            organisation=post.get("organisation", ""),
            partner=partner_of(post.get("organisation", ""), named),
            begins=post.get("from", ""),
            ends=post.get("to", ""),
            seen=[post["seen"]] if isinstance(post.get("seen"), str) else post.get("seen", []),
        )
        for post in row["posts"]
    ]


def counts(event: Event, row: Row) -> list[Count]:
    """How many of what took part in an event."""
    return [Count(event=event, of=of, **figure_of(amount)) for of, amount in row.get("counts", {}).items()]


class Plans:
    """The plans that the targets belong to, one for each area and period, and the targets."""

    def __init__(self, rows: Rows, evidence: Evidence) -> None:
        self.plans: list[Record] = []
        self.targets: list[Record] = []
        self.tallies: list[Tally] = []
        grouped: dict[tuple[str, str], Rows] = {}
        for row in rows:
            grouped.setdefault((row["area"], row["period"]), []).append(row)
        by_code = Indicator.objects.in_bulk()
        for (area, period), group in sorted(grouped.items()):
            years = period.replace("/", "–")
            plan = Plan(
                reference=f"plan-{period.replace('/', '-')}", title=f"Plan of {area} {years}", period=period, area=area
            )
            self.plans.append(plan)
            sources = list(dict.fromkeys(source for row in group for source in row["sources"]))
            said = {"title": plan.title, "period": period, "area": area, "sources": sources}
            evidence.rest(Made(plan, said, fields=("period", "area")))
            for row in group:
                self.targets.append(self._target(plan, row, by_code[row["indicator"]], evidence))
                if "tally" in row:
                    self._tally(plan, row["tally"], evidence)

    def _tally(self, plan: Plan, row: Row, evidence: Evidence) -> None:
        """How many targets of the plan its sources count as met."""
        said = {name: value for name, value in row.items() if name != "sources"}
        tally = Tally(plan=plan, **said)
        self.tallies.append(tally)
        for source in row["sources"]:
            statement = evidence.state(source, {"tally": said})
            evidence.cite(tally, ["", *said], statement)  # type: ignore[arg-type]
            evidence.cite(plan, ["tallies"], statement)

    def _target(self, plan: Plan, row: Row, indicator: Indicator, evidence: Evidence) -> Target:
        aim, result = figure_of(row["target"]), figure_of(row.get("result"))
        target = Target(
            reference=row["id"],
            plan=plan,
            title=row["title"],
            indicator=indicator,
            period=row["period"],
            note=row.get("note", ""),
            achieved=row.get("achieved"),
            result_value=result.get("value"),
            result_unit=result.get("unit", ""),
            result_qualifier=result.get("qualifier", "exact"),
            **aim,
        )
        reporting = row["result"]["sources"] if result else []
        planning = [source for source in row["sources"] if source not in reporting] or row["sources"]
        apart = (*CARRIED_BY_THE_RECORD, "result", "achieved", "tally")
        said = {key: value for key, value in row.items() if key not in apart}
        fields = ("title", "plan", "indicator", "period", "value")
        evidence.rest(Made(target, said | {"sources": planning}, fields=fields, figure=aim))
        for source in reporting:
            payload = {"field": "result", **{key: value for key, value in row["result"].items() if key != "sources"}}
            statement = evidence.state(source, payload, **result)
            evidence.cite(target, ["", "result_value", "achieved"], statement)
        return target
