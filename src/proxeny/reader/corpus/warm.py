"""Importing this compiles the rules of every language; processes forked from one that did so begin to read at once."""

from __future__ import annotations

from proxeny.reader import languages
from proxeny.reader.pipeline import read

for _tag in languages.available():
    read("Hanoi 2023: 12 USD", language=_tag)
read("Hanoi received twelve delegations in 2023.")  # and the detection of a language
