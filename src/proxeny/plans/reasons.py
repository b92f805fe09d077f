"""Why something cannot be said of a target, in words that tell what is missing and what would help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

Code = Literal[
    "no_value", "no_unit", "no_indicator", "no_period", "not_begun", "no_figure", "no_whole", "other_unit", "rate",
    "stock", "too_few_years", "not_a_year", "over_years", "few_whole_years", "disputed", "coarse", "falls", "doubtful",
    "implausible",
]  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One reason: a stable ``code``, and what its sentence names."""

    code: Code
    says: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The whole sentence, in the reader's language."""
        return _sentence(self.code) % self.says

    @property
    def short(self) -> str:
        """The same in a few words, for a table."""
        return _few_words(self.code) % self.says

    def __str__(self) -> str:
        return self.words


def _few_words(code: Code) -> str:
    return {
        "no_value": _("no value"),
        "no_unit": _("no unit"),
        "no_indicator": _("no indicator"),
        "no_period": _("no period"),
        "not_begun": _("not begun"),
        "no_figure": _("no figure yet"),
        "no_whole": _("no figure of the whole period"),
        "other_unit": _("figures in %(units)s, target in %(unit)s"),
        "rate": _("a ratio has no pace"),
        "stock": _("its last state"),
        "too_few_years": _("too little data: three earlier years needed, found: %(years)s"),
        "not_a_year": _("no whole year"),
        "over_years": _("by the weakest and the best of %(years)s years"),
        "few_whole_years": _("too little data: three whole years needed, found: %(years)s"),
        "disputed": _("disputed"),
        "coarse": _("too rounded"),
        "falls": _("figures of the year fall"),
        "doubtful": _("a figure left out"),
        "implausible": _("out of all proportion"),
    }[code]


def _sentence(code: Code) -> str:
    return {
        "no_value": _("The target has no value: nothing can be set against it. Edit it and give what is aimed at."),
        "no_unit": _("The target has no unit, and is compared with nothing. Edit it and give one, as USD, % or count."),
        "no_indicator": _("The target names no indicator, so that no figure on record speaks of it. Choose one."),
        "no_period": _("The target has no period with a beginning and an end, so that nothing tells when it is due."),
        "not_begun": _("Its period has not begun."),
        "no_figure": _("The record has no figure of this period yet."),
        "no_whole": _("The period is over, and the record has no figure for the whole of it."),
        "other_unit": _("The record has figures in %(units)s, the target is in %(unit)s: they are not compared."),
        "rate": _("A ratio has no pace through the year: it is compared when the figure of the whole period is known."),
        "stock": _("A figure that stands on a day has no pace; its last state is set against the target."),
        "too_few_years": _(
            "Too little data for a pace by the end of %(month)s: it takes three earlier years, and the record has "
            "%(years)s."
        ),
        "not_a_year": _("A pace is made for whole years; the period of this target is another."),
        "over_years": _(
            "Over several years there is no season: what is left is set against the weakest and the best of the "
            "%(years)s years on record."
        ),
        "few_whole_years": _(
            "Too little data for a verdict on several years: it takes three whole years on record, and there are "
            "%(years)s."
        ),
        "disputed": _("Sources disagree on the figure, on both sides of the target. Rule on it first."),
        "coarse": _("The figure is too rounded to say on which side of the target it lies."),
        "falls": _(
            "The figures of this year fall: a later one is smaller than an earlier one, which cannot be of what is "
            "counted over the year. One is wrong, revised or of something else."
        ),
        "doubtful": _("A figure of this year is disputed, below nought or out of its series, and was left out."),
        "implausible": _(
            "The figure of this year is out of all proportion to the same months of earlier years: look at its unit "
            "and scale."
        ),
    }[code]
