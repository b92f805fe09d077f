"""The brief on a partner: what the figures say, what was done together, what is open, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.briefs.evidence import Evidence
from proxeny.briefs.figures import Series, change_words, figure_words, period_words, points, series_of
from proxeny.briefs.parts import Block, Brief, Cell, Numbering, Paragraph, Picture, Section, Source, Table
from proxeny.briefs.summary import summary
from proxeny.charts import drawing, specs
from proxeny.core import wording
from proxeny.core.home import home_name, home_place
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.partners.models import Partner
from proxeny.plans.models import Commitment

VISITS_SHOWN = 12
PROJECTS_SHOWN = 10
EVENTS_SHOWN = 8
CHARTS_SHOWN = 3
# Countries whose English name takes an article in a sentence.
WITH_ARTICLE = frozenset(
    {"AE", "BS", "CD", "CF", "DO", "FK", "GB", "GM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US"}
)


def family(partner: Partner, *, visible_to: Any) -> QuerySet[Partner]:
    """A country with all its cities and organisations; any other partner by itself."""
    everyone = Partner.objects.visible_to(visible_to)
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        return everyone.filter(country=partner.country)
    return everyone.filter(pk=partner.pk)


class PartnerBrief:
    """Puts the brief together. Records without a source that the person may see are left out, figures above all."""

    def __init__(self, partner: Partner, *, language: str, visible_to: Any) -> None:
        self.partner, self.language, self.person = partner, language, visible_to
        self.family = list(family(partner, visible_to=visible_to))
        self.numbering = Numbering()

    def of_family(self, model: Any) -> QuerySet[Any]:
        return model.objects.visible_to(self.person).filter(partners__in=self.family).distinct()

    def words(self, edtf: str) -> str:
        return edtf_in_words(edtf, self.language) if edtf else ""

    def build(self) -> Brief:
        """The brief, in the words of its language."""
        with translation.override(self.language):
            sections = [
                section
                for section in (
                    self._figures(),
                    self._milestones(),
                    self._agreements(),
                    self._visits(),
                    self._events(),
                    self._investment(),
                    self._aid(),
                    self._commitments(),
                )
                if section is not None
            ]
            lead = summary(self)
            return Brief(
                title=_("Brief on %(partner)s") % {"partner": self.name_in_sentence()},
                subtitle=_("Relations of %(home)s with %(partner)s")
                % {"home": home_name(self.language), "partner": self.name_in_sentence()},
                language=self.language,
                date=edtf_in_words(timezone.localdate().isoformat(), self.language),
                lead=lead,
                sections=tuple(sections),
                sources=tuple(self._sources()),
            )

    def name(self) -> str:
        """The partner's name in the brief's language."""
        if self.partner.kind == Partner.Kind.COUNTRY and self.partner.country:
            return wording.country_name(self.partner.country, self.language)
        return self.partner.local_name

    def name_in_sentence(self) -> str:
        """The same inside a sentence: some English names of countries take an article."""
        takes = self.partner.kind == Partner.Kind.COUNTRY and self.partner.country in WITH_ARTICLE
        return f"the {self.name()}" if takes and self.language == "en" else self.name()

    def _sources(self) -> Iterable[Source]:
        for number, document in self.numbering.in_order():
            yield Source(
                number,
                document.title,
                document.publisher,
                self.words(document.published),
                document.url,
                document.reference,
            )

    # --- figures -----------------------------------------------------------------------------------------------------

    def _figures(self) -> Section | None:
        observations = list(
            Observation.objects.visible_to(self.person)
            .filter(partner__in=self.family)
            .select_related("indicator", "partner", "low_stated", "high_stated")
        )
        evidence = Evidence(observations, visible_to=self.person)
        observations = [observation for observation in observations if evidence.of(observation, "value")]
        groups = series_of(observations)
        if not groups:
            return None
        rows: list[tuple[Cell, ...]] = []
        for group in groups:
            for position, observation in enumerate(reversed(group.observations[-3:])):
                change = change_words(group, self.language) if position == 0 else ""
                rows.append(
                    (
                        (self._label(group, observation) if position == 0 else "",),
                        (period_words(observation, self.language),),
                        (self.cited(observation, evidence),),
                        (change,),
                    )
                )
        blocks: list[Block] = [
            Table((_("Figure"), _("Period"), _("Value"), _("On the year before")), tuple(rows), numeric=(2, 3))
        ]
        blocks += self._charts(groups)
        return Section("figures", _("The relation in figures"), tuple(blocks))

    def _label(self, group: Series, observation: Observation) -> str:
        label = group.label or group.indicator.local_name
        if observation.partner and observation.partner_id != self.partner.pk:
            return f"{label} ({observation.partner.local_name})"
        return label

    def cited(self, observation: Observation, evidence: Evidence) -> Any:
        remark = self._dispute(observation) if observation.is_disputed else ""
        return self.numbering.cite(
            figure_words(observation, self.language),
            evidence.of(observation, "value"),
            is_disputed=observation.is_disputed,
            remark=remark,
        )

    def _dispute(self, observation: Observation) -> str:
        low, high = observation.low_stated, observation.high_stated
        if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
            return _("disputed")
        words = [
            wording.in_words(one.value, one.unit, self.language).text for one in (low, high) if one.value is not None
        ]
        return _("sources disagree: %(low)s to %(high)s") % {"low": words[0], "high": words[1]}

    def _charts(self, groups: Sequence[Series]) -> list[Block]:
        found: list[Block] = []
        for group in groups:
            values = points(group, self.language)
            if len(values) >= 3 and len(found) < CHARTS_SHOWN:
                title = group.label or group.indicator.local_name
                said = "; ".join(f"{point['period']}: {point['shown']}" for point in values)
                found.append(Picture(title, specs.series(values), f"{title}. {said}"))
        return found

    # --- milestones --------------------------------------------------------------------------------------------------

    def _milestones(self) -> Section | None:
        agreements = list(self.of_family(Agreement).exclude(signed="").order_by("signed_earliest"))
        visits = list(
            self.of_family(Delegation)
            .filter(level__in=[*Delegation.HIGH_LEVEL, "party_secretary", "city_leader", "foreign_city_leader"])
            .exclude(dates="")
        )
        events = list(
            self.of_family(Event).filter(kind__in=["summit", "festival", "signing", "celebration"]).exclude(dates="")
        )
        evidence = Evidence([*agreements, *visits, *events], visible_to=self.person)
        dated = [
            *((a.signed_earliest, a.signed, _("signed: %(title)s") % {"title": a.title}, a) for a in agreements),
            *((v.dates_earliest, v.dates, v.title, v) for v in visits),
            *((e.dates_earliest, e.dates, e.title, e) for e in events),
        ]
        dated = sorted((row for row in dated if row[0] and evidence.of(row[3])), key=lambda row: row[0])
        if not dated:
            return None
        shown = dated[:2] + dated[max(2, len(dated) - 10) :]
        rows = tuple(
            ((self.words(edtf),), (self.numbering.cite(said, evidence.of(record)),))
            for _day, edtf, said, record in shown
        )
        spots = [
            specs.Spot(name=p.local_name, longitude=p.longitude, latitude=p.latitude)
            for p in self.family
            if p.longitude is not None and p.latitude is not None
        ]
        home = home_place()
        if home is not None:
            spots.append(specs.Spot(name=settings.PROXENY_HOME, latitude=home[0], longitude=home[1], home=True))
        where = Picture(
            _("Where"),
            specs.locator(self.partner.country, spots, outlines=drawing.outlines(on_page=False), width=420, height=200),
            _("%(partner)s and %(home)s on the map of the world")
            % {"partner": self.name(), "home": home_name(self.language)},
        )
        return Section("milestones", _("Milestones"), (Table((_("Date"), _("What")), rows), where))

    # --- what was done -----------------------------------------------------------------------------------------------

    def _agreements(self) -> Section | None:
        agreements = list(self.of_family(Agreement))
        evidence = Evidence(agreements, visible_to=self.person)
        agreements = [agreement for agreement in agreements if evidence.of(agreement)]
        if not agreements:
            return None
        rows = tuple(
            (
                (self.words(agreement.signed) or "–",),
                (self.numbering.cite(agreement.title, evidence.of(agreement)),),
                (agreement.get_kind_display(),),
                (
                    agreement.get_status_display()
                    + (f", {_('until')} {self.words(agreement.expires)}" if agreement.expires else ""),
                ),
            )
            for agreement in agreements
        )
        return Section("agreements", _("Agreements"), (Table((_("Signed"), _("Title"), _("Type"), _("State")), rows),))

    def _visits(self) -> Section | None:
        visits = list(self.of_family(Delegation).prefetch_related("led_by"))
        evidence = Evidence(visits, visible_to=self.person)
        visits = [visit for visit in visits if evidence.of(visit)]
        if not visits:
            return None
        blocks: list[Block] = []
        if len(visits) > VISITS_SHOWN:
            said = ngettext("The latest %(n)d of %(all)d visits:", "The latest %(n)d of %(all)d visits:", VISITS_SHOWN)
            blocks.append(Paragraph((said % {"n": VISITS_SHOWN, "all": len(visits)},)))
        rows = tuple(
            (
                (self.words(visit.dates) or "–",),
                (visit.get_direction_display(),),
                (self.numbering.cite(visit.title, evidence.of(visit)),),
                (", ".join(person.name for person in visit.led_by.all()) or "–",),
            )
            for visit in visits[:VISITS_SHOWN]
        )
        blocks.append(Table((_("Dates"), _("Direction"), _("Visit"), _("Led by")), rows))
        return Section("visits", _("Visits"), tuple(blocks))

    def _events(self) -> Section | None:
        events = list(self.of_family(Event)[: EVENTS_SHOWN * 2])
        evidence = Evidence(events, visible_to=self.person)
        rows = tuple(
            (
                (self.words(event.dates) or "–",),
                (self.numbering.cite(event.title, evidence.of(event)),),
                (event.place or "–",),
            )
            for event in events
            if evidence.of(event)
        )[:EVENTS_SHOWN]
        if not rows:
            return None
        return Section("events", _("Events"), (Table((_("Dates"), _("Event"), _("Place")), rows),))

    def _investment(self) -> Section | None:
        projects = list(self.of_family(Project).order_by("-value", "title"))
        evidence = Evidence(projects, visible_to=self.person)
        projects = [project for project in projects if evidence.of(project)]
        if not projects:
            return None
        rows = tuple(
            (
                (self.numbering.cite(project.title, evidence.of(project)),),
                (project.investor or "–",),
                (self._capital(project, evidence),),
                (project.get_status_display(),),
                (self.words(project.date) or "–",),
            )
            for project in projects[:PROJECTS_SHOWN]
        )
        columns = (_("Project"), _("Investor"), _("Capital"), _("State"), _("Date"))
        return Section("investment", _("Investment projects"), (Table(columns, rows, numeric=(2,)),))

    def _capital(self, project: Project, evidence: Evidence) -> Any:
        stated = evidence.of(project, "value")
        if project.value is None or not stated:
            return "–"
        words = wording.in_words(
            project.value, project.unit, self.language, high=project.high, qualifier=project.qualifier
        ).sentence
        return self.numbering.cite(words, stated)

    def _aid(self) -> Section | None:
        gifts = list(self.of_family(Aid))
        evidence = Evidence(gifts, visible_to=self.person)
        rows = tuple(
            (
                (self.words(gift.date) or "–",),
                (gift.get_direction_display(),),
                (self.numbering.cite(gift.title, evidence.of(gift)),),
                (self._worth(gift, evidence),),
            )
            for gift in gifts
            if evidence.of(gift)
        )
        if not rows:
            return None
        return Section("aid", _("Aid"), (Table((_("Date"), _("Direction"), _("What for"), _("What")), rows),))

    def _worth(self, gift: Aid, evidence: Evidence) -> Any:
        parts = []
        if gift.value is not None:
            parts.append(wording.in_words(gift.value, gift.unit, self.language, qualifier=gift.qualifier).sentence)
        if gift.items:
            parts.append(gift.items)
        if not parts:
            return "–"
        stated = evidence.of(gift, "value") or evidence.of(gift, "items") or evidence.of(gift)
        return self.numbering.cite("; ".join(parts), stated)

    def _commitments(self) -> Section | None:
        commitments = list(self.of_family(Commitment).filter(status__in=Commitment.UNFINISHED))
        evidence = Evidence(commitments, visible_to=self.person)
        rows = tuple(
            (
                (self.numbering.cite(commitment.what, evidence.of(commitment)),),
                (commitment.by or "–",),
                (self.words(commitment.made) or "–",),
                (self.words(commitment.next_due) or "–",),
            )
            for commitment in commitments
            if evidence.of(commitment)
        )
        if not rows:
            return None
        return Section(
            "commitments", _("Open commitments"), (Table((_("What"), _("By whom"), _("Made"), _("Due")), rows),)
        )


def partner_brief(partner: Partner, *, language: str, visible_to: Any) -> Brief:
    """The brief on a partner in a language (``en`` or ``vi``), with what a person may see."""
    return PartnerBrief(partner, language=language, visible_to=visible_to).build()
