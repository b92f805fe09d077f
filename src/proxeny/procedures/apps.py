"""The procedures app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Puts the panel on record pages and keeps records with an open case from being taken out."""

    name = "proxeny.procedures"
    label = "procedures"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        """Make the panel known, and hold records that have an open case."""
        from django.db.models.signals import pre_delete

        from proxeny.procedures import checks  # noqa: F401 -- registers itself
        from proxeny.procedures.keeping import keep_what_has_an_open_case
        from proxeny.procedures.occasions import occasions
        from proxeny.procedures.panel import panel_of
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_panel
        from proxeny.registers.register import REGISTERS

        add_panel(panel_of)
        add_occasions("procedures", occasions)
        for register in REGISTERS.values():
            pre_delete.connect(
                keep_what_has_an_open_case, sender=register.model, dispatch_uid=f"procedures.{register.name}"
            )
