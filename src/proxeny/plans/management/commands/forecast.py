"""``proxeny forecast``: what a year of an indicator is likely to come to, by two methods, each put to the test."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core import wording
from proxeny.core.records import Mark
from proxeny.indicators.forecasting import LEAST_YEARS, Forecast
from proxeny.indicators.models import Indicator
from proxeny.plans.outlook import Outlook, outlook

MARKS = {mark.name.lower(): mark for mark in Mark}


class _Whoever:
    """Whoever runs the command reads the record's folder, and sees up to the mark asked for."""

    def __init__(self, clearance: int) -> None:
        self.clearance = clearance


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is not a day; write it as 2025-09-30.") from error


def _year(text: str) -> int:
    if len(text) == 4 and text.isdecimal():
        return int(text)
    raise ArgumentTypeError(f"'{text}' is not a year; write it as 2025.")


class Command(BaseCommand):
    """Prints what had come in, the shares of earlier years, and the forecasts with their errors."""

    help = "Forecast what a year of an indicator will come to, from the record, with an interval and a back-test."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which indicator and year, as it stood on which day."""
        parser.add_argument("indicator", help="its code, as visitors or fdi_registered")
        parser.add_argument("--period", type=_year, help="the year (default: that of the day)")
        parser.add_argument("--on", type=_day, help="as it stood on a day, as 2025-09-30 (default: today)")
        parser.add_argument("--unit", default="", help="of what is stated in several units, as VND")
        parser.add_argument("--area", default="", help="default: the home city")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="text, or one JSON object")
        parser.add_argument("--mark", choices=list(MARKS), default="confidential", help="up to which mark (all)")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Exit status 1 for an indicator that there is not, or that is not counted over a period."""
        indicator = Indicator.objects.filter(code=options["indicator"]).first()
        if indicator is None:
            known = ", ".join(Indicator.objects.filter(accumulation="flow").values_list("code", flat=True))
            raise CommandError(
                _("There is no indicator '%(code)s'. Those counted over a period are: %(known)s.")
                % {"code": options["indicator"], "known": known}
            )
        if indicator.accumulation != Indicator.Accumulation.FLOW:
            raise CommandError(
                _("“%(indicator)s” is not counted over a period: only such figures come in month by month.")
                % {"indicator": indicator}
            )
        on = options["on"] or timezone.localdate()
        found = outlook(
            indicator,
            options["period"] or on.year,
            area=options["area"] or settings.PROXENY_HOME,
            unit=options["unit"],
            on=on,
            visible_to=_Whoever(MARKS[options["mark"]]),
        )
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self._tell(found)

    def _tell(self, found: Outlook) -> None:
        def words(value: Any) -> str:
            return wording.in_words(value, found.unit, get_language() or "en").text

        self.stdout.write(f"{found.indicator}, {found.area}, {found.year}, as it stood on {found.on.isoformat()}")
        if found.reached is None:
            self.stdout.write(_("The record has no figure of this year yet."))
        else:
            month = f"{found.year}-{found.month:02}"
            self.stdout.write(f"reached by the end of {month}: {words(found.reached.value)}")
        for share in found.shares:
            between = " (read between two months)" if share.is_between else ""
            self.stdout.write(f"  {share.year}: {float(share.value):.1%} of {words(share.whole)}{between}")
        for one in found.missing:
            self.stdout.write(f"  {one.year}: left out ({one.why})")
        for forecast in found.forecasts:
            self.stdout.write(
                f"by {forecast.method}: {words(forecast.value)}, "
                f"{forecast.level:.0%} between {words(forecast.low)} and {words(forecast.high)}"
            )
            if forecast.error is not None:
                self.stdout.write(
                    f"  tested on {len(forecast.tests)} earlier years: off by {forecast.error:.1f}% on average, "
                    f"interval held in {forecast.held}"
                )
        if not found.forecasts and found.reached is not None:
            self.stdout.write(
                f"Too little data for a forecast: it takes {LEAST_YEARS} earlier years, the record has "
                f"{len(found.shares)}."
            )


def _as_json(found: Outlook) -> dict[str, Any]:
    return {
        "indicator": found.indicator.code,
        "area": found.area,
        "period": str(found.year),
        "on": found.on.isoformat(),
        "unit": found.unit,
        "month": found.month or None,
        "reached": str(found.reached.value) if found.reached is not None else None,
        "reached_of": [row.reference for row in found.reached.of] if found.reached is not None else [],
        "shares": [
            {
                "year": share.year,
                "share": round(float(share.value), 6),
                "whole": str(share.whole),
                "is_between": share.is_between,
                "of": [row.reference for row in share.of],
            }
            for share in found.shares
        ],
        "left_out": [{"year": one.year, "why": one.why} for one in found.missing],
        "forecasts": [_forecast_as_json(forecast) for forecast in found.forecasts],
    }


def _forecast_as_json(forecast: Forecast) -> dict[str, Any]:
    return {
        "method": forecast.method,
        "value": str(forecast.value),
        "low": str(forecast.low),
        "high": str(forecast.high),
        "level": float(forecast.level),
        "mean_absolute_error_per_cent": round(float(forecast.error), 2) if forecast.error is not None else None,
        "tests": [
            {
                "year": test.year,
                "forecast": str(test.forecast),
                "low": str(test.low),
                "high": str(test.high),
                "actual": str(test.actual),
            }
            for test in forecast.tests
        ],
    }
