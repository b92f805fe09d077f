"""People of the office: brought in, changed, signed out for good. Each act is told to the audit in its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts import signals
from proxeny.accounts.models import Role, User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError, WrongState

ADMINISTERED = ("first_name", "last_name", "email", "role", "clearance", "language", "is_active")
OWN = ("first_name", "last_name", "email", "language")


class BadPerson(DomainError):
    """What is entered about a person does not hold; ``fields`` says which field and why."""

    code = "accounts.bad_person"

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__(" ".join(message for messages in fields.values() for message in messages))
        self.fields = fields


def _check(person: User, password: str | None = None) -> None:
    wrong: dict[str, list[str]] = {}
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        wrong |= error.message_dict
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            wrong["password"] = list(error.messages)
    if wrong:
        raise BadPerson(wrong)


def _tell(action: str, person: User, changes: dict[str, list[Any]], by: User | None) -> None:
    signals.done.send(sender=User, action=f"accounts.{action}", person=person, changes=changes, by=by)


@transaction.atomic
def bring_in(*, username: str, password: str, by: User, **known: Any) -> User:
    """Make a person who can sign in. Raises ``BadPerson`` for a name that is taken or a password that is too easy."""
    demand(by, "administer")
    person = User(username=username, **{name: value for name, value in known.items() if name in ADMINISTERED})
    _check(person, password)
    person.set_password(password)
    person.save()
    _tell("created", person, {name: [None, getattr(person, name)] for name in ("username", *ADMINISTERED)}, by)
    return person


@transaction.atomic
def change_person(person: User, changes: Mapping[str, Any], *, by: User) -> User:
    """Change a person's name, role, clearance, language, or whether they may sign in.

    Raises ``WrongState`` where it would leave the record without an administrator.
    """
    demand(by, "administer")
    return _change(person, {name: value for name, value in changes.items() if name in ADMINISTERED}, by)


@transaction.atomic
def change_own(person: User, changes: Mapping[str, Any]) -> User:
    """Change one's own name, address for mail or language."""
    return _change(person, {name: value for name, value in changes.items() if name in OWN}, person)


def _change(person: User, changes: Mapping[str, Any], by: User) -> User:
    current = User.objects.select_for_update().get(pk=person.pk)
    before = {name: getattr(current, name) for name in changes}
    was_administrator = _is_administrator(current)
    for name, value in changes.items():
        setattr(current, name, value)
    _check(current)
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=current.pk)
    if was_administrator and not _is_administrator(current) and not others.exists():
        raise WrongState(
            _("%(person)s is the last administrator: make somebody else an administrator first.") % {"person": current}
        )
    changed = {name: [before[name], value] for name, value in changes.items() if before[name] != value}
    if changed:
        current.save()
        _tell("changed", current, changed, by)
    return current


def _is_administrator(person: User) -> bool:
    return person.is_active and person.role == Role.ADMINISTRATOR


@transaction.atomic
def set_password(person: User, password: str, *, by: User) -> User:
    """Give a person a new password: their own, or an administrator anybody's. It ends their other sessions."""
    if by.pk != person.pk:
        demand(by, "administer")
    _check(person, password)
    person.set_password(password)
    person.save(update_fields=["password"])
    _tell("password_set", person, {}, by)
    return person
