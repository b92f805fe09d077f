"""Running the checks: over everything, or around one observation."""

from proxeny.checks.services.running import Pass, check_all, check_around

__all__ = ["Pass", "check_all", "check_around"]
