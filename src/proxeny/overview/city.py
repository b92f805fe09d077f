"""The home city in figures: by theme, the disputed and the doubtful ones first, with its awards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.charts import observed
from proxeny.checks.wording import explanation
from proxeny.core import wording
from proxeny.documents import doubts as kept_doubts
from proxeny.documents.models import Citation, Conflict, Statement
from proxeny.events.models import Award
from proxeny.indicators.models import Indicator, Observation
from proxeny.overview.figures import Line, Shown, by_what_is_said, chart, shown
from proxeny.overview.sources import Evidence, Marks, Source
from proxeny.reports.series import Series, series_of

READ_AT_MOST = 6000
DISPUTES_SHOWN = 200
AWARDS_SHOWN = 12
CHARTS_A_THEME = 3


@dataclass
class Theme:
    """The indicators of one chapter."""

    key: str
    label: str
    lines: list[Line] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Dispute:
    """A figure on which sources disagree, as far as the person may see, with what each says."""

    observation: Observation
    kind: str
    explanation: str
    statements: list[dict[str, Any]]
    url: str
    is_slip: bool


@dataclass
class City:
    """The page."""

    themes: list[Theme] = field(default_factory=list)
    slips: list[Shown] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    awards_count: int = 0


def city(*, visible_to: Any, language: str) -> City:
    """The home city's figures. At most twelve SQL queries, however many rows."""
    rows = list(
        Observation.objects.visible_to(visible_to)
        .filter(partner=None, area=settings.PROXENY_HOME)
        .select_related("indicator", "low_stated", "high_stated")
        .defer(*observed.UNSHOWN)
        .order_by("-period_latest", "status")[:READ_AT_MOST]
    )
    marks = Marks()
    slips, beside = observed.slips(rows), by_what_is_said(rows)
    groups = series_of(rows)
    latest = {group: _spoken_for(group, slips) for group in groups}
    doubts = _doubts(visible_to)
    doubtful = [row for row in rows if row.pk in slips or row.pk in doubts]
    evidence = Evidence([*latest.values(), *doubtful], visible_to=visible_to)
    page = City()
    themes: dict[str, Theme] = {}
    for number, group in enumerate(groups):
        theme = themes.setdefault(
            group.indicator.theme, Theme(group.indicator.theme, str(Indicator.Theme(group.indicator.theme).label))
        )
        row = latest[group]
        line = shown(row, beside, evidence=evidence, marks=marks, language=language, series=group)
        label = group.label or group.indicator.local_name
        theme.lines.append(Line(label, group.indicator.get_absolute_url(), [line], len(group.observations)))
        if len(theme.charts) < CHARTS_A_THEME and group.indicator.code != "other":
            picture = chart(f"city-{number}", label, group, language)
            if picture is not None:
                theme.charts.append(picture)
    page.themes = [themes[key] for key in Indicator.Theme.values if key in themes]
    for row in doubtful:
        line = shown(row, beside, evidence=evidence, marks=marks, language=language)
        line.slip = _slip_in_words(slips[row.pk], language) if row.pk in slips else doubts[row.pk]
        page.slips.append(line)
    page.disputes = _disputes(rows, slips, visible_to)
    _mark_contested(page)
    awards = Award.objects.visible_to(visible_to).filter(direction="received")
    page.awards, page.awards_count = list(awards[:AWARDS_SHOWN]), awards.count()
    return page


def _mark_contested(page: City) -> None:
    """Leads from a figure that a check contests to its conflict; no change is computed from such a figure."""
    contested = {dispute.observation.pk: dispute.url for dispute in page.disputes}
    for theme in page.themes:
        for one in (one for line in theme.lines for one in line.shown):
            one.contested_url = contested.get(one.observation.pk, "")
            if one.contested_url:
                one.previous = None


def _doubts(person: Any) -> dict[int, str]:
    """What the reader doubts of the words behind the city's figures, by the figure's key. One SQL query."""
    of_the_city = Observation.objects.visible_to(person).filter(partner=None, area=settings.PROXENY_HOME)
    cited = (
        Citation.objects.filter(
            content_type=ContentType.objects.get_for_model(Observation),
            object_id__in=of_the_city.order_by().values("pk"),
            field="value",
            statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
            statement__corrected__isnull=True,
            statement__document__mark__lte=getattr(person, "clearance", 0),
        )
        .exclude(statement__doubts=[])
        .values_list("object_id", "statement__doubts")
    )
    return {key: " ".join(map(kept_doubts.in_words, raised)) for key, raised in cited}


def _spoken_for(group: Series, slips: dict[int, Decimal]) -> Observation:
    """The newest observation that speaks for a series: whole years before parts of the same year, slips left out."""
    sound = [row for row in group.observations if row.pk not in slips] or list(group.observations)
    newest = sound[-1]
    year = observed.year_of(newest)
    best = observed.best_of_year(sound, year, observed.usual_unit(sound)) if year is not None else None
    return best or newest


def _slip_in_words(ratio: Decimal, language: str) -> str:
    times = ratio if ratio >= 1 else 1 / ratio
    words = wording.number(times.quantize(Decimal(1)), language)
    if ratio >= 1:
        return _("about %(times)s times below the usual value of this series: a slip of scale?") % {"times": words}
    return _("about %(times)s times above the usual value of this series: a slip of scale?") % {"times": words}


def _disputes(rows: list[Observation], slips: dict[int, Decimal], person: Any) -> list[Dispute]:
    """Open conflicts about the city's figures, slips of scale first, as many as a page holds. Three SQL queries."""
    by_key = {row.pk: row for row in rows}
    of_the_city = Observation.objects.filter(partner=None, area=settings.PROXENY_HOME)
    conflicts = (
        Conflict.objects.filter(
            content_type=ContentType.objects.get_for_model(Observation),
            object_id__in=of_the_city.order_by().values("pk"),
            is_open=True,
            mark__lte=getattr(person, "clearance", 0),
        )
        .prefetch_related("statements__document")
        .order_by(Case(When(kind=Conflict.Kind.SCALE, then=0), default=1), "-opened_at", "pk")[:DISPUTES_SHOWN]
    )
    found: dict[bool, list[Dispute]] = defaultdict(list)
    for conflict in conflicts:
        observation = by_key.get(conflict.object_id)
        if observation is None:
            continue
        conflict.record = observation  # which the page has read
        is_slip = conflict.kind == Conflict.Kind.SCALE
        found[is_slip].append(
            Dispute(
                observation,
                str(conflict.get_kind_display()),
                explanation(conflict),
                [
                    {
                        "value": statement.value,
                        "high": statement.high,
                        "unit": statement.unit,
                        "qualifier": statement.qualifier,
                        "quote": statement.quote,
                        "publisher": statement.document.publisher or statement.document.title,
                        "published": statement.document.published,
                        "url": Source.of(statement).url,
                        "card_url": reverse("documents:statement", args=[statement.pk]),
                    }
                    for statement in conflict.statements.all()
                ],
                reverse("review:conflict", args=[conflict.pk]),
                is_slip,
            )
        )
    return found[True] + sorted(found[False], key=lambda each: each.observation.indicator.order)
