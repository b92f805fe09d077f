"""Errors that a person can act upon; each has a stable ``code`` for the API."""

from __future__ import annotations


class DomainError(Exception):
    """Something the record does not allow; the message says what was found, expected and to be done."""

    code = "error"


class BadPeriod(DomainError):
    """A date or period that is no EDTF string, or no day of the calendar."""

    code = "period.malformed"


class BadAmount(DomainError):
    """An amount that cannot be read, or could be read in two ways."""

    code = "amount.malformed"


class WrongState(DomainError):
    """An act that the present state of a record does not allow."""

    code = "record.wrong_state"


class ChangedMeanwhile(DomainError):
    """Somebody else saved the record after it was opened."""

    code = "record.changed_meanwhile"


class NotAllowed(DomainError):
    """The person's role or clearance does not allow the act."""

    code = "rights.not_allowed"


class NoEvidence(DomainError):
    """A figure or record without a source."""

    code = "evidence.missing"
