"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Opens the registers of events and of awards."""

    name = "proxeny.events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Make the registers, the acceptance of facts and the days known; listen to the cases of events."""
        from proxeny.events import following  # noqa: F401 - connects the receivers
        from proxeny.events.acceptance import EventAcceptor
        from proxeny.events.occasions import occasions
        from proxeny.events.register import AWARDS, EVENTS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.register import open_register

        open_register(EVENTS)
        open_register(AWARDS)
        enrol(EventAcceptor())
        add_occasions("events", occasions)
