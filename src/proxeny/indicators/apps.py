"""The indicators app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """Opens the register of indicators' observations and keeps the catalogue up to date."""

    name = "proxeny.indicators"
    label = "indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        """The catalogue follows every migration; the register and its acceptance of figures become known."""
        from proxeny.indicators.acceptance import ObservationAcceptor
        from proxeny.indicators.catalogue import bring_up_to_date
        from proxeny.indicators.register import INDICATORS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.register import open_register

        post_migrate.connect(bring_up_to_date, sender=self)
        open_register(INDICATORS)
        enrol(ObservationAcceptor())
