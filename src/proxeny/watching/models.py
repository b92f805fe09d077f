"""Watched places with what they gave, and documents that tell of one event."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Marked
from proxeny.documents.models import Document
from proxeny.partners.models import Partner
from proxeny.watching.troubles import in_words


class Watch(Marked):
    """A place that is looked at again and again: a feed, a sitemap, or a folder with saved pages.

    ``mark``, ``publisher`` and ``language`` are given to every document that comes from it. Documents are added in the
    name of ``added_by``. ``trouble`` is why the last look failed, as ``{"code": …, "values": {…}}``; empty if it did
    not. ``etag`` and ``modified`` are what the server gave with the last whole answer.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FEED = "feed", _("feed (RSS or Atom)")
        SITEMAP = "sitemap", _("sitemap")
        FOLDER = "folder", _("folder")

    name = models.SlugField(_("name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.FEED)
    address = models.CharField(_("address"), max_length=1000)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    every = models.PositiveIntegerField(_("minutes between two looks"), default=60)
    is_paused = models.BooleanField(_("paused"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    etag = models.CharField(max_length=400, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    looked_at = models.DateTimeField(_("last look"), null=True, editable=False)
    reached_at = models.DateTimeField(_("last reached"), null=True, editable=False)
    next_at = models.DateTimeField(_("next look"), null=True, editable=False, db_index=True)
    failures = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("watched place")
        verbose_name_plural = _("watched places")

    def __str__(self) -> str:
        return self.title

    @property
    def trouble_words(self) -> str:
        """What is in the way, in the reader's language."""
        return in_words(self.trouble)

    def get_absolute_url(self) -> str:
        """The place's page."""
        return reverse("watching:page", args=[self.name])


class Item(models.Model):
    """One thing that a place offered, from the moment it was seen; ``key`` keeps it from being taken twice.

    ``content`` is what the feed itself carries of it, kept until the item is settled, for items without a page.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waits to be fetched")
        ADDED = "added", _("added")
        KNOWN = "known", _("held already")
        REFUSED = "refused", _("refused")
        LEFT = "left", _("left out")

    watch = models.ForeignKey(Watch, related_name="items", on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    published = EdtfField(_("published"))
    content = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    trouble = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    document = models.ForeignKey(Document, null=True, related_name="+", on_delete=models.PROTECT)
    seen_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["watch", "key"], name="one_item_a_key")]
        indexes = [models.Index(fields=["watch", "state"]), models.Index(fields=["key"])]
        verbose_name = _("item of a watched place")
        verbose_name_plural = _("items of watched places")

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def trouble_words(self) -> str:
        """What is in the way, in the reader's language."""
        return in_words(self.trouble)


class Look(models.Model):
    """One look at a place, for its log."""

    watch = models.ForeignKey(Watch, related_name="looks", on_delete=models.CASCADE)
    began_at = models.DateTimeField(_("time"))
    ended_at = models.DateTimeField(null=True)
    is_unchanged = models.BooleanField(default=False)
    offered = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    trouble = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("look at a watched place")
        verbose_name_plural = _("looks at watched places")

    def __str__(self) -> str:
        return f"{self.watch} · {self.began_at:%Y-%m-%d %H:%M}"

    @property
    def trouble_words(self) -> str:
        """What is in the way, in the reader's language."""
        return in_words(self.trouble)


class Profile(models.Model):
    """A document whose traits are kept. ``day`` is when it was published, else the day that it tells of."""

    document = models.OneToOneField(Document, primary_key=True, related_name="profile", on_delete=models.CASCADE)
    day = models.DateField(null=True, db_index=True)
    month = models.CharField(max_length=7, blank=True, help_text="of the day, for counting: 2023-05")

    class Meta:
        verbose_name = _("document with its traits")
        verbose_name_plural = _("documents with their traits")

    def __str__(self) -> str:
        return f"{self.document_id} · {self.day}"


class Trait(models.Model):
    """Something by which a document is told from others: a place, a person, a day, a figure that it names.

    ``day`` is the document's own, repeated here so that one index finds the documents of some weeks that share a
    trait. ``weight`` says how much of the document speaks of it.
    """

    class Kind(models.TextChoices):
        """What sort."""

        COUNTRY = "country", _("country")
        PLACE = "place", _("place")
        PERSON = "person", _("person")
        DAY = "day", _("day")
        FIGURE = "figure", _("figure")
        ACT = "act", _("kind of event")

    document = models.ForeignKey(Document, related_name="+", on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True)
    weight = models.FloatField(default=1.0)
    day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind", "key", "country"], name="one_trait")]
        indexes = [models.Index(fields=["kind", "key", "day"]), models.Index(fields=["kind", "country"])]
        verbose_name = _("trait of a document")
        verbose_name_plural = _("traits of documents")

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class Story(models.Model):
    """Documents that tell of one event, as far as their traits say; computed, and never merges anything."""

    began = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("pages on one event")
        verbose_name_plural = _("pages on one event")

    def __str__(self) -> str:
        return str(self.pk)


class Telling(models.Model):
    """A document tells a story; one document tells one. ``likeness`` is to the rest of its story, from 0 to 1."""

    document = models.OneToOneField(Document, primary_key=True, related_name="telling", on_delete=models.CASCADE)
    story = models.ForeignKey(Story, related_name="tellings", on_delete=models.CASCADE)
    likeness = models.FloatField(default=0.0)

    class Meta:
        verbose_name = _("document of a story")
        verbose_name_plural = _("documents of a story")

    def __str__(self) -> str:
        return str(self.document_id)


class Apart(models.Model):
    """Two documents that are not about the same event: a person said so, and may take it back. ``low`` was first."""

    low = models.ForeignKey(Document, related_name="+", on_delete=models.CASCADE)
    high = models.ForeignKey(Document, related_name="+", on_delete=models.CASCADE)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, related_name="+", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["low", "high"], condition=Q(undone_at__isnull=True), name="one_standing_apart"
            ),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="apart_in_order"),
        ]
        verbose_name = _("pair of documents on different events")
        verbose_name_plural = _("pairs of documents on different events")

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"


class Mention(models.Model):
    """A document of a day says a name of a partner. Names of places come from the reader's traits besides."""

    document = models.ForeignKey(Document, related_name="+", on_delete=models.CASCADE)
    partner = models.ForeignKey(Partner, related_name="+", on_delete=models.CASCADE)
    day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "document"], name="one_mention")]
        indexes = [models.Index(fields=["partner", "day"])]
        verbose_name = _("mention of a partner")
        verbose_name_plural = _("mentions of partners")

    def __str__(self) -> str:
        return f"{self.partner_id} · {self.document_id}"


class NamesLookedFor(models.Model):
    """By which names all texts were searched for a partner; when they change the texts are searched anew."""

    partner = models.OneToOneField(Partner, primary_key=True, related_name="+", on_delete=models.CASCADE)
    names = models.JSONField(default=list)

    class Meta:
        verbose_name = _("names that were looked for")
        verbose_name_plural = _("names that were looked for")

    def __str__(self) -> str:
        return ", ".join(self.names)


