"""The audit app."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Listens to what is done to the people of the office, which the storey below tells."""

    name = "proxeny.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Write down what accounts tells, in its transaction."""
        from proxeny.accounts import signals

        signals.done.connect(_write_down, dispatch_uid="audit")


def _write_down(*, action: str, person: Any, changes: dict[str, Any], by: Any, **_kwargs: Any) -> None:
    from proxeny.audit import services

    services.record(action, person, by=by, changes=changes)
