"""The people of the demonstration: one for each thing that people do with the record."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from proxeny.accounts.models import Role, User
from proxeny.audit import services as audit
from proxeny.core.records import Mark

# Only ever set in the demonstration's own folder, which answers to this machine alone.
PASSWORD = "proxeny-demo"

# username: (role, clearance, first name, last name, language)
CAST: dict[str, tuple[Role, Mark, str, str, str]] = {
    "lan": (Role.REVIEWER, Mark.INTERNAL, "Lan", "Phạm", "en"),
    "minh": (Role.READER, Mark.INTERNAL, "Minh", "Trần", "vi"),
    "hoa": (Role.APPROVER, Mark.CONFIDENTIAL, "Hoa", "Nguyễn", "en"),
    "an": (Role.ADMINISTRATOR, Mark.CONFIDENTIAL, "An", "Đỗ", "en"),
}
REVIEWER = "lan"


def bring_in() -> User:
    """Make those who are missing; returns the reviewer, in whose name the sample is loaded."""
    known = set(User.objects.filter(username__in=CAST).values_list("username", flat=True))
    password = make_password(PASSWORD) if len(known) < len(CAST) else ""
    for username, (role, clearance, first, last, language) in CAST.items():
        if username in known:
            continue
        person = User.objects.create(
            username=username,
            role=role,
            clearance=clearance,
            first_name=first,
            last_name=last,
            language=language,
            password=password,
        )
        changes = {"role": [None, role.name.lower()], "clearance": [None, clearance.name.lower()]}
        audit.record("accounts.created", person, by=None, changes=changes)
    return User.objects.get(username=REVIEWER)
