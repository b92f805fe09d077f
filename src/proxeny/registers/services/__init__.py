"""What the office does with the records of any register, each in one transaction with its evidence and audit entry."""

from proxeny.registers.services.history import Change, changes_in_words, history, label_of
from proxeny.registers.services.parts import add_part, change_part, remove_part
from proxeny.registers.services.records import (
    WITHOUT_SOURCE,
    BadContent,
    change,
    create,
    free_reference,
    remove,
)

__all__ = [
    "WITHOUT_SOURCE",
    "BadContent",
    "Change",
    "add_part",
    "change",
    "change_part",
    "changes_in_words",
    "create",
    "free_reference",
    "history",
    "label_of",
    "remove",
    "remove_part",
]
