"""The secret address at which a business takes part without an account: kept as a hash, revocable."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.programmes.models.businesses import Business
from proxeny.programmes.models.programmes import Programme


class Access(models.Model):
    """One address for one business in one programme.

    ``token_hash`` is the SHA-256 of the secret. ``late_until`` keeps the door open after the programme's last days,
    with a reason. ``acts`` counts what was done since ``acts_since``, so that nobody floods the office.
    """

    programme = models.ForeignKey(Programme, related_name="accesses", on_delete=models.CASCADE)
    business = models.ForeignKey(Business, related_name="accesses", on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    late_until = models.DateField(_("open late until"), null=True, blank=True)
    late_reason = models.CharField(_("reason"), max_length=500, blank=True)
    acts_since = models.DateTimeField(null=True)
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = _("secret address")
        verbose_name_plural = _("secret addresses")

    def __str__(self) -> str:
        return f"{self.business} – {self.programme}"

    def is_late_open(self, on: date) -> bool:
        """Whether the office keeps the door open on a day, whatever the programme's last days say."""
        return self.late_until is not None and on <= self.late_until
