"""The aid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AidConfig(AppConfig):
    """Opens the register of aid."""

    name = "proxeny.aid"
    label = "aid"
    verbose_name = _("Aid")

    def ready(self) -> None:
        """Make the register, the acceptance of facts and the days known; listen to the cases of aid."""
        from proxeny.aid import following  # noqa: F401 - connects the receivers
        from proxeny.aid.acceptance import AidAcceptor
        from proxeny.aid.occasions import occasions
        from proxeny.aid.register import AID
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.register import open_register

        open_register(AID)
        enrol(AidAcceptor())
        add_occasions("aid", occasions)
