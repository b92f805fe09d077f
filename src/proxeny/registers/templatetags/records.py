"""What templates of records need to set the content of a page apart into sections."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from proxeny.registers.content import Shown

register = template.Library()


@register.simple_tag
def rows_of(content: Iterable[Shown], *names: str) -> list[Shown]:
    """The rows of some fields, in the order of the names: ``{% rows_of content "led_by" "met" as who %}``."""
    found = {row.name: row for row in content}
    return [found[name] for name in names if name in found]


@register.simple_tag
def rows_without(content: Iterable[Shown], *names: str) -> list[Shown]:
    """The rows of all other fields."""
    return [row for row in content if row.name not in names]
