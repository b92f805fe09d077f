"""How a stated agreement becomes part of the register."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.agreements import services
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.states import BINDING, OVER, Deed, State
from proxeny.core import period
from proxeny.core.records import Record
from proxeny.core.wording import country_name
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners import queries as partners
from proxeny.partners.models import Partner
from proxeny.partners.services import partners_for
from proxeny.registers import linking, matching
from proxeny.registers import services as registers
from proxeny.registers.acceptance import Candidate, Content, Disagreement, Written
from proxeny.registers.stated_values import standing_statements

# The reader's words for the type of instrument; the others are the register's own.
_KINDS = {"other": Agreement.Kind.OTHER}
# Which types a source may call by each other's name.
_ALIKE = (
    {Agreement.Kind.MOU, Agreement.Kind.COOPERATION_AGREEMENT, Agreement.Kind.PROGRAMME, Agreement.Kind.MINUTES},
    {Agreement.Kind.TWINNING, Agreement.Kind.COOPERATION_AGREEMENT},
    {Agreement.Kind.CONTRACT, Agreement.Kind.LEASE, Agreement.Kind.PROJECT},
)
# States that a source's "signed" is no news to.
_SIGNED = (*BINDING, *OVER, State.SUSPENDED, State.DORMANT)
_OPEN = (State.UNKNOWN,)
# Sources' words for where it stands, and the act that tells so; what they leave open is a state told of.
_DEEDS: dict[str, str] = {
    "idea": Deed.PROPOSE,
    "proposed": Deed.PROPOSE,
    "announced": Deed.ANNOUNCE,
    "negotiating": Deed.NEGOTIATE,
    "draft": Deed.DRAFT,
    "signed": Deed.SIGN,
    "terminated": Deed.TERMINATE,
    "refused": Deed.REFUSE,
    "withdrawn": Deed.WITHDRAW,
}


def kind_of(content: Content) -> str:
    """The register's type for a fact's."""
    stated = str(content.get("type") or "other")
    return _KINDS.get(stated, stated if stated in Agreement.Kind.values else Agreement.Kind.OTHER)


def status_of(content: Content) -> str:
    """The register's state for a fact's."""
    stated = str(content.get("status") or "")
    if stated in State.values:
        return stated
    return {"proposed": State.IDEA, "announced": State.NEGOTIATING}.get(stated, State.UNKNOWN)


def act_of(content: Content) -> Act:
    """The act that a fact tells of, not yet on record."""
    stated, date = str(content.get("status") or ""), date_of(content)
    deed = _DEEDS.get(stated, Deed.TELL)
    if deed == Deed.TELL:
        return Act(deed=deed, date=date, told=status_of(content))
    return Act(deed=deed, date=date)


def date_of(content: Content) -> str:
    """The fact's date, where it is one that the record can keep."""
    stated = str(content.get("date") or "")
    return stated if stated and period.is_edtf(stated) else ""


def is_same_state(stated: str, held: str) -> bool:
    """Whether two states can both be told of one agreement: a signed one may be in force by now."""
    if stated == held or held in _OPEN or stated in _OPEN:
        return True
    if stated in _SIGNED and held in _SIGNED:
        return True
    return stated in Agreement.BEFORE_SIGNATURE and held in Agreement.BEFORE_SIGNATURE


class Agreements:
    """The acceptor of facts of kind ``agreement``."""

    register = "agreements"

    def takes(self, kind: str, content: Content) -> bool:
        """Every agreement."""
        return kind == Statement.Kind.AGREEMENT

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Agreements with a partner in common, weighed by date, type and title. Six SQL queries at most a partner."""
        content = statement.content
        found = self._partners(content, visible_to)
        if not found:
            return []
        codes = {p.country for p in found if p.kind == Partner.Kind.COUNTRY}
        rows = (
            Agreement.objects.visible_to(visible_to)
            .filter(pk__in=Agreement.partners.through.objects.filter(partner__in=found).values("agreement"))
            .prefetch_related("partners")
        )
        return linking.ranked(self._weigh(content, agreement, found, codes) for agreement in rows)

    def _partners(self, content: Content, person: Any) -> list[Partner]:
        names = [str(name) for name in content.get("partners") or ()]
        codes = [name for name in names if partners.country_code(name) == name]
        country = codes[0] if len(codes) == 1 else None
        found = [partners.find(name, country, visible_to=person) for name in names if name not in codes]
        exact = [partner for partner in found if partner is not None]
        if not exact:
            exact = [p for code in codes if (p := partners.find(code, visible_to=person)) is not None]
        return exact

    def _weigh(self, content: Content, agreement: Agreement, found: list[Partner], codes: set[str]) -> Candidate:
        common = [partner for partner in agreement.partners.all() if partner in found]
        only_country = all(partner.kind == Partner.Kind.COUNTRY for partner in common)
        clues = [
            matching.Clue(
                0.25 if only_country else 0.4,
                _("Both are with %(partners)s.") % {"partners": ", ".join(map(str, common))},
            ),
            matching.clue_of_dates(date_of(content), agreement.signed, weight=0.4),
            self._clue_of_kind(content, agreement),
            matching.clue_of_title(str(content.get("title") or ""), agreement.title, weight=0.2),
        ]
        score, reasons = matching.score_of(clues)
        return Candidate(agreement, score, reasons)

    def _clue_of_kind(self, content: Content, agreement: Agreement) -> matching.Clue | None:
        stated = kind_of(content)
        if stated == Agreement.Kind.OTHER or agreement.kind == Agreement.Kind.OTHER:
            return None
        if stated == agreement.kind:
            return matching.Clue(0.2, _("Both are a %(kind)s.") % {"kind": agreement.get_kind_display()})
        if any({stated, agreement.kind} <= alike for alike in _ALIKE):
            return matching.Clue(0.08, _("The types are often called by each other's name."))
        return matching.Clue(
            -0.15,
            _("The source calls it a %(stated)s, the record a %(held)s.")
            % {"stated": Agreement.Kind(stated).label, "held": agreement.get_kind_display()},
        )

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """A date of signature that does not meet the recorded one, another state, another type."""
        assert isinstance(record, Agreement)
        content, found = statement.content, []
        status, kind = status_of(content), kind_of(content)
        if status in _SIGNED:
            found += linking.disagreement_of_date("signed", date_of(content), record)
        if not is_same_state(status, record.status) and not self._moves_on(status, record):
            found.append(
                Disagreement(
                    "status",
                    str(Agreement._meta.get_field("status").verbose_name),
                    str(Agreement.Status(status).label),
                    record.get_status_display(),
                    sentence=_("The source tells of another state than the record."),
                )
            )
        alike = any({kind, record.kind} <= group for group in _ALIKE)
        if Agreement.Kind.OTHER not in (kind, record.kind) and kind != record.kind and not alike:
            found.append(
                Disagreement(
                    "kind",
                    str(Agreement._meta.get_field("kind").verbose_name),
                    str(Agreement.Kind(kind).label),
                    record.get_kind_display(),
                    sentence=_("The source calls it by another type than the record."),
                )
            )
        return found

    @staticmethod
    def _moves_on(status: str, record: Agreement) -> bool:
        """A source that tells of the signature of what was under negotiation is news, not a disagreement."""
        return status in _SIGNED and record.status in Agreement.BEFORE_SIGNATURE

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Title, type, partners, state and date, as a new record would hold them."""
        content = statement.content
        values = {
            "title": self._title(content),
            "kind": str(Agreement.Kind(kind_of(content)).label),
            "partners": ", ".join(self._names(content)),
            "status": str(Agreement.Status(status_of(content)).label),
            "signed": matching.in_words(date_of(content)),
        }
        return [(registers.label_of(Agreement(), name), value) for name, value in values.items() if value]

    def _names(self, content: Content) -> list[str]:
        names = []
        for name in map(str, content.get("partners") or ()):
            if partners.country_code(name) == name:
                names.append(country_name(name, get_language() or "en"))
                continue
            partner = partners.find(name)
            # A partner that is not public is shown by the words of the source, for whoever reads this.
            names.append(str(partner) if partner is not None and partner.mark == 0 else name)
        return names

    def _title(self, content: Content) -> str:
        if content.get("title"):
            return str(content["title"])[:400]
        kind = str(Agreement.Kind(kind_of(content)).label)
        kind, names = kind[:1].upper() + kind[1:], ", ".join(self._names(content))
        return (_("%(kind)s with %(partners)s") % {"kind": kind, "partners": names})[:400] if names else kind

    @transaction.atomic
    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """Link the fact to an agreement, or make one; a signature that is news is recorded as one."""
        content = statement.content
        parties = partners_for(map(str, content.get("partners") or ()), by=by, evidence=[statement], act="accept")
        if record is None:
            return Written(self._create(statement, parties, by), True)
        assert isinstance(record, Agreement)
        return self._link(statement, record, parties, by)

    def _create(self, statement: Statement, parties: list[Partner], by: User) -> Agreement:
        content = statement.content
        agreement = Agreement(title=self._title(content), kind=kind_of(content), mark=statement.document.mark)
        return services.enter_agreement(
            agreement, first=act_of(content), by=by, evidence=[statement], many={"partners": parties}, act="accept"
        )

    def _link(self, statement: Statement, record: Agreement, parties: list[Partner], by: User) -> Written:
        content = statement.content
        differing = {found.field: found for found in self.disagreements(statement, record)}
        status, date = status_of(content), date_of(content)
        is_open = statement.document.mark <= record.mark
        is_news = is_open and (self._moves_on(status, record) or self._dates(status, date, record))
        stated: dict[str, Any] = {"kind": kind_of(content)}
        if status in _SIGNED:
            stated["signed"] = date
        if not is_news and is_same_state(status, record.status):
            stated["status"] = status
        stated = {name: value for name, value in stated.items() if name not in differing}
        changes = self._record(statement, record, by) if is_news else ()
        fresh: Agreement = Agreement.objects.get(pk=record.pk)
        written = linking.link(
            fresh,
            statement,
            stated=stated,
            many={"partners": parties},
            compared={"signed": date} if status in _SIGNED else {},
            by=by,
        )
        for field in ("status", "kind"):
            if field in differing:
                self._dispute(fresh, field, differing[field], statement)
        fields = dict.fromkeys([*changes, *written.fields])
        return Written(written.record, False, before=written.before, fields=tuple(fields))

    @staticmethod
    def _dates(status: str, date: str, record: Agreement) -> bool:
        """A source that gives the day of a signature that is on record without one."""
        is_past = record.status not in Agreement.BEFORE_SIGNATURE
        return bool(date) and status in _SIGNED and not record.signed and is_past

    @staticmethod
    def _record(statement: Statement, record: Agreement, by: User) -> tuple[str, ...]:
        """The signature that a source brings as news: a new act, or the day of one that had none."""
        date = date_of(statement.content)
        undated = next((act for act in services.adopt(record) if act.deed == Deed.SIGN), None)
        if undated is not None:
            services.correct_act(undated, {"date": date}, by=by, evidence=[statement], right="accept")
        else:
            services.record_act(record, Deed.SIGN, date=date, evidence=[statement], by=by, act="accept")
        return "status", "signed"

    def take_back(self, statement: Statement, record: Record, *, by: User) -> None:
        """Take out of the chain what a decision put there on the word of a statement alone."""
        assert isinstance(record, Agreement)
        for act in record.acts.all():
            citations = documents.citations_of(act)
            if citations.filter(statement=statement).exists() and not citations.exclude(statement=statement).exists():
                services.take_back(act, reason=_("The decision that made it was undone."), by=by, right="accept")

    def _dispute(self, record: Agreement, field: str, found: Disagreement, statement: Statement) -> None:
        documents.cite(record, [field], statement)
        others = [one for one in standing_statements(record, field) if one.pk != statement.pk]
        documents.open_conflict(
            record,
            field,
            [*others, statement],
            kind="plain",
            explanation=_("The record holds %(held)s; this source says %(stated)s.")
            % {"held": found.recorded, "stated": found.stated},
        )
