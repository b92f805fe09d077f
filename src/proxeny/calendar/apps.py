"""The calendar app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """The calendar, its feeds and the reminders; the days themselves come from the registers."""

    name = "proxeny.calendar"
    label = "calendar"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        """The inbox tells what is late and due."""
        from proxeny.calendar.inbox import late_and_due
        from proxeny.review.panels import add_to_inbox

        add_to_inbox(late_and_due)
