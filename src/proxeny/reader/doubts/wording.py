"""The sentence of each doubt, by its code, with the names of the words and figures that go into it."""

from __future__ import annotations

from decimal import Decimal

from proxeny.reader.spans import Doubt, Quantity

WORDING = {
    "doubt.scale.small": "'{printed}' is small for what the sentence says of it; the mark may group thousands, "
    "which makes it {meant}.",
    "doubt.scale.city": "'{printed}' is very little for the whole city; the mark probably groups thousands, which "
    "makes it {meant}.",
    "doubt.scale.twice": "'{printed}' and '{other}' are the same digits a factor {factor} apart; one of them is "
    "probably a slip, and {meant} may be meant.",
    "doubt.sum.exceeds": "The parts of '{whole}' come to {sum}, which is more than the whole; one of the figures "
    "is probably wrong.",
    "doubt.sum.differs": "The parts of '{whole}' come to {sum}, not to the whole; a part is missing or one of the "
    "figures is wrong.",
    "doubt.part.exceeds": "'{part}' is called a part of '{whole}' and is more than it; probably {meant} is meant.",
    "doubt.part.exceeds.plain": "'{part}' is called a part of '{whole}' and is more than it.",
    "doubt.conversion": "'{printed}' and '{other}' are said to be the same sum, at a rate of {rate} {pair}; rates "
    "lie between {low} and {high}.",
    "doubt.conversion.meant": "'{printed}' and '{other}' are said to be the same sum, at a rate of {rate} {pair}; "
    "rates lie between {low} and {high}, so that {meant} is probably meant.",
    "doubt.share": "'{printed}' is given as the share, but '{part}' is {implied} of '{whole}'.",
    "doubt.share.over": "'{printed}' is called a share of a whole, and is more than all of it.",
    "doubt.growth": "'{printed}' does not fit the change from '{before}' to '{after}', which is {implied}.",
    "doubt.growth.direction": "The text says that the figure went {said}, but from '{before}' to '{after}' it went "
    "{did}.",
    "doubt.dates.backwards": "'{printed}' ends on {end}, before it begins on {start}.",
    "doubt.dates.ahead": "This is told as past, but its date ({date}) lies after the publication ({published}).",
}


def doubt(code: str, **values: str) -> Doubt:
    """A doubt in English, with its code and what it names."""
    return Doubt(WORDING[code].format(**values), code, values)


def amount(value: Decimal, unit: str) -> str:
    """``2,265,000,000 USD``; a count without unit."""
    figure = f"{value:,f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return figure + ("" if unit in ("count", "1") else unit if unit == "%" else f" {unit}")


def printed(quantity: Quantity) -> str:
    """The words of a quantity, with the noun that it counts."""
    return f"{quantity.text} {quantity.of}" if quantity.of and quantity.unit == "count" else quantity.text
