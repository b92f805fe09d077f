"""Reports, their editions, what officers wrote over the draft, and what was frozen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Mark, Record
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.partners.models import Partner, Person
from proxeny.reports.periods import Kind

PERSON = settings.AUTH_USER_MODEL


class WordTemplate(models.Model):
    """The office's own Word file with fields. A template is never changed: a new file is a new template.

    The file is kept among the originals under ``sha256``. ``fields`` are the fields that stand in it.
    """

    name = models.CharField(_("name"), max_length=120)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False)
    fields = models.JSONField(_("fields"), default=list, editable=False)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, editable=False, related_name="+")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    retired_at = models.DateTimeField(_("out of use since"), null=True, editable=False)

    class Meta:
        ordering = ["name", "-added_at"]
        verbose_name = _("Word template")
        verbose_name_plural = _("Word templates")

    def __str__(self) -> str:
        return self.name


class Report(Record):
    """A report of the office on a period, or a brief. ``mark`` is for whom it is: nothing above it is in the report.

    ``period`` is that of the report itself: ``2023-01/2023-06`` for six months; of a brief that of the city's figures.
    A brief is about a ``partner``, a visit file about a ``delegation``; ``day``, ``place``, ``people`` (whom we meet)
    and ``to_raise`` (the officer's own points, one a line) are of a meeting.
    """

    register_name = "reports"

    class Kinds(models.TextChoices):
        """The sorts of reports."""

        YEARLY = "yearly", _("yearly report")
        NINE_MONTH = "nine-month", _("nine-month report")
        SIX_MONTH = "six-month", _("six-month report")
        PERIOD = "period", _("report on a period")
        PARTNER_BRIEF = "partner-brief", _("partner brief")
        MEETING_BRIEF = "meeting-brief", _("meeting brief")
        HEADS_BRIEFING = "heads-briefing", _("briefing for heads of mission")
        VISIT_FILE = "visit-file", _("visit file")
        INVESTOR_PROFILE = "investor-profile", _("city profile for investors")

    PERIODIC = (Kinds.YEARLY, Kinds.NINE_MONTH, Kinds.SIX_MONTH, Kinds.PERIOD)
    BRIEFS = (Kinds.PARTNER_BRIEF, Kinds.MEETING_BRIEF, Kinds.HEADS_BRIEFING, Kinds.VISIT_FILE, Kinds.INVESTOR_PROFILE)

    kind = models.CharField(_("kind"), max_length=16, choices=Kinds.choices, default=Kinds.YEARLY)
    period = EdtfField(_("period"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    template = models.ForeignKey(
        WordTemplate, verbose_name=_("Word template"), null=True, blank=True, on_delete=models.PROTECT
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), null=True, blank=True, on_delete=models.PROTECT, related_name="briefs"
    )
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), null=True, blank=True, on_delete=models.PROTECT, related_name="briefs"
    )
    day = EdtfField(_("day"), blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    people = models.ManyToManyField(Person, verbose_name=_("whom we meet"), blank=True, related_name="briefs")
    to_raise = models.TextField(_("what we want to raise"), blank=True)

    class Meta:
        ordering = ["-period_latest", "kind", "mark"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "mark"],
                condition=models.Q(kind__in=("yearly", "nine-month", "six-month", "period")),
                name="one_report_a_period",
            )
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        if self.title:
            return self.title
        if self.is_brief:
            about = self.delegation or self.partner
            return f"{self.get_kind_display()}: {about}" if about is not None else str(self.get_kind_display())
        return f"{self.get_kind_display()} {self.period}"

    @property
    def is_brief(self) -> bool:
        """Whether it is a brief, which may be kept more than once."""
        return self.kind in self.BRIEFS

    @property
    def sort(self) -> Kind:
        """Its kind, as periods and drafting take it."""
        return self.kind  # type: ignore[return-value]

    @property
    def asked(self) -> str:
        """The period as drafting takes it: a year where the kind says the months."""
        return str(self.period)[:4] if self.kind in ("yearly", "nine-month", "six-month") else str(self.period)


class EditionQuerySet(models.QuerySet[Any]):
    """Editions are seen by those who may see their report."""

    def visible_to(self, person: Any) -> EditionQuerySet:
        """The editions of reports up to a person's clearance."""
        return self.filter(report__mark__lte=getattr(person, "clearance", Mark.PUBLIC))


class Edition(models.Model):
    """One edition of a report. Until it is approved it is drafted anew on each reading; then it is frozen.

    ``number`` is of the year in which it was opened, as ``R2025-2``; figure 17 in it is ``R2025-2#17``. ``content`` is
    the frozen text, canonical JSON (``content.py`` says of what), and ``seal`` its SHA-256, which the audit has too.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    report = models.ForeignKey(Report, related_name="editions", on_delete=models.PROTECT)
    number = models.CharField(_("number"), max_length=20, unique=True)
    ordinal = models.PositiveSmallIntegerField(_("edition"))
    languages = models.JSONField(_("languages"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    template = models.ForeignKey(WordTemplate, null=True, on_delete=models.PROTECT, editable=False)
    reason = models.TextField(_("why this edition"), blank=True)

    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    sent_on_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    sent_on_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approval_reason = models.TextField(blank=True)
    published_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    content = models.TextField(blank=True, editable=False)
    seal = models.CharField(max_length=64, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["report_id", "-ordinal"]
        constraints = [models.UniqueConstraint(fields=["report", "ordinal"], name="one_edition_an_ordinal")]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the edition."""
        return reverse("reports:edition", args=[self.number])

    @property
    def is_frozen(self) -> bool:
        """Whether it no longer follows the record."""
        return self.state in {self.State.APPROVED, self.State.PUBLISHED, self.State.WITHDRAWN}

    @property
    def was_published(self) -> bool:
        """Whether it went out, withdrawn since or not."""
        return self.published_at is not None


class FrozenFigure(models.Model):
    """A figure of a frozen edition, so that a printed number leads back to what was said, and by whom.

    ``evidence`` are the statements as they were: words, publisher, title, date. ``texts`` has its words by
    language, ``value`` its digits as they were, in base units of ``unit``.
    """

    edition = models.ForeignKey(Edition, related_name="figures", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("number"))
    key = models.CharField(max_length=200)
    texts = models.JSONField(default=dict)
    value = models.CharField(_("value"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    origin = models.CharField(max_length=10)
    how = models.JSONField(default=dict)
    statements = models.JSONField(default=list)
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ["edition_id", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_figure_a_number")]
        indexes = [models.Index(fields=["edition", "key"])]

    def __str__(self) -> str:
        return f"{self.edition.number}#{self.number}"


class Edit(models.Model):
    """What an officer wrote in the place of a drafted paragraph, in one language.

    ``pieces`` are texts and figures by key, ``{"figure": key, "text": words at the time}``; none leaves the paragraph
    out. ``part`` is the chapter, ``drafted`` the draft that the officer saw.
    """

    edition = models.ForeignKey(Edition, related_name="edits", on_delete=models.CASCADE)
    language = models.CharField(max_length=8)
    paragraph = models.CharField(max_length=200)
    part = models.CharField(max_length=60)
    pieces = models.JSONField(default=list)
    drafted = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "paragraph"], name="one_edit_a_paragraph")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.paragraph} ({self.language})"


class Choice(models.Model):
    """Another source's value for a figure of an edition: whose, by whom and why. It is printed beside the figure."""

    edition = models.ForeignKey(Edition, related_name="choices", on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_choice_a_figure")]

    def __str__(self) -> str:
        return f"{self.edition} {self.key}"


class PartApproval(models.Model):
    """A chapter or annex that a person approved: it is locked, and what changes after it is listed.

    ``figures`` are those of the part at that time: key → value, unit, words by language, statements.
    """

    edition = models.ForeignKey(Edition, related_name="part_approvals", on_delete=models.CASCADE)
    part = models.CharField(max_length=60)
    figures = models.JSONField(default=dict)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "part"], name="one_approval_a_part")]

    def __str__(self) -> str:
        return f"{self.edition} {self.part}"
