"""The audit for administrators, and the check of its chain."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proxeny.accounts.rights import needs
from proxeny.audit import queries, services
from proxeny.audit.lists import AUDIT


@needs("see_audit")
def listing(request: HttpRequest) -> HttpResponseBase:
    """Who did what and when, the newest first."""
    return AUDIT.answer(request, queries.listed(), {})


@require_POST
@needs("see_audit")
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute every seal and say what was found."""
    verdict = services.verify()
    if verdict.broken is None:
        messages.success(
            request,
            ngettext(
                "The chain holds: %(count)s entry, as it was written.",
                "The chain holds: %(count)s entries, all as they were written.",
                verdict.entries,
            )
            % {"count": verdict.entries},
        )
    else:
        messages.error(
            request,
            _(
                "The chain is broken at entry no. %(number)s: it, or one before it, is not as it was written. Compare "
                "with a backup from before that entry, and find out who could write to the database."
            )
            % {"number": verdict.broken},
        )
    return redirect("audit:list")
