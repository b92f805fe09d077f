"""Where aid stands: by its appraisal case, then by what is recorded to have happened; IATI's word for each state."""

from __future__ import annotations

from proxeny.aid.models import Aid, Transaction
from proxeny.procedures.models import Case, Step

# The steps of the rule packs that the state follows; a pack may lack any of them.
RECEIVE, DECIDE, ACCOUNT, START = "receive", "decide", "account", "start"

# IATI activity status (code list ActivityStatus) of every state: code and name.
IATI: dict[str, tuple[int, str]] = {
    Aid.Status.OFFER: (1, "Pipeline/identification"),
    Aid.Status.DOSSIER: (1, "Pipeline/identification"),
    Aid.Status.APPRAISAL: (1, "Pipeline/identification"),
    Aid.Status.APPROVED: (1, "Pipeline/identification"),
    Aid.Status.RECEIVING: (2, "Implementation"),
    Aid.Status.IMPLEMENTING: (2, "Implementation"),
    Aid.Status.FINALISING: (3, "Finalisation"),
    Aid.Status.CLOSED: (4, "Closed"),
    Aid.Status.REFUSED: (5, "Cancelled"),
    Aid.Status.LAPSED: (5, "Cancelled"),
    Aid.Status.SUSPENDED: (6, "Suspended"),
}
# IATI transaction type of a transaction, by the direction of the aid: what comes in is an incoming commitment or
# incoming funds. A cancellation is a commitment below nought, a refund a disbursement below nought.
IATI_TRANSACTION: dict[tuple[str, str], int] = {
    (Transaction.Kind.COMMITMENT, Aid.Direction.GIVEN): 2,
    (Transaction.Kind.COMMITMENT, Aid.Direction.RECEIVED): 11,
    (Transaction.Kind.CANCELLATION, Aid.Direction.GIVEN): 2,
    (Transaction.Kind.CANCELLATION, Aid.Direction.RECEIVED): 11,
    (Transaction.Kind.DISBURSEMENT, Aid.Direction.GIVEN): 3,
    (Transaction.Kind.DISBURSEMENT, Aid.Direction.RECEIVED): 1,
    (Transaction.Kind.REFUND, Aid.Direction.GIVEN): 3,
    (Transaction.Kind.REFUND, Aid.Direction.RECEIVED): 1,
}

# What is recorded by acts of its own and no step of an appraisal changes.
BEYOND_THE_CASE = (Aid.Status.FINALISING, Aid.Status.CLOSED, Aid.Status.SUSPENDED)
BEFORE_WORK = (
    Aid.Status.OFFER, Aid.Status.DOSSIER, Aid.Status.APPRAISAL, Aid.Status.APPROVED, Aid.Status.RECEIVING,
)  # fmt: skip


def state_of(case: Case) -> str:
    """The state that an appraisal case gives. One SQL query if its steps are not fetched."""
    steps = {step.key: step for step in case.steps.all()}
    done = {key for key, step in steps.items() if step.outcome == Step.Outcome.DONE}
    decisions = {rule.key for rule in case.rulebook.steps if rule.is_decision}
    if START in done:
        return Aid.Status.IMPLEMENTING
    if any(step.outcome == Step.Outcome.REFUSED for step in steps.values()) or case.outcome == Case.Outcome.REFUSED:
        return Aid.Status.REFUSED
    if case.outcome == Case.Outcome.WITHDRAWN:
        return Aid.Status.LAPSED
    if ACCOUNT in done:
        return Aid.Status.RECEIVING
    if decisions & done:
        return Aid.Status.APPROVED
    return Aid.Status.APPRAISAL if RECEIVE in done else Aid.Status.DOSSIER


def next_state(aid: Aid, case: Case, *, is_opened: bool) -> str:
    """The state of aid after something happened in its case.

    A new case starts at the dossier. Work that began and money that came are further than an approval; what is closed,
    wound up or suspended stays so.
    """
    given, present = state_of(case), str(aid.status)
    if is_opened:
        return given
    if present in BEYOND_THE_CASE:
        return present
    if given in (Aid.Status.APPROVED, Aid.Status.RECEIVING):
        if aid.began:
            return Aid.Status.IMPLEMENTING
        if aid.transactions.filter(kind=Transaction.Kind.DISBURSEMENT).exists():
            return Aid.Status.RECEIVING
    return given
