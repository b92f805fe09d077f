"""``proxeny explain``: how a finding came about, from the words of the text to the value, each step with its source."""

from proxeny.reader.explaining.derivation import Derivation, Reason, explain

__all__ = ["Derivation", "Reason", "explain"]
