"""The names that the languages of the reader already have in a table, for saying which one was probably meant."""

from __future__ import annotations

from functools import cache

from proxeny.reader.language_check.schema import is_name_of_rule
from proxeny.reader.languages import available, load


@cache
def names_in_languages(file: str, section: str) -> frozenset[str]:
    """The keys of a section in every language, those that a rule asks for."""
    return frozenset(
        name for tag in available() for name in load(tag).table(file).get(section, {}) if is_name_of_rule(file, name)
    )
