"""Who takes part in an event, and the files that the list was brought in from."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import FoldedField, Mark
from proxeny.documents.models import Document
from proxeny.events.models.events import Event


class ParticipantQuerySet(models.QuerySet[Any]):
    """Participants that know who may see them: those who may see the event and what is internal."""

    def visible_to(self, person: Any) -> Self:
        """The participants of events up to a person's clearance; nobody's for those who see only what is public, for
        names and addresses of guests are personal data even where the event is open to all."""
        if getattr(person, "clearance", Mark.PUBLIC) < Mark.INTERNAL:
            return self.none()
        return self.filter(event__in=Event.objects.visible_to(person).order_by().values("pk"))


class Participant(models.Model):
    """Somebody on the list of an event. ``registration`` is their number in the system that they registered with."""

    class Origin(models.TextChoices):
        """As annex A4 of a periodic report parts delegates."""

        HOME = "home", _("from home")
        RESIDENT = "resident", _("foreign, lives here")
        ABROAD = "abroad", _("from abroad")

    event = models.ForeignKey(Event, related_name="participants", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    origin = models.CharField(_("comes from"), max_length=8, choices=Origin.choices, blank=True)
    role = models.CharField(_("role"), max_length=100, blank=True)
    is_vip = models.BooleanField(_("guest of honour"), default=False)
    came = models.BooleanField(_("came"), null=True, blank=True)
    registration = models.CharField(_("registration no."), max_length=60, blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("source"), null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    folded = FoldedField(default="", editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["-is_vip", "name", "id"]
        indexes = [models.Index(fields=["event", "name"], name="participant_by_event")]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return self.name

    def searchable(self) -> str:
        """Name, organisation, post and e-mail."""
        return " ".join(part for part in (self.name, self.organisation, self.post, self.email, self.role) if part)


class ParticipantFile(models.Model):
    """A file of participants: looked at first, then written or forgotten. Its bytes stay until then."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("looked at")
        WRITTEN = "written", _("brought in")

    event = models.ForeignKey(Event, related_name="participant_files", on_delete=models.CASCADE)
    file_name = models.CharField(_("file"), max_length=255)
    data = models.BinaryField(editable=False, default=bytes)
    mapping = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    document = models.ForeignKey(Document, null=True, blank=True, related_name="+", on_delete=models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("file of participants")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("participants-file", args=[self.event.reference, self.pk])
