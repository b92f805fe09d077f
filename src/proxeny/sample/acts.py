"""The acts that the rows of agreements tell of, and the state that follows from them."""

from __future__ import annotations

from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.services.keeping import follow
from proxeny.agreements.states import Deed, State
from proxeny.sample.files import Row

# The files' words for where an agreement stands that are acts rather than states, each with what they say of it.
_TOLD_AS: dict[str, tuple[Deed, str]] = {
    "proposed": (Deed.PROPOSE, ""),
    "announced": (Deed.ANNOUNCE, ""),
    "negotiating": (Deed.NEGOTIATE, ""),
    "concluded": (Deed.SUPERSEDE, "The negotiations were concluded with another document."),
    "ended": (Deed.TERMINATE, "It ended; how and on which day the source does not say."),
}
_NO_NEWS = {"signed", "idea"}


def acts_of(agreement: Agreement, row: Row) -> list[Act]:
    """The chain of an agreement, not saved: its signature where the row gives one, and what its state tells of."""
    status = row["status"]
    acts = []
    if row.get("signed"):
        acts.append(Act(agreement=agreement, deed=Deed.SIGN, date=row["signed"], expires=row.get("expires", "")))
    ends = "" if acts else row.get("expires", "")
    if status in _TOLD_AS:
        deed, summary = _TOLD_AS[status]
        acts.append(Act(agreement=agreement, deed=deed, summary=summary, expires=ends))
    elif status not in _NO_NEWS and not (status == "expired" and row.get("expires")):
        told = State.UNKNOWN if status == "unclear" else State(status)
        summary = "The sources do not agree." if status == "unclear" else ""
        acts.append(Act(agreement=agreement, deed=Deed.TELL, told=told, summary=summary, expires=ends))
    for at, act in enumerate(acts):
        act.position = at
    return acts


def put_state(agreement: Agreement, row: Row) -> None:
    """Set what of an agreement follows from its acts."""
    follow(agreement, acts_of(agreement, row))


def speaks_of(act: Act) -> str:
    """The key of the files that an act rests on."""
    return "signed" if act.deed == Deed.SIGN else "status"
