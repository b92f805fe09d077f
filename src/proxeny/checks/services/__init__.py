"""Running the checks: over everything, or around one observation."""

from proxeny.checks.services.around import check_around
from proxeny.checks.services.running import Pass, check_all

__all__ = ["Pass", "check_all", "check_around"]
