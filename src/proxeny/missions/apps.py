"""The missions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    """Opens the registers of missions abroad, of their briefings and of their reports."""

    name = "proxeny.missions"
    label = "missions"
    verbose_name = _("Missions abroad")

    def ready(self) -> None:
        """Make the registers, their panel and their days known; marks follow those of the partners."""
        from django.db.models.signals import post_save

        from proxeny.missions.agenda import occasions
        from proxeny.missions.marks import follow_the_partner
        from proxeny.missions.panel import panel_of
        from proxeny.missions.register import BRIEFINGS, MISSION_REPORTS, MISSIONS
        from proxeny.partners.models import Partner
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_panel
        from proxeny.registers.register import open_register

        open_register(MISSIONS)
        open_register(BRIEFINGS)
        open_register(MISSION_REPORTS)
        add_panel(panel_of)
        add_occasions("missions", occasions)
        post_save.connect(follow_the_partner, sender=Partner, dispatch_uid="missions.follow_the_partner")
