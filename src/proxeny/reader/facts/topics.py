"""What a text goes on speaking of, so that ``this figure`` and ``Japan: 192`` find their measure."""

from __future__ import annotations

from dataclasses import dataclass

from proxeny.reader.facts.bounds import PLAIN, Bound
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

_REACH = 2  # passages over which a topic holds
_OPENING = 4  # characters before "up 12%" at the beginning of a sentence
_FLOW = frozenset({"fdi_registered", "fdi_new_registered", "fdi_projects_new", "fdi_disbursed"})
_FLOW_REACH = 4


@dataclass
class Topic:
    """The figure spoken of last, and where foreign investment was last told as a flow."""

    bound: Bound | None = None
    index: int = -99
    flow_index: int = -99
    foreign_index: int = -99  # the last passage whose visitors were foreign ones
    named: Cue | None = None  # the measure that a passage named first, figure or not
    named_index: int = -99
    bound_index: int = -99

    def leave(self, passage: Passage, bounds: list[Bound]) -> None:
        """Remember what a passage was about: its first recorded figure that is no growth and no comparison."""
        told = [
            bound for bound in bounds
            if bound.indicator != "other" and not bound.indicator.endswith(("_growth", "_share", "_vs_plan"))
            and bound.rule not in ("compared", "elliptic", "country-of-list")
        ]  # fmt: skip
        measure = next((cue for cue in passage.cues if cue.group == "measures"), None)
        if measure is not None and measure.name in PLAIN:
            self.named, self.named_index = measure, passage.index
        visitors = [cue.name for cue in passage.cues if cue.name.startswith("visitor")]
        if visitors:
            foreign = "visitor_int" in (visitors[0], visitors[-1])
            self.foreign_index = passage.index if foreign else -99
        whole = [bound for bound in told if bound.partner is None]
        if whole or told:
            self.bound, self.index = (whole or told)[0], passage.index
            self.bound_index = passage.index
        elif any(bound.rule == "product" for bound in bounds):
            self.bound = None  # "this value" is now that of one kind of goods
        elif bounds and self.index == passage.index - 1:
            self.index = passage.index  # the growth of the topic, or its parts
        if any(bound.indicator in _FLOW for bound in bounds):
            self.flow_index = passage.index
        elif any(bound.indicator in ("fdi_stock", "fdi_projects_stock") for bound in whole):
            self.flow_index = -99

    def near(self, passage: Passage, reach: int = _REACH) -> Bound | None:
        """The figure spoken of at most ``reach`` passages before one."""
        return self.bound if passage.index - self.index <= reach else None

    def referred(self, passage: Passage, amount: Amount) -> Bound | None:
        """The figure that ``this number`` before an amount stands for, or a sentence that opens with ``up 12%``."""
        bound = self.near(passage)
        if bound is None:
            return None
        first = not any(other.end <= amount.start for other in passage.amounts if other.kind == amount.kind)
        opening = any(cue.name in ("up", "down") and cue.start - passage.start <= _OPENING for cue in passage.cues)
        return bound if passage.has("anaphor", end=amount.start) or (opening and first) else None

    def is_flow(self, passage: Passage) -> bool:
        """Whether foreign investment is being told for a period, not as all there is."""
        return passage.index - self.flow_index <= _FLOW_REACH
