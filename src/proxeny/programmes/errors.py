"""What the rules of a programme refuse; a reason overrides where it says so."""

from __future__ import annotations

from proxeny.core.errors import DomainError


class PapersLacking(DomainError):
    """Papers that the programme needs are not in order; an officer may admit all the same, with a reason."""

    code = "programme.papers_lacking"


class DiscountTooHigh(DomainError):
    """A discount above the ceiling; an officer may publish it all the same, with a reason."""

    code = "programme.discount_too_high"


class ReportsLacking(DomainError):
    """Businesses have not reported; the programme may be closed all the same, with a reason."""

    code = "programme.reports_lacking"


class TooLate(DomainError):
    """The day for it has passed; the office may keep the door open for one business, with a reason."""

    code = "programme.too_late"


class NotNow(DomainError):
    """The state of the programme or of the participation does not allow it."""

    code = "programme.not_now"


class NoSuchAddress(DomainError):
    """A secret address that was never issued."""

    code = "access.unknown"


class AddressRevoked(DomainError):
    """A secret address that was taken back."""

    code = "access.revoked"


class TooOften(DomainError):
    """More acts through one secret address than a person does."""

    code = "access.too_often"


class BadPicture(DomainError):
    """A picture that cannot be shown: its kind, its size, or bytes that are no picture."""

    code = "picture.unreadable"


class BadPaper(DomainError):
    """A file that is not taken: its kind or its size."""

    code = "paper.not_taken"
