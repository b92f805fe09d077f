"""The delegations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """Opens the register of delegations."""

    name = "proxeny.delegations"
    label = "delegations"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        """Make the register and its acceptance of facts known."""
        from proxeny.delegations.acceptance import DelegationAcceptor
        from proxeny.delegations.register import DELEGATIONS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.register import open_register

        open_register(DELEGATIONS)
        enrol(DelegationAcceptor())
