"""How a stated agreement becomes part of the register."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
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
_SIGNED = (
    Agreement.Status.SIGNED,
    Agreement.Status.IN_FORCE,
    Agreement.Status.CONCLUDED,
    Agreement.Status.EXPIRED,
    Agreement.Status.ENDED,
    Agreement.Status.TERMINATED,
    Agreement.Status.DORMANT,
)
_OPEN = (Agreement.Status.UNCLEAR, Agreement.Status.UNKNOWN)


def kind_of(content: Content) -> str:
    """The register's type for a fact's."""
    stated = str(content.get("type") or "other")
    return _KINDS.get(stated, stated if stated in Agreement.Kind.values else Agreement.Kind.OTHER)


def status_of(content: Content) -> str:
    """The register's state for a fact's."""
    stated = str(content.get("status") or "")
    return stated if stated in Agreement.Status.values else Agreement.Status.UNKNOWN


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
        status = status_of(content)
        agreement = Agreement(
            title=self._title(content),
            kind=kind_of(content),
            status=status,
            signed=date_of(content) if status in _SIGNED else "",
            mark=statement.document.mark,
        )
        return registers.create(agreement, by=by, evidence=[statement], many={"partners": parties}, act="accept")

    def _link(self, statement: Statement, record: Agreement, parties: list[Partner], by: User) -> Written:
        content = statement.content
        differing = {found.field: found for found in self.disagreements(statement, record)}
        status, date = status_of(content), date_of(content)
        is_news = self._moves_on(status, record) and statement.document.mark <= record.mark
        stated: dict[str, Any] = {"kind": kind_of(content)}
        if status in _SIGNED:
            stated["signed"] = date
        if not is_news and is_same_state(status, record.status):
            stated["status"] = status
        stated = {name: value for name, value in stated.items() if name not in differing}
        fresh: Agreement = Agreement.objects.get(pk=record.pk)
        if is_news:
            changes = {"status": status} | ({"signed": date} if date and not fresh.signed else {})
            registers.change(fresh, changes, by=by, evidence=[statement], action="signed", act="accept")
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
        fields = dict.fromkeys([*(changes if is_news else ()), *written.fields])
        return Written(written.record, False, before=written.before, fields=tuple(fields))

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
