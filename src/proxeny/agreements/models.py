"""Agreements with partners from idea to termination: their acts, clauses and texts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.agreements import chain
from proxeny.agreements.states import BEFORE_SIGNATURE, RUNNING, Deed, State
from proxeny.agreements.terms import NOTICE_UNITS, Term
from proxeny.core.fields import EdtfField
from proxeny.core.records import Record, RecordQuerySet
from proxeny.core.wording import language_name
from proxeny.documents.models import Document
from proxeny.partners.models import Partner, Person

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47


class AgreementQuerySet(RecordQuerySet):
    """Agreements that know their state on a day."""

    def with_state(self, on: date | None = None) -> Self:
        """With ``state_now``: the state on a day (today), as the days since the last act have left it.

        So a term that ended tonight is over in tomorrow's list, without anything having run meanwhile.
        """
        return self.annotate(state_now=state_expression(on or timezone.localdate()))


def state_expression(on: date) -> Case:
    """The state on a day in SQL; the same as ``chain.as_of`` on the columns that the chain keeps up to date."""
    return Case(
        When(ended_earliest__lte=on, then=Value(State.TERMINATED.value)),
        When(
            ~Q(renewal=Agreement.Renewal.TACIT) & Q(expires_latest__lt=on, status__in=RUNNING),
            then=Value(State.EXPIRED.value),
        ),
        When(status=State.SIGNED, entry_into_force_earliest__lte=on, then=Value(State.IN_FORCE.value)),
        default=F("status"),
        output_field=CharField(),
    )


class StateField(models.CharField):  # type: ignore[type-arg]
    """The state that the last act left. A row that comes from a list with its signature alone counts as signed."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """On the first save of a row that has a signature and no state."""
        held = getattr(model_instance, self.attname)
        if add and held == State.IDEA and getattr(model_instance, "signed", ""):
            held = State.SIGNED.value
            setattr(model_instance, self.attname, held)
        return held


class Agreement(Record):
    """A memorandum, agreement, twinning, contract …, signed or under negotiation.

    ``status``, ``signed``, ``entry_into_force``, ``expires`` and ``ended`` follow from the chain of ``acts`` and are
    written with it (``services``); a row brought in from a list has them without acts, and its chain is read from them.
    """

    class Kind(models.TextChoices):
        """The type of instrument."""

        MOU = "mou", _("memorandum of understanding")
        COOPERATION_AGREEMENT = "cooperation_agreement", _("cooperation agreement")
        TWINNING = "twinning", _("twinning")
        PROGRAMME = "programme", _("programme of cooperation")
        MINUTES = "minutes", _("minutes of talks")
        MEMBERSHIP = "membership", _("membership")
        CONTRACT = "contract", _("contract")
        LEASE = "lease", _("lease")
        PROJECT = "project", _("project agreement")
        OTHER = "other", _("other")

    class Renewal(models.TextChoices):
        """What happens at the end of the term."""

        NOT_STATED = "", _("not stated")
        NONE = "none", pgettext_lazy("renewal", "it ends")
        TACIT = "tacit", _("renewed tacitly unless notice is given")
        BY_AGREEMENT = "agreed", _("renewed by agreement of the parties")

    class NoticeUnit(models.TextChoices):
        """In what notice is counted."""

        DAYS = NOTICE_UNITS[0], pgettext_lazy("unit", "days")
        MONTHS = NOTICE_UNITS[1], pgettext_lazy("unit", "months")

    Status = State
    BEFORE_SIGNATURE = BEFORE_SIGNATURE

    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("type"), max_length=24, choices=Kind.choices, db_index=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="agreements", blank=True)
    parties = models.JSONField(_("parties as named"), default=list, blank=True)
    fields_of_work = models.JSONField(_("fields of work"), default=list, blank=True)
    status = StateField(_("state"), max_length=12, choices=State.choices, default=State.IDEA, db_index=True)
    proposer = models.CharField(_("proposing unit"), max_length=200, blank=True)
    capacity = models.CharField(_("signing capacity"), max_length=200, blank=True)
    signed = EdtfField(_("signed"))
    entry_into_force = EdtfField(_("entry into force"))
    term = models.CharField(_("term"), max_length=120, blank=True)
    expires = EdtfField(_("expires"))
    ended = EdtfField(_("terminated from"))
    renewal = models.CharField(_("renewal"), max_length=8, choices=Renewal.choices, blank=True)
    renewal_months = models.PositiveSmallIntegerField(_("renewed for, in months"), null=True, blank=True)
    notice = models.PositiveSmallIntegerField(_("notice to be given before"), null=True, blank=True)
    notice_unit = models.CharField(
        _("notice counted in"), max_length=6, choices=NoticeUnit.choices, default=NoticeUnit.MONTHS
    )
    signed_by = models.ManyToManyField(Person, verbose_name=_("signatories"), related_name="signatures", blank=True)
    approved_by = models.CharField(_("approving level"), max_length=200, blank=True)
    delegated = models.BooleanField(_("signed by delegation"), null=True, blank=True)
    languages = models.CharField(_("languages of the text"), max_length=120, blank=True)
    authentic = models.CharField(_("authentic texts"), max_length=120, blank=True)
    prevailing = models.CharField(_("text that prevails"), max_length=60, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    at_high_level_visit = models.BooleanField(_("signed during a high-level visit"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = [models.F("signed_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["expires_latest"], name="agreement_expires")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A tacit renewal says for how long."""
        if self.renewal == self.Renewal.TACIT and not self.renewal_months:
            raise ValidationError(
                {"renewal_months": _now("Give the number of months that it goes on for each time; 12 for a year.")}
            )

    @property
    def running(self) -> Term:
        """Its term, as the rules of the text say."""
        tacit = self.renewal_months if self.renewal == self.Renewal.TACIT else None
        return Term(self.expires, tacit, self.notice, self.notice_unit)

    def state_on(self, day: date) -> str:
        """The state on a day from the last act on, from the columns alone; ``queries.state_on`` asks the chain."""
        standing = chain.Standing(
            state=self.status,
            signed=self.signed,
            is_signed=True,
            in_force=self.entry_into_force,
            expires=self.expires,
            ended=self.ended,
        )
        return chain.as_of(standing, day, self.running)

    @property
    def state(self) -> str:
        """The state today."""
        return self.state_on(timezone.localdate())

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """Today's state in words."""
        return str(State(self.state).label)


class Act(models.Model):
    """One act in the life of an agreement: a signature, an amendment, a termination.

    ``date`` is the day of the act and ``effective`` that from which it holds, where they differ; ``expires`` is the end
    of the term that it sets. ``instrument`` names the paper that it was done with, ``summary`` says what it changes.
    ``told`` is the state that a source tells of, for an act of that kind. An act that a step of a case made keeps its
    ``case`` and ``step``.
    """

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), related_name="acts", on_delete=models.CASCADE
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    deed = models.CharField(_("act"), max_length=10, choices=Deed.choices)
    date = EdtfField(_("day of the act"))
    effective = EdtfField(_("holds from"))
    expires = EdtfField(_("new end of the term"))
    instrument = models.CharField(_("instrument"), max_length=400, blank=True)
    summary = models.TextField(_("what it says or changes"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    signatories = models.ManyToManyField(Person, verbose_name=_("signatories"), related_name="acts_signed", blank=True)
    successor = models.ForeignKey(
        Agreement,
        verbose_name=_("replaced by"),
        related_name="replaces",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    told = models.CharField(_("state told of"), max_length=12, choices=State.choices, blank=True)
    case = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    step = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = pgettext_lazy("agreement", "act")
        verbose_name_plural = pgettext_lazy("agreement", "acts")

    def __str__(self) -> str:
        return chain.in_words(self)

    @property
    def mark(self) -> int:
        """That of its agreement."""
        return int(self.agreement.mark)


class Clause(models.Model):
    """A clause of the text, with what one side has to do under it. ``number`` is its place in the text: "3", "5.2".

    Its address, ``#clause-<key>`` on the agreement's page, stays when its number or words change; what is promised
    under it is linked by the key (the clause's own).
    """

    class Obliged(models.TextChoices):
        """Who has to do it."""

        NOBODY = "", _("no duty")
        HOME = "home", _("the home city")
        PARTNER = "partner", _("the partner")
        BOTH = "both", pgettext_lazy("parties", "both sides")

    class Recurrence(models.TextChoices):
        """How often it is to be done."""

        ONCE = "", pgettext_lazy("recurrence", "once")
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every quarter")
        HALF_YEAR = "half_year", _("every half-year")
        YEAR = "year", _("every year")
        TWO_YEARS = "two_years", _("every two years")

    agreement = models.ForeignKey(Agreement, related_name="clauses", on_delete=models.CASCADE)
    number = models.CharField(_("clause no."), max_length=20)
    title = models.CharField(_("heading"), max_length=300, blank=True)
    text = models.TextField(_("words or summary"), blank=True)
    obliged = models.CharField(_("who has to act"), max_length=8, choices=Obliged.choices, blank=True)
    duty = models.CharField(_("what is to be done"), max_length=400, blank=True)
    due = EdtfField(_("due"))
    recurrence = models.CharField(_("how often"), max_length=10, choices=Recurrence.choices, blank=True)
    text_version = models.CharField(_("of the text"), max_length=120, blank=True)

    class Meta:
        ordering = ["agreement", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_clause_of_a_number")]
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")

    def __str__(self) -> str:
        words = f"{self.number}. {self.title}" if self.title else self.number
        return _now("Clause %(number)s") % {"number": words}

    def get_absolute_url(self) -> str:
        """On the agreement's page."""
        return f"{self.agreement.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its place on the agreement's page."""
        return f"clause-{self.pk}"


class TextVersion(models.Model):
    """One version of the text in one language: a draft, the signed text, a translation; pasted, or a document."""

    class Standing(models.TextChoices):
        """What the version is."""

        DRAFT = "draft", pgettext_lazy("text", "draft")
        AUTHENTIC = "authentic", pgettext_lazy("text", "authentic")
        TRANSLATION = "translation", pgettext_lazy("text", "translation")

    agreement = models.ForeignKey(Agreement, related_name="texts", on_delete=models.CASCADE)
    label = models.CharField(_("version"), max_length=120)
    language = models.CharField(_("language"), max_length=12)
    standing = models.CharField(_("kind of text"), max_length=12, choices=Standing.choices, default=Standing.DRAFT)
    date = EdtfField(_("date"))
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["agreement", "pk"]
        verbose_name = _("version of the text")
        verbose_name_plural = _("versions of the text")

    def __str__(self) -> str:
        return f"{self.label} ({self.language_name})"

    def clean(self) -> None:
        """It has words, and a language."""
        if not _LANGUAGE.fullmatch(self.language):
            raise ValidationError({"language": _now("Give the code of the language: vi, en, fr, zh-Hans.")})
        if not self.text.strip() and self.document is None:
            raise ValidationError({"text": _now("Paste the text, or choose the document that holds it.")})

    @property
    def language_name(self) -> str:
        """The language's name in the active language."""
        return language_name(self.language, get_language() or "en")

    @property
    def words(self) -> str:
        """The text itself: what was pasted, else that of the document."""
        if self.text.strip() or self.document is None or not self.document.has_text:
            return self.text
        return str(self.document.body.text)
