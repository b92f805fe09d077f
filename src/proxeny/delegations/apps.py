"""The delegations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """Opens the register of delegations, follows their cases, and puts their days into the calendar."""

    name = "proxeny.delegations"
    label = "delegations"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        """Make the register, its acceptance of facts, its days and its panel known."""
        from proxeny.delegations import agenda, following
        from proxeny.delegations.acceptance import DelegationAcceptor
        from proxeny.delegations.panels import visits_behind
        from proxeny.delegations.register import DELEGATIONS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_panel
        from proxeny.registers.register import open_register

        open_register(DELEGATIONS)
        enrol(DelegationAcceptor())
        following.connect()
        add_occasions(agenda.NAME, agenda.occasions)
        add_panel(visits_behind)
