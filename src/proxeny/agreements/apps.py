"""The agreements app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Opens the register of agreements and takes the facts that belong to it."""

    name = "proxeny.agreements"
    label = "agreements"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        """Make the register and its acceptor known."""
        from proxeny.agreements import following
        from proxeny.agreements.acceptance import Agreements
        from proxeny.agreements.occasions import occasions
        from proxeny.agreements.register import AGREEMENTS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.register import open_register

        open_register(AGREEMENTS)
        enrol(Agreements())
        add_occasions("agreements", occasions)
        following.listen()
