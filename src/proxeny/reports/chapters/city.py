"""Chapters that rest on the city's observed figures: context, economic diplomacy, results against the plan."""

from __future__ import annotations

from proxeny.indicators.models import Observation
from proxeny.investments.totals import Recorded
from proxeny.plans import queries as plans
from proxeny.plans.models import Target
from proxeny.reports.chapters.capital import Moved, capital_of, ledger_of
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.drawn import registered_by_year, stock_by_partner, targets_as_bullets
from proxeny.reports.chapters.standing import told_so_far
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Chapter, Figure

_INVESTORS = 6


def context(desk: Desk) -> Chapter:
    """The city in figures: growth, product, budget. No SQL query beyond the city's figures."""
    tell = Teller(desk, "context")
    tell.paragraph(
        "economy",
        tell.sentence("context-growth", "grdp_growth"),
        tell.sentence("context-grdp", "grdp"),
        tell.sentence("context-per-head", "grdp_per_capita"),
    )
    tell.paragraph(
        "budget",
        tell.sentence("context-revenue", "budget_revenue"),
        tell.sentence("context-revenue-plan", "budget_revenue_vs_plan"),
    )
    return tell.chapter()


def economy(desk: Desk) -> Chapter:
    """Foreign investment, trade, tourism: as stated, with the ledger beside it."""
    tell = Teller(desk, "economy")
    tell.paragraph(
        "investment",
        tell.sentence("fdi-registered", "fdi_registered"),
        _parts(tell),
        tell.sentence("fdi-projects", "fdi_projects_new"),
        tell.sentence("fdi-disbursed", "fdi_disbursed"),
        _standing(tell, "fdi-stock", "fdi_stock"),
        _standing(tell, "fdi-rank", "fdi_rank"),
    )
    tell.paragraph("ledger", *_ledger(tell))
    tell.picture(registered_by_year(desk))
    tell.picture(stock_by_partner(desk))
    tell.paragraph(
        "trade",
        tell.sentence("trade-exports", "exports"),
        tell.sentence("trade-imports", "imports"),
        tell.sentence("trade-turnover", "trade_turnover"),
    )
    tell.paragraph(
        "tourism",
        tell.sentence("tourism-visitors", "visitors"),
        tell.sentence("tourism-international", "visitors_international"),
        tell.sentence("tourism-revenue", "tourism_revenue"),
    )
    return tell.chapter()


def _parts(tell: Teller) -> Pieces:
    parts = []
    for code, key in (
        ("fdi_new_registered", "fdi-part-new"),
        ("fdi_added", "fdi-part-added"),
        ("fdi_share_purchases", "fdi-part-purchased"),
    ):
        found = tell.found(code)
        if found is not None:
            parts.append(tell.desk.say(key, figure=tell.desk.figure(f"economy.{code}", found)))
    return tell.desk.say("fdi-parts", list=tell.desk.enumerated(parts)) if parts else ()


def _standing(tell: Teller, key: str, code: str) -> Pieces:
    """A stock or rank, with its day where it is not that of the whole period."""
    found = tell.desk.observed.standing(code)
    if found is None or found.row is None:
        return ()
    asked = tell.desk.period
    is_of_period = (found.row.period_earliest, found.row.period_latest) == (asked.first, asked.last)
    day = () if is_of_period else tell.desk.say("clause-day", day=tell.desk.date(found.row.period))
    return tell.desk.say(key, figure=tell.desk.figure(f"economy.{code}", found), day=day)


def _ledger(tell: Teller) -> list[Pieces]:
    desk, found = tell.desk, ledger_of(tell.desk)
    total, behind = found.total.total, capital_of(desk)
    if not total.number:
        return []
    said = [
        desk.say(
            "fdi-recorded",
            figure=_ledger_figure(desk, "economy.ledger", total, found.unit, behind.total()),
            movements=desk.count(
                "economy.ledger.movements", behind.total().of("all").projects, number=total.number,
                statements=behind.total().of("all").statements,
            ),
        )
    ]  # fmt: skip
    lines = [line for line in found.lines if line.partner is not None and line.total.amount][:_INVESTORS]
    parts = [
        desk.say(
            "item-count",
            what=desk.name_of(line.partner),  # type: ignore[arg-type]
            figure=_ledger_figure(
                desk, f"economy.ledger.{line.partner.reference}", line.total, found.unit, behind.by_partner(line)  # type: ignore[union-attr]
            ),
        )
        for line in lines
    ]
    if parts:
        said.append(desk.say("fdi-partners", list=desk.enumerated(parts)))
    return said


def _ledger_figure(desk: Desk, key: str, recorded: Recorded, unit: str, moved: Moved) -> Figure:
    """What was new, raised and bought, with the projects it moved in."""
    of = moved.of("all")
    return desk.summed(
        key, recorded.amount, unit, of.projects, qualifier=of.qualifier, number=recorded.number - recorded.unvalued,
        statements=of.statements,
    )  # fmt: skip


def targets_of(desk: Desk) -> list[Target]:
    """The targets of the period: of its year where it is one, else of its very days. One SQL query, asked once."""
    if desk.targets is None:
        found = Target.objects.visible_to(desk.person).filter(
            period_earliest=desk.period.first, period_latest=desk.period.last
        )
        desk.targets = list(found.select_related("indicator", "plan").order_by("indicator__order", "title"))
    return desk.targets


def targets(desk: Desk) -> Chapter:
    """Results against the plan: as sources count them, and as the targets on record say.

    Seven SQL queries with the picture of targets; five more for a period with targets still running.
    """
    tell = Teller(desk, "targets")
    met, total = tell.found("targets_met"), tell.found("targets_total")
    said: list[Pieces] = []
    if met is not None and total is not None:
        above = tell.found("targets_exceeded")
        clause = desk.say("targets-exceeded", figure=desk.figure("targets.targets_exceeded", above)) if above else ()
        said.append(
            desk.say(
                "targets-stated",
                met=desk.figure("targets.targets_met", met),
                total=desk.figure("targets.targets_total", total),
                exceeded=clause,
            )
        )
    rows = targets_of(desk)
    if rows:
        said.append(_recorded(desk, rows))
    tell.paragraph("plan", *said)
    tell.paragraph("so-far", told_so_far(desk))
    tell.picture(targets_as_bullets(desk))
    return tell.chapter()


def _recorded(desk: Desk, rows: list[Target]) -> Pieces:
    """The targets on record by what sources call them; nothing is said of what none is."""
    parts = []
    for outcome in ("exceeded", "met", "not_met", "open"):
        found = [row for row in rows if row.outcome == outcome]
        if found:
            figure = desk.count(f"targets.recorded.{outcome}", found)
            parts.append(desk.say(f"targets-part-{outcome}", figure=figure))
    return desk.say("targets-recorded", total=desk.count("targets.recorded", rows), list=desk.enumerated(parts))


def observed_of_targets(desk: Desk) -> dict[int, list[Observation]]:
    """What is observed for the targets, by key. One SQL query."""
    return plans.observed_of(targets_of(desk), visible_to=desk.person)

