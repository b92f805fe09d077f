"""Amounts: exact decimals with an ISO 4217 currency, ``%``, ``count`` or a UCUM unit, read in a person's language."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from proxeny.core.errors import BadAmount

# One separator and three digits after it: thousands in one language, a fraction in the other.
_PLAIN = re.compile(r"[-+]?[0-9]+")
_EITHER_WAY = re.compile(r"[-+]?\d{1,3}([.,])\d{3}")


class Qualifier(models.TextChoices):
    """What a source says of a figure's exactness."""

    EXACT = "exact", gettext_lazy("exactly")
    ABOUT = "about", gettext_lazy("about")
    OVER = "over", gettext_lazy("over")
    UNDER = "under", gettext_lazy("under")
    NEARLY = "nearly", gettext_lazy("nearly")
    AT_LEAST = "at_least", gettext_lazy("at least")
    UP_TO = "up_to", gettext_lazy("up to")


def amount_from_office_form(text: str, language: str | None = None) -> Decimal:
    """The amount that an officer typed, with the separators of ``language`` (default: the active one).

    Raises ``BadAmount`` for what is no number and for ``1.250``, which is two numbers in two languages; the message
    says how to write each.
    """
    language = (language or get_language() or "en").split("-")[0]
    text = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    try:
        return Decimal(text) if _PLAIN.fullmatch(text) else _with_separators(text, language)
    except (NumberFormatError, InvalidOperation) as error:
        raise BadAmount(
            _("'%(found)s' is not a number. Write digits only, as 2940000000, or with separators, as %(example)s.")
            % {"found": text, "example": "2.940.000.000" if language == "vi" else "2,940,000,000"}
        ) from error


def _with_separators(text: str, language: str) -> Decimal:
    symbols = Locale.parse(language).number_symbols["latn"]
    group, point = symbols["group"], symbols["decimal"]
    either = _EITHER_WAY.fullmatch(text)
    if either and either.group(1) == group:
        whole, fraction = text.replace(group, ""), text.replace(group, point)
        raise BadAmount(
            _(
                "'%(found)s' can be read as %(whole)s or as %(fraction)s. "
                "Write %(whole)s for the first, %(longer)s for the second."
            )
            % {"found": text, "whole": whole, "fraction": fraction, "longer": fraction + "0"}
        )
    return parse_decimal(text, locale=language, strict=True)
