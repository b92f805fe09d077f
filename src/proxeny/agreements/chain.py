"""The chain of acts, and the state that follows from it on a day. Pure: it reads acts and asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.agreements.errors import ActIncomplete, CannotFollow, DatesBackwards
from proxeny.agreements.states import BEFORE_SIGNATURE, GIVEN_UP, OVER, RUNNING, Deed, State
from proxeny.agreements.terms import Term
from proxeny.core import period
from proxeny.core.errors import WrongState
from proxeny.core.wording_of_dates import edtf_in_words


class Link(Protocol):
    """An act, as far as the state follows from it. Dates are EDTF, empty where they are not known."""

    deed: str
    date: str
    effective: str
    expires: str
    told: str
    summary: str


@dataclass(frozen=True)
class Standing:
    """What a chain leaves: the last state that an act gave, and the dates that decide how the days change it.

    ``ended`` is the day from which a termination holds, ``held`` the state that a suspension interrupts.
    """

    state: str = State.IDEA
    signed: str = ""
    is_signed: bool = False
    in_force: str = ""
    expires: str = ""
    ended: str = ""
    held: str = ""
    is_empty: bool = True


_OPEN = frozenset({*BEFORE_SIGNATURE, *GIVEN_UP, State.DORMANT, State.UNKNOWN})
_RUNNING = frozenset(RUNNING)
_LEADS_TO: dict[str, State] = {
    Deed.PROPOSE: State.IDEA,
    Deed.NEGOTIATE: State.NEGOTIATING,
    Deed.ANNOUNCE: State.NEGOTIATING,
    Deed.DRAFT: State.DRAFT,
    Deed.CONSULT: State.CONSULTING,
    Deed.REVISE: State.REVISED,
    Deed.SUBMIT: State.SUBMITTED,
    Deed.APPROVE: State.APPROVED,
    Deed.REFUSE: State.REFUSED,
    Deed.WITHDRAW: State.WITHDRAWN,
    Deed.SIGN: State.SIGNED,
    Deed.AMEND: State.AMENDED,
    Deed.EXTEND: State.EXTENDED,
    Deed.RENEW: State.EXTENDED,
    Deed.SUSPEND: State.SUSPENDED,
    Deed.LAPSE: State.DORMANT,
    Deed.EXPIRE: State.EXPIRED,
    Deed.TERMINATE: State.TERMINATED,
    Deed.SUPERSEDE: State.SUPERSEDED,
}
# From which states of an act's own day it may be done.
_AFTER: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (Deed.PROPOSE, Deed.NEGOTIATE, Deed.ANNOUNCE, Deed.DRAFT, Deed.CONSULT, Deed.REVISE, Deed.SUBMIT), _OPEN
    ),
    Deed.APPROVE: frozenset({*BEFORE_SIGNATURE, State.REFUSED}),
    Deed.REFUSE: frozenset({*BEFORE_SIGNATURE, State.REFUSED}),
    Deed.WITHDRAW: frozenset({*BEFORE_SIGNATURE, State.REFUSED, State.DORMANT}),
    Deed.SIGN: _OPEN,
    **dict.fromkeys((Deed.ENTER, Deed.AMEND, Deed.EXTEND, Deed.TERMINATE, Deed.EXPIRE), _RUNNING),
    Deed.RENEW: frozenset({*RUNNING, State.EXPIRED}),
    Deed.SUSPEND: frozenset({State.SIGNED, State.IN_FORCE, State.AMENDED, State.EXTENDED, State.UNKNOWN}),
    Deed.RESUME: frozenset({State.SUSPENDED, State.DORMANT}),
    Deed.LAPSE: frozenset({*BEFORE_SIGNATURE, *RUNNING}) - {State.DORMANT},
    Deed.SUPERSEDE: frozenset({*BEFORE_SIGNATURE, *RUNNING, State.EXPIRED}),
    Deed.TELL: frozenset(State.values),
}
_OF_A_SIGNED_TEXT = {
    Deed.ENTER, Deed.AMEND, Deed.EXTEND, Deed.RENEW, Deed.SUSPEND, Deed.RESUME, Deed.TERMINATE, Deed.EXPIRE,
}  # fmt: skip
BEFORE_IT_IS_SIGNED = tuple(deed for deed, after in _AFTER.items() if after is _OPEN and deed != Deed.SIGN) + (
    Deed.APPROVE,
    Deed.REFUSE,
    Deed.WITHDRAW,
)


def applied(standing: Standing, act: Link) -> Standing:
    """The standing after an act, whatever was before it."""
    done = replace(standing, is_empty=False)
    if act.deed == Deed.SIGN:
        ends = act.expires or standing.expires
        return replace(done, state=State.SIGNED, signed=act.date, is_signed=True, expires=ends, ended="")
    if act.deed == Deed.ENTER:
        state = State.SIGNED if standing.state in {State.UNKNOWN, State.DORMANT} else standing.state
        return replace(
            done, in_force=act.effective or act.date, expires=act.expires or standing.expires, state=state
        )
    if act.deed == Deed.TELL:
        state = act.told or standing.state
        is_signed = standing.is_signed or state in {*OVER, *RUNNING} - {State.UNKNOWN, State.DORMANT}
        return replace(done, state=state, is_signed=is_signed, expires=act.expires or standing.expires)
    if act.deed == Deed.TERMINATE:
        since = act.effective or act.date
        return replace(done, ended=since) if since else replace(done, state=State.TERMINATED)
    if act.deed == Deed.RESUME:
        state = standing.held or (State.SIGNED if standing.is_signed else State.IDEA)
        return replace(done, state=state, held="", expires=act.expires or standing.expires)
    state = _LEADS_TO[act.deed]
    if act.deed in {Deed.SUSPEND, Deed.LAPSE}:
        return replace(done, state=state, held=standing.held or standing.state)
    if act.deed in {Deed.AMEND, Deed.EXTEND} and standing.state == State.SUSPENDED:
        return replace(done, held=state, expires=act.expires or standing.expires)
    ended = "" if act.deed == Deed.RENEW else standing.ended
    return replace(done, state=state, held="", ended=ended, expires=act.expires or standing.expires)


def as_of(standing: Standing, day: date, term: Term | None = None) -> str:
    """The state on a day: what the acts left, and what the days have made of it since.

    ``term`` gives the rule of renewal; a term without one ends with its last day. A termination holds from its first
    possible day, an expiry counts after the last one.
    """
    state = standing.state
    if standing.ended and _first(standing.ended) <= day:
        return State.TERMINATED
    runs = replace(term or Term(), expires=standing.expires)
    if state in RUNNING and standing.is_signed and runs.is_over(day):
        return State.EXPIRED
    if state == State.SIGNED and standing.in_force and _first(standing.in_force) <= day:
        return State.IN_FORCE
    return state


def standing_of(acts: Iterable[Link], *, on: date | None = None) -> Standing:
    """What the acts of a chain leave, in their order; those of later days left out where a day is given."""
    standing = Standing()
    for act in acts:
        if on is None or not act.date or _first(act.date) <= on:
            standing = applied(standing, act)
    return standing


def state_of(acts: Iterable[Link], on: date, term: Term | None = None) -> str:
    """The state on a day that follows from a chain of acts."""
    return as_of(standing_of(acts, on=on), on, term)


def place_for(acts: Sequence[Link], act: Link) -> int:
    """Where an act stands in a chain: before the first one that is certainly later; without a date, at the end."""
    if not act.date:
        return len(acts)
    last = period.days(act.date)[1] or date.max
    return next((at for at, other in enumerate(acts) if other.date and _first(other.date) > last), len(acts))


def check(acts: Sequence[Link], term: Term | None = None, *, subject: str = "", new: Link | None = None) -> Standing:
    """Go through a chain and refuse the first act that cannot be; returns what it leaves.

    ``new`` is the act that is being recorded: where another one cannot follow it, the message says so. Raises
    ``CannotFollow``, ``DatesBackwards`` and ``ActIncomplete``.
    """
    standing, before = Standing(), None
    for act in acts:
        try:
            demand_possible(standing, act, term, subject=subject, before=before)
        except WrongState as error:
            if new is None or act is new:
                raise
            raise DatesBackwards(
                _(
                    "With “%(new)s” in its place, “%(later)s” could no longer stand: %(why)s Correct one of the two "
                    "dates."
                )
                % {"new": in_words(new), "later": in_words(act), "why": error}
            ) from error
        standing, before = applied(standing, act), act
    return standing


def demand_possible(
    standing: Standing, act: Link, term: Term | None = None, *, subject: str = "", before: Link | None = None
) -> None:
    """Refuse an act that cannot follow what stands; errors as of ``check``."""
    name = subject or _("This agreement")
    on = _first(act.date) if act.date else None
    state = as_of(standing, on, term) if on is not None else standing.state
    if on is None and standing.ended:
        state = State.TERMINATED
    if act.deed == Deed.SIGN and standing.is_signed:
        raise CannotFollow(
            _("%(name)s was already signed on %(day)s; correct that act, or record an amendment.")
            % {"name": name, "day": day_in_words(standing.signed)}
            if standing.signed
            else _("%(name)s is signed already; give that act its day instead of signing again.") % {"name": name}
        )
    if act.deed == Deed.ENTER and standing.in_force:
        raise CannotFollow(
            _("%(name)s entered into force on %(day)s already; correct that act instead.")
            % {"name": name, "day": day_in_words(standing.in_force)}
        )
    if state not in _AFTER[act.deed] or (act.deed in _OF_A_SIGNED_TEXT and not standing.is_signed):
        raise CannotFollow(_cannot(name, standing, state, act))
    _demand_content(standing, act, name)
    _demand_forward(standing, act, name)


def _cannot(name: str, standing: Standing, state: str, act: Link) -> str:
    what = {"name": name, "state": State(state).label, "act": Deed(act.deed).label}
    if act.date:
        what["day"] = day_in_words(act.date)
    if act.deed in _OF_A_SIGNED_TEXT and not standing.is_signed:
        said = _("%(name)s is not signed (%(state)s), so that no “%(act)s” can follow. Record the signature first.")
        return said % what
    if state == State.EXPIRED and act.deed in {Deed.EXTEND, Deed.AMEND}:
        what["end"] = day_in_words(standing.expires) if standing.expires else what["state"]
        return _("%(name)s has expired (%(end)s): record a renewal, or correct its end.") % what
    if state in OVER and "day" in what:
        said = _("On %(day)s %(name)s is %(state)s: no “%(act)s” can follow. Take that back first if it is wrong.")
        return said % what
    if state in OVER:
        return _("%(name)s is %(state)s: no “%(act)s” can follow. Take that back first if it is wrong.") % what
    if act.deed in BEFORE_IT_IS_SIGNED and standing.is_signed:
        said = _("%(name)s is signed already: “%(act)s” belongs before the signature. Record an amendment instead.")
        return said % what
    return _("%(name)s is %(state)s: “%(act)s” cannot follow. Record first what leads there.") % what


def _demand_content(standing: Standing, act: Link, name: str) -> None:
    if act.deed in {Deed.EXTEND, Deed.RENEW} and not act.expires:
        raise ActIncomplete(_("Give the new end of the term: an extension or renewal has one."))
    if act.deed == Deed.AMEND and not act.summary.strip():
        raise ActIncomplete(_("Say what the amendment changes."))
    if act.deed == Deed.TELL and act.told not in State.values:
        raise ActIncomplete(_("Say which state the source tells of."))


def _demand_forward(standing: Standing, act: Link, name: str) -> None:
    if act.deed == Deed.ENTER:
        _demand_not_before(act.effective or act.date, standing.signed, act, _("the signature"))
    if act.effective and act.deed not in {Deed.ENTER, Deed.TELL} and act.date:
        _demand_not_before(act.effective, act.date, act, _("the act itself"))
    if act.expires:
        since = act.effective or act.date or standing.in_force or standing.signed
        _demand_not_before(act.expires, since, act, _("its beginning"))
    if act.deed in {Deed.EXTEND, Deed.RENEW} and standing.expires:
        old, new = _last(standing.expires), _last(act.expires)
        if new <= old:
            raise DatesBackwards(
                _("The new end, %(new)s, does not lie after the present one, %(old)s: that extends nothing.")
                % {"new": day_in_words(act.expires), "old": day_in_words(standing.expires)}
            )


def _demand_not_before(later: str, earlier: str, act: Link, what: str) -> None:
    """Dates run forwards, as far as the sources say the day."""
    if later and earlier and _last(later) < _first(earlier):
        raise DatesBackwards(
            _("“%(act)s”: %(later)s lies before %(what)s, %(earlier)s. Correct one of the two.")
            % {
                "act": Deed(act.deed).label,
                "later": day_in_words(later),
                "what": what,
                "earlier": day_in_words(earlier),
            }
        )


def may_follow(standing: Standing, state: str, deed: str) -> bool:
    """Whether an act of today could follow, for offering it."""
    if (deed == Deed.SIGN and standing.is_signed) or (deed == Deed.ENTER and standing.in_force):
        return False
    return state in _AFTER[deed] and (deed not in _OF_A_SIGNED_TEXT or standing.is_signed)


def day_in_words(edtf: str) -> str:
    """A date in the active language."""
    return edtf_in_words(edtf, get_language() or "en") if edtf else _("an unknown day")


def in_words(act: Link) -> str:
    """An act with its date: "amendment, 3 May 2024"."""
    label = str(Deed(act.deed).label)
    return f"{label}, {day_in_words(act.date)}" if act.date else label


def _first(edtf: str) -> date:
    return period.days(edtf)[0] or date.min


def _last(edtf: str) -> date:
    return period.days(edtf)[1] or date.max


def has_begun(edtf: str) -> bool:
    """Whether a day or period has begun by today."""
    return bool(edtf) and _first(edtf) <= timezone.localdate()
