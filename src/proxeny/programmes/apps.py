"""The programmes app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Opens the registers of programmes, businesses and offers."""

    name = "proxeny.programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        """Make the registers and the days of programmes known, and let marks follow."""
        from proxeny.programmes.agenda import occasions
        from proxeny.programmes.marks import connect
        from proxeny.programmes.register import REGISTERS_OF_PROGRAMMES
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.register import open_register

        for register in REGISTERS_OF_PROGRAMMES:
            open_register(register)
        add_occasions("programmes", occasions)
        connect()
