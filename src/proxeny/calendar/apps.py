"""The calendar app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """The calendar and the reminders."""

    name = "proxeny.calendar"
    label = "calendar"
    verbose_name = _("Calendar")
