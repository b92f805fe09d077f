"""The states of an agreement and the acts that lead from one to the next, in the office's words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where an agreement stands. It follows from the acts on record and from the day; nobody types it."""

    IDEA = "idea", _("idea")
    NEGOTIATING = "negotiating", _("under negotiation")
    DRAFT = "draft", pgettext_lazy("agreement", "draft")
    CONSULTING = "consulting", _("opinions asked")
    REVISED = "revised", pgettext_lazy("agreement", "revised")
    SUBMITTED = "submitted", pgettext_lazy("agreement", "submitted")
    APPROVED = "approved", pgettext_lazy("agreement", "approved")
    SIGNED = "signed", pgettext_lazy("state", "signed")
    IN_FORCE = "in_force", _("in force")
    AMENDED = "amended", pgettext_lazy("agreement", "amended")
    EXTENDED = "extended", pgettext_lazy("agreement", "extended")
    SUSPENDED = "suspended", pgettext_lazy("agreement", "suspended")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    SUPERSEDED = "superseded", _("superseded")
    DORMANT = "dormant", _("dormant")
    WITHDRAWN = "withdrawn", pgettext_lazy("agreement", "withdrawn")
    REFUSED = "refused", pgettext_lazy("agreement", "refused")
    UNKNOWN = "unknown", _("not known")


BEFORE_SIGNATURE = (
    State.IDEA,
    State.NEGOTIATING,
    State.DRAFT,
    State.CONSULTING,
    State.REVISED,
    State.SUBMITTED,
    State.APPROVED,
)
# A signed text that binds, or is about to.
BINDING = (State.SIGNED, State.IN_FORCE, State.AMENDED, State.EXTENDED)
# A text whose term runs, even where it is not applied.
RUNNING = (*BINDING, State.SUSPENDED, State.DORMANT, State.UNKNOWN)
OVER = (State.EXPIRED, State.TERMINATED, State.SUPERSEDED)
# What was given up before its signature, and may be taken up again.
GIVEN_UP = (State.REFUSED, State.WITHDRAWN)


class Deed(models.TextChoices):
    """What an act does. An amendment or an extension is an instrument of its own."""

    PROPOSE = "propose", pgettext_lazy("act", "proposal")
    NEGOTIATE = "negotiate", pgettext_lazy("act", "negotiations")
    ANNOUNCE = "announce", pgettext_lazy("act", "announcement of the signature")
    DRAFT = "draft", pgettext_lazy("act", "draft")
    CONSULT = "consult", pgettext_lazy("act", "request for opinions")
    REVISE = "revise", pgettext_lazy("act", "revision after the opinions")
    SUBMIT = "submit", pgettext_lazy("act", "submission for decision")
    APPROVE = "approve", pgettext_lazy("act", "approval")
    REFUSE = "refuse", pgettext_lazy("act", "refusal")
    WITHDRAW = "withdraw", pgettext_lazy("act", "withdrawal")
    SIGN = "sign", pgettext_lazy("act", "signature")
    ENTER = "enter", pgettext_lazy("act", "entry into force")
    AMEND = "amend", pgettext_lazy("act", "amendment")
    EXTEND = "extend", pgettext_lazy("act", "extension")
    RENEW = "renew", pgettext_lazy("act", "renewal")
    SUSPEND = "suspend", pgettext_lazy("act", "suspension")
    RESUME = "resume", pgettext_lazy("act", "resumption")
    LAPSE = "lapse", pgettext_lazy("act", "falling dormant")
    EXPIRE = "expire", pgettext_lazy("act", "expiry")
    TERMINATE = "terminate", pgettext_lazy("act", "termination")
    SUPERSEDE = "supersede", pgettext_lazy("act", "replacement by another agreement")
    TELL = "tell", pgettext_lazy("act", "state as a source tells it")
