"""Who may do what: one table, asked by views and templates alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proxeny.accounts.models import Role
from proxeny.core.errors import NotAllowed

# act → lowest role that may do it
LOWEST_ROLE: dict[str, Role] = {
    "see": Role.READER,
    "export": Role.READER,
    "add_document": Role.OFFICER,
    "change": Role.OFFICER,
    "draft": Role.OFFICER,
    "accept": Role.REVIEWER,
    "rule": Role.REVIEWER,
    "watch": Role.REVIEWER,
    "sign_off": Role.APPROVER,
    "delete": Role.ADMINISTRATOR,
    "administer": Role.ADMINISTRATOR,
    "see_audit": Role.ADMINISTRATOR,
}


def can(person: Any, act: str) -> bool:
    """Whether a signed-in, active person's role allows an act."""
    return bool(person and person.is_authenticated and person.is_active and person.role >= LOWEST_ROLE[act])


def demand(person: Any, act: str) -> None:
    """Raises ``NotAllowed`` where the role does not allow the act; services call it before they write."""
    if not can(person, act):
        raise NotAllowed(
            _("%(person)s may not do this: it needs the role of %(role)s or higher. Ask an administrator.")
            % {"person": person, "role": LOWEST_ROLE[act].label}
        )


View = Callable[..., HttpResponseBase]


def needs(act: str) -> Callable[[View], View]:
    """A view for signed-in people whose role allows the act; 403 for the others."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not can(request.user, act):
                raise PermissionDenied(
                    _("This needs the role of %(role)s or higher.") % {"role": LOWEST_ROLE[act].label}
                )
            return view(request, *args, **kwargs)

        return checked

    return decorate
