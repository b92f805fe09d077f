"""``proxeny language``: whether a language's folder holds together, and the skeleton of a new one."""

from proxeny.reader.language_check.checking import check

__all__ = ["check"]
