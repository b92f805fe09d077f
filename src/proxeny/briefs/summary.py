"""The opening paragraph of a partner's brief: the sentences that a head of office reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.agreements.models import Agreement
from proxeny.briefs.evidence import Evidence
from proxeny.briefs.figures import Series, change_words, period_words, series_of
from proxeny.briefs.parts import Paragraph, Piece, sentence
from proxeny.core.home import home_name
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project

if TYPE_CHECKING:
    from proxeny.briefs.partner import PartnerBrief


def summary(brief: PartnerBrief) -> Paragraph | None:
    """What the record holds, the figures that matter most and the latest visit and agreement; ``None`` for nothing."""
    said = [*_held(brief), *_figures(brief), *_latest(brief)]
    pieces: list[Piece] = []
    for one in said:
        pieces += [*one, " "]
    return Paragraph(tuple(pieces[:-1])) if pieces else None


def _held(brief: PartnerBrief) -> list[tuple[Piece, ...]]:
    counts = {model: brief.of_family(model).count() for model in (Agreement, Delegation, Event, Project)}
    words = [
        ngettext("%(n)d agreement", "%(n)d agreements", counts[Agreement]) % {"n": counts[Agreement]},
        ngettext("%(n)d visit", "%(n)d visits", counts[Delegation]) % {"n": counts[Delegation]},
        ngettext("%(n)d event", "%(n)d events", counts[Event]) % {"n": counts[Event]},
        ngettext("%(n)d investment project", "%(n)d investment projects", counts[Project]) % {"n": counts[Project]},
    ]
    shown = [word for word, count in zip(words, counts.values(), strict=True) if count]
    if not shown:
        return []
    return [
        (
            _("The record of %(home)s holds %(counts)s.")
            % {"home": home_name(brief.language), "counts": ", ".join(shown)},
        )
    ]


def _figures(brief: PartnerBrief) -> list[tuple[Piece, ...]]:
    observations = list(
        Observation.objects.visible_to(brief.person)
        .filter(
            partner=brief.partner,
            indicator__in=[
                "exports",
                "exports_share",
                "fdi_projects_stock",
                "fdi_stock",
                "visitors_international",
                "agreements_total",
            ],
        )
        .select_related("indicator", "partner", "low_stated", "high_stated")
    )
    evidence = Evidence(observations, visible_to=brief.person)
    by_code = {
        series.indicator.code: series
        for series in series_of(observation for observation in observations if evidence.of(observation, "value"))
    }
    said: list[tuple[Piece, ...]] = []

    def cited(code: str) -> Piece:
        return brief.cited(by_code[code].latest, evidence)

    def period(code: str) -> str:
        return period_words(by_code[code].latest, brief.language)

    if "exports" in by_code:
        share = by_code.get("exports_share")
        if share is not None and share.latest.period == by_code["exports"].latest.period:
            pattern = _("Exports to %(partner)s came to %(exports)s in %(period)s%(change)s, %(share)s of all exports.")
            figure: Piece = cited("exports_share")
        else:
            pattern, figure = _("Exports to %(partner)s came to %(exports)s in %(period)s%(change)s."), ""
        said.append(
            sentence(
                pattern,
                partner=brief.name_in_sentence(),
                exports=cited("exports"),
                period=period("exports"),
                change=_change(by_code["exports"], brief.language),
                share=figure,
            )
        )
    if "fdi_projects_stock" in by_code and "fdi_stock" in by_code:
        pattern = _("Its investors have %(projects)s projects in force (%(period)s), worth %(capital)s (%(when)s).")
        said.append(
            sentence(
                pattern,
                projects=cited("fdi_projects_stock"),
                period=period("fdi_projects_stock"),
                capital=cited("fdi_stock"),
                when=period("fdi_stock"),
            )
        )
    if "visitors_international" in by_code:
        pattern = _("Visitors from there: %(visitors)s in %(period)s%(change)s.")
        change = _change(by_code["visitors_international"], brief.language)
        said.append(
            sentence(
                pattern,
                visitors=cited("visitors_international"),
                period=period("visitors_international"),
                change=change,
            )
        )
    if "agreements_total" in by_code:
        pattern = _("Memoranda and agreements to date: %(agreements)s (%(period)s).")
        said.append(sentence(pattern, agreements=cited("agreements_total"), period=period("agreements_total")))
    return said


def _change(series: Series, language: str) -> str:
    words = change_words(series, language)
    return f" ({words})" if words else ""


def _latest(brief: PartnerBrief) -> list[tuple[Piece, ...]]:
    said: list[tuple[Piece, ...]] = []
    visit = brief.of_family(Delegation).exclude(dates="").order_by("-dates_earliest").first()
    agreement = brief.of_family(Agreement).exclude(signed="").order_by("-signed_earliest").first()
    evidence = Evidence([record for record in (visit, agreement) if record is not None], visible_to=brief.person)
    if visit is not None and evidence.of(visit):
        title = brief.numbering.cite(visit.title, evidence.of(visit))
        said.append(sentence(_("The latest visit: %(title)s, %(date)s."), title=title, date=brief.words(visit.dates)))
    if agreement is not None and evidence.of(agreement):
        title = brief.numbering.cite(agreement.title, evidence.of(agreement))
        said.append(
            sentence(_("The latest agreement: %(title)s, %(date)s."), title=title, date=brief.words(agreement.signed))
        )
    return said
