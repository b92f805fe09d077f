"""The briefs app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    """Briefs drafted live at their addresses; what is kept of them are reports."""

    name = "proxeny.briefs"
    label = "briefs"
    verbose_name = _("Briefs")

    def ready(self) -> None:
        """Puts the briefs that can be made of it on the page of a delegation."""
        from proxeny.briefs.panel import panel_of
        from proxeny.registers.panels import add_panel

        add_panel(panel_of)
