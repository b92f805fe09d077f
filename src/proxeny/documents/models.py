"""Originals with checksum and text, what they state, and what in the record rests on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import FoldedField, Marked, StatedValue


class Document(Marked):
    """A source: a file that was brought in, a page known by its address, or a note to file by an officer.

    The original is kept under ``sha256`` in the data folder; its text, cut from it once, is in ``DocumentText``.
    """

    class Kind(models.TextChoices):
        """How the record holds it."""

        FILE = "file", _("file")
        ADDRESS = "address", _("page known by its address")
        NOTE = "note", _("note to file")

    class Status(models.TextChoices):
        """How far its review is."""

        WAITING = "waiting", _("waiting for review")
        REVIEWED = "reviewed", _("reviewed")
        REFERENCE = "reference", _("reference only")

    reference = models.SlugField(_("reference"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.FILE)
    status = models.CharField(_("review"), max_length=10, choices=Status.choices, default=Status.WAITING)
    title = models.CharField(_("title"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True, db_index=True)
    published = EdtfField(_("published"))
    language = models.CharField(_("language"), max_length=12, blank=True)
    note = models.TextField(_("note"), blank=True)

    sha256 = models.CharField(_("checksum"), max_length=64, null=True, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255, blank=True, editable=False)
    media_type = models.CharField(_("type"), max_length=100, blank=True, editable=False)
    size = models.BigIntegerField(_("size"), null=True, editable=False)
    remarks = models.JSONField(_("remarks on the file"), default=list, editable=False)

    near_duplicate_of = models.ForeignKey(
        "self", verbose_name=_("same article as"), null=True, blank=True, on_delete=models.SET_NULL, editable=False
    )
    similarity = models.FloatField(null=True, editable=False)

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    folded = FoldedField(default="", editable=False)
    if TYPE_CHECKING:  # the two days that EdtfField adds
        published_earliest: date | None
        published_latest: date | None

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [
            models.Index(fields=["status", "mark"]),  # how many wait is asked on every page
            models.Index(fields=["-added_at", "-id"]),  # the first of the list are found without sorting all
        ]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The document's page."""
        return reverse("documents:page", args=[self.reference])

    def searchable(self) -> str:
        """The words by which lists find the document; its text is the search's."""
        return " ".join(filter(None, (self.title, self.publisher, self.reference, self.file_name, self.url)))

    @property
    def has_text(self) -> bool:
        """Whether its words are held, not only its address."""
        return self.kind != self.Kind.ADDRESS


class DocumentText(models.Model):
    """The text of a document and where each stretch of it stood; apart, so that lists stay light.

    ``segments`` holds ``[start, end, {"page": 2, "box": [...], "sheet": …, "cell": …, "part": …}]``.
    """

    document = models.OneToOneField(Document, primary_key=True, related_name="body", on_delete=models.CASCADE)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    segments = models.JSONField(default=list)
    fingerprint = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.text[:80]


class FingerprintBand(models.Model):
    """A part of a text's fingerprint; two documents that share one may be the same article."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="bands")
    band = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.band


class StatementQuerySet(models.QuerySet[Any]):
    """Statements know who may see them by their document's mark."""

    def visible_to(self, person: Any) -> StatementQuerySet:
        """Statements of documents up to a person's clearance."""
        return self.filter(document__mark__lte=getattr(person, "clearance", 0))

    def standing(self) -> StatementQuerySet:
        """Statements that a person accepted, as found or corrected."""
        return self.filter(status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED])

    def open(self) -> StatementQuerySet:
        """Proposals that wait for a decision."""
        return self.filter(status=Statement.Status.PROPOSED)


class Statement(StatedValue):
    """What a source says, kept as it said it, for ever.

    ``payload`` is the fact in the form of the reader (``kind`` says which). ``start`` and ``end`` are code points of
    the document's text, ``quote`` the words there; a page known only by its address has neither. ``corrected`` is the
    payload as a reviewer mended it; ``payload`` itself never changes.
    """

    class Kind(models.TextChoices):
        """What is stated."""

        OBSERVATION = "observation", _("figure")
        ENGAGEMENT = "engagement", _("visit or event")
        AGREEMENT = "agreement", _("agreement")
        INVESTMENT = "investment", _("investment")
        AID = "aid", _("aid")
        RECORD = "record", _("record")

    class Status(models.TextChoices):
        """What a person decided about it."""

        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("accepted with a correction")
        REJECTED = "rejected", _("rejected")
        DUPLICATE = "duplicate", _("already stated")

    document = models.ForeignKey(
        Document, verbose_name=_("document"), related_name="statements", on_delete=models.PROTECT
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    payload = models.JSONField(default=dict)
    corrected = models.JSONField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    value_start = models.PositiveIntegerField(null=True)
    value_end = models.PositiveIntegerField(null=True)
    quote = models.TextField(_("words of the source"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    confidence = models.FloatField(_("confidence"), default=1.0)
    doubts = models.JSONField(default=list)

    status = models.CharField(
        _("decision"), max_length=10, choices=Status.choices, default=Status.PROPOSED, db_index=True
    )
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="duplicates")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "start", "id"]
        indexes = [models.Index(fields=["document", "status"]), models.Index(fields=["status", "kind"])]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    @property
    def doubts_in_words(self) -> list[str]:
        """Why the reader doubts it, in the active language."""
        from proxeny.documents.doubts import in_words

        return [in_words(doubt) for doubt in self.doubts]

    def __str__(self) -> str:
        return self.quote[:120] or f"{self.get_kind_display()} · {self.document}"

    @property
    def content(self) -> dict[str, Any]:
        """The fact as it entered the record: corrected where a person corrected it."""
        return self.corrected if self.corrected is not None else self.payload


class Citation(models.Model):
    """A field of a record rests on a statement; an empty ``field`` stands for the record as a whole."""

    statement = models.ForeignKey(Statement, related_name="citations", on_delete=models.PROTECT)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "content_type", "object_id", "field"], name="one_citation")
        ]
        indexes = [models.Index(fields=["content_type", "object_id", "field"])]

    def __str__(self) -> str:
        return f"{self.field or '*'} ← {self.statement}"


#: Citations in the order in which their documents came out, those without a day first, whichever database sorts them.
BY_PUBLICATION = (models.F("statement__document__published_earliest").asc(nulls_first=True), "statement_id")


class Conflict(models.Model):
    """Statements that cannot all be right, until a person rules.

    ``field`` is the record's field that they speak of, or the name of the check that set records beside each other; the
    check's own ``details`` say which records, and the figures of its explanation.
    """

    class Kind(models.TextChoices):
        """How they differ; the kinds of the comparison."""

        SCALE = "scale", _("slip of scale")
        PERIOD = "period", _("different period")
        DEFINITION = "definition", _("different definition")
        REVISION = "revision", _("later revision by the same publisher")
        CURRENCY = "currency", _("conversion does not match")
        PARTS = "parts", _("parts do not add up")
        SHARE = "share", _("share does not match")
        SERIES = "series", _("out of its own series")
        PLAIN = "plain", _("different values")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=40, blank=True)
    statements = models.ManyToManyField(Statement, related_name="conflicts")
    explanation = models.TextField(_("explanation"), blank=True)
    details = models.JSONField(default=dict, blank=True)
    is_open = models.BooleanField(_("open"), default=True, db_index=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    mark = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-is_open", "-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "field"], name="one_conflict_a_field")
        ]
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.record}"


class Ruling(models.Model):
    """Which statement of a conflict holds, by whom and why; a later one, or a new statement, reopens it."""

    conflict = models.ForeignKey(Conflict, related_name="rulings", on_delete=models.CASCADE)
    statement = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(Statement, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.by}: {self.reason[:80]}"
