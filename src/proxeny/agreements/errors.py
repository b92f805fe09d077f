"""What the chain of acts refuses; each error says what was found, what stands against it and what to do."""

from __future__ import annotations

from proxeny.core.errors import DomainError, WrongState


class CannotFollow(WrongState):
    """An act that the state of that day does not allow: an amendment of what is terminated, a second signature."""

    code = "agreement.act_impossible"


class DatesBackwards(WrongState):
    """Dates that cannot all be right: in force before it is signed, an extension that ends before it begins."""

    code = "agreement.dates_backwards"


class ActIncomplete(DomainError):
    """An act without what makes it one: an extension without its new end, an amendment that says nothing."""

    code = "agreement.act_incomplete"
