"""The check at the start of the program: a pack that does not hold is told then, not on the first page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from proxeny.procedures import office
from proxeny.procedures.rules import RulesError


@register()
def the_rule_pack_holds(app_configs: Any = None, **_options: Any) -> list[Error]:
    """Whether the pack that ``PROXENY_RULES`` names is there and holds."""
    try:
        office.pack()
    except RulesError as error:
        return [
            Error(
                f"PROXENY_RULES is '{settings.PROXENY_RULES}': {error}",
                hint="See what is wrong with proxeny rules check, or name another pack.",
                id="procedures.E001",
            )
        ]
    return []
