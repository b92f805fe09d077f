"""What the office does with spreadsheets: look at one, bring it in, undo that, and take a register out."""

from proxeny.exchange.services.bringing import Options, bring_in, examine, mapping_for, open_table, remember
from proxeny.exchange.services.exporting import export
from proxeny.exchange.services.indexing import finish_index
from proxeny.exchange.services.undoing import undo

__all__ = [
    "Options",
    "bring_in",
    "examine",
    "export",
    "finish_index",
    "mapping_for",
    "open_table",
    "remember",
    "undo",
]
