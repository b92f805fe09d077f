"""People who work with the record: role, clearance, language."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Mark


class Role(models.IntegerChoices):
    """What a person may do; each role may do what the ones before it may."""

    READER = 1, _("reader")
    OFFICER = 2, _("officer")
    REVIEWER = 3, _("reviewer")
    APPROVER = 4, _("approver")
    ADMINISTRATOR = 5, _("administrator")


class User(AbstractUser):
    """A named person. ``clearance`` is the highest mark that they may see."""

    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, default=Role.READER)
    clearance = models.PositiveSmallIntegerField(_("clearance"), choices=Mark.choices, default=Mark.INTERNAL)
    language = models.CharField(
        _("language"), max_length=8, choices=[("en", "English"), ("vi", "Tiếng Việt")], default="en"
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
