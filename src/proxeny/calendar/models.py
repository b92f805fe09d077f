"""What the calendar keeps of its own: feeds, how a person wants to be reminded, and the digests that went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Feed(models.Model):
    """An address at which a calendar program reads a person's calendar, without signing in.

    Only the SHA-256 of the token in the address is kept: whoever reads the database cannot read the feed. ``register``
    narrows it to one register, ``is_mine`` to what the person is responsible for.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="feeds", on_delete=models.CASCADE
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("Where it is read: “my phone”."))
    register = models.CharField(_("register"), max_length=40, blank=True)
    is_mine = models.BooleanField(_("only what I am responsible for"), default=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return self.name


class ReminderChoice(models.Model):
    """How a person wants to be reminded by e-mail; who has not chosen gets the defaults."""

    class Rhythm(models.TextChoices):
        """How often a digest comes; a day or week with nothing in it brings none."""

        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", pgettext_lazy("reminders", "never")

    class Scope(models.TextChoices):
        """About what."""

        MINE = "mine", _("what I am responsible for")
        EVERYTHING = "everything", _("also what nobody is responsible for")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="reminders", on_delete=models.CASCADE
    )
    rhythm = models.CharField(_("digest by e-mail"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    scope = models.CharField(_("about"), max_length=10, choices=Scope.choices, default=Scope.MINE)
    lead_days = models.PositiveSmallIntegerField(
        _("days ahead"), default=7, help_text=_("How many days before its day a thing is told of.")
    )

    class Meta:
        verbose_name = _("choice of reminders")
        verbose_name_plural = _("choices of reminders")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_rhythm_display()}"


class Digest(models.Model):
    """The reminders of one person for one day, or for the week that begins on it.

    The row is written before the letter is handed over and ``sent_at`` after, so that a run that breaks off tells the
    others and doubles nobody's. ``content`` is what stood in it: ``{"key", "url"}`` in the order of its links.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="digests", on_delete=models.CASCADE
    )
    day = models.DateField(_("day"))
    content = models.JSONField(default=list)
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failure = models.CharField(_("why it could not be sent"), max_length=300, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return f"{self.person}, {self.day}"
