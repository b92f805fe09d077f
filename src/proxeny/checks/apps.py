"""The checks app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChecksConfig(AppConfig):
    """Compares what sources state, over everything on record."""

    name = "proxeny.checks"
    label = "checks"
    verbose_name = _("Checks")

    def ready(self) -> None:
        """Check around every observation that changes, and say in words what was found."""
        from proxeny.checks.listening import on_settled
        from proxeny.checks.wording import explanation
        from proxeny.documents.queries import explain_with
        from proxeny.indicators.signals import settled

        explain_with(explanation)
        settled.connect(on_settled, dispatch_uid="proxeny.checks")
