"""The request of somebody who is signed in, for the types of views behind ``login_required`` and ``needs``."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from proxeny.accounts.models import User


class SignedIn(HttpRequest):
    """A request with a person and with what htmx says of it."""

    user: User
    htmx: HtmxDetails
