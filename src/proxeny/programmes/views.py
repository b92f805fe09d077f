"""What the organisers do beside the pages of the kit: acts on programmes, participations, papers and offers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.documents import originals
from proxeny.programmes import queries, services
from proxeny.programmes.models import Access, Business, Offer, Paper, Participation, Programme
from proxeny.programmes.organising import overview_of
from proxeny.programmes.register import OFFERS, PARTICIPATIONS, PROGRAMMES
from proxeny.registers.views import frame, record_for


def _do(request: SignedIn, act: Callable[[], Any], done: str, back: str) -> HttpResponse:
    """Do an act and go back, with what was done or what was refused in words."""
    try:
        with transaction.atomic():
            act()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)


def _programme(request: SignedIn, reference: str) -> Programme:
    record: Record = record_for(request, PROGRAMMES, reference)
    assert isinstance(record, Programme)
    return record


def _participation(request: SignedIn, reference: str) -> Participation:
    record: Record = record_for(request, PARTICIPATIONS, reference)
    assert isinstance(record, Participation)
    return record


def _offer(request: SignedIn, reference: str) -> Offer:
    record: Record = record_for(request, OFFERS, reference)
    assert isinstance(record, Offer)
    return record


@require_POST
@needs("change")
def move(request: SignedIn, reference: str) -> HttpResponse:
    """Bring a programme to another state."""
    programme = _programme(request, reference)
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")
    return _do(
        request,
        lambda: services.move(programme, to, by=request.user, reason=reason),
        _("“%(programme)s” has a new state.") % {"programme": programme},
        programme.get_absolute_url(),
    )


@needs("change")
def organisers(request: SignedIn, reference: str) -> HttpResponse:
    """Who has applied, who lacks what, what was reported by how many; with the words of reminders to copy."""
    programme = _programme(request, reference)
    context = frame(request, PROGRAMMES, programme, "organisers") | overview_of(programme, request.user)
    return render(request, "programmes/organisers.html", context)


def secret_url(request: SignedIn, token: str) -> str:
    """The whole address that a business opens; empty where the site has no open pages."""
    try:
        path = reverse("public:own-any", kwargs={"token": token})
    except NoReverseMatch:
        return ""
    return f"{settings.PROXENY_ADDRESS}{path}" if settings.PROXENY_ADDRESS else request.build_absolute_uri(path)


@require_POST
@needs("change")
def issue_address(request: SignedIn, reference: str) -> HttpResponse:
    """A secret address for one business, shown this once."""
    programme = _programme(request, reference)
    business = get_object_or_404(Business.objects.visible_to(request.user), reference=request.POST.get("business", ""))
    _access, token = services.issue_address(programme, business, by=request.user)
    context = frame(request, PROGRAMMES, programme, "organisers") | {
        "business": business,
        "secret_url": secret_url(request, token),
    }
    response = render(request, "programmes/address.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@needs("change")
def issue_addresses(request: SignedIn, reference: str) -> HttpResponse:
    """Secret addresses for every business that has none, as a CSV file for a mail merge; told this once."""
    programme = _programme(request, reference)
    issued = services.issue_missing(programme, by=request.user)
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow([_("business"), _("e-mail"), _("secret address")])
    for business, token in issued:
        name = f"'{business.name}" if business.name[:1] in "=+-@\t\r" else business.name
        sheet.writerow([name, business.email, secret_url(request, token)])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{programme.reference}-addresses.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@needs("change")
def change_address(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Take a secret address back, or keep it open after the last day; both with a reason."""
    programme = _programme(request, reference)
    access = get_object_or_404(
        Access.objects.select_related("programme", "business"),
        pk=pk,
        programme=programme,
        business__mark__lte=request.user.clearance,
    )
    reason, until = request.POST.get("reason", ""), request.POST.get("until", "")
    back = reverse("programmes-organisers", args=[programme.reference])
    if "revoke" in request.POST:
        said = _("The address of %(business)s is taken back.")
        act: Callable[[], Any] = lambda: services.revoke_address(access, by=request.user, reason=reason)  # noqa: E731
    else:
        said = _("The door stays open for %(business)s.")

        def act() -> Any:
            try:
                day = date.fromisoformat(until)
            except ValueError:
                raise DomainError(_("“%(day)s” is no day; write it as 2026-11-20.") % {"day": until}) from None
            return services.allow_late(access, until=day, reason=reason, by=request.user)

    return _do(request, act, said % {"business": access.business}, back)


_ACTS: dict[str, Callable[[Participation, Any, str], Any]] = {
    "check": lambda record, by, reason: services.begin_check(record, by=by),
    "admit": lambda record, by, reason: services.admit(record, by=by, override_reason=reason),
    "refuse": lambda record, by, reason: services.refuse(record, by=by, reason=reason),
    "withdraw": lambda record, by, reason: services.withdraw(record, by=by, reason=reason),
}


@require_POST
@needs("change")
def decide(request: SignedIn, reference: str) -> HttpResponse:
    """Take an application in hand, admit, refuse, or note that the business stepped back."""
    participation = _participation(request, reference)
    act, reason = _ACTS.get(request.POST.get("act", "")), request.POST.get("reason", "")
    if act is None:
        return redirect(participation)
    done = _("“%(which)s” is decided.") % {"which": participation}
    return _do(request, lambda: act(participation, request.user, reason), done, participation.get_absolute_url())


@require_POST
@needs("change")
def admit_all(request: SignedIn, reference: str) -> HttpResponse:
    """Admit every business in hand whose papers are in order."""
    programme = _programme(request, reference)
    rows = queries.participations(programme, visible_to=request.user)
    ready = rows.filter(queries.IN_HAND).exclude(queries.LACKS_PAPERS)
    done = 0
    for participation in ready:
        services.admit(participation, by=request.user)
        done += 1
    messages.success(request, _("%(count)s businesses are admitted.") % {"count": done})
    return redirect("programmes-organisers", programme.reference)


@needs("change")
def paper(request: SignedIn, reference: str, pk: int) -> HttpResponseBase:
    """The file as it came, to be saved: nothing of it is shown in the page."""
    found: Paper = get_object_or_404(_participation(request, reference).papers, pk=pk)
    try:
        file = originals.path_of(found.sha256).open("rb")
    except FileNotFoundError:
        messages.error(request, _("The data folder does not hold this file; restore it from a backup."))
        return redirect("participations:page", reference)
    return FileResponse(file, as_attachment=True, filename=found.file_name, content_type=found.media_type)


@require_POST
@needs("change")
def judge_paper(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Find a paper in order or not."""
    participation = _participation(request, reference)
    found = get_object_or_404(participation.papers.select_related("participation"), pk=pk)
    reason = request.POST.get("reason", "")
    if "refuse" in request.POST:
        done = _("“%(paper)s” is sent back.")
        return _do(
            request,
            lambda: services.refuse_paper(found, by=request.user, reason=reason),
            done % {"paper": found},
            participation.get_absolute_url(),
        )
    done = _("“%(paper)s” is in order and on file.") % {"paper": found}
    return _do(
        request, lambda: services.accept_paper(found, by=request.user), done, participation.get_absolute_url()
    )


@require_POST
@needs("change")
def publish_offers(request: SignedIn, reference: str) -> HttpResponse:
    """Publish every draft of a business."""
    participation = _participation(request, reference)
    done, refused = services.publish_all(participation, by=request.user)
    for said in refused[:5]:
        messages.error(request, said)
    if done:
        messages.success(request, _("%(count)s offers stand on the open pages.") % {"count": done})
    return redirect(participation)


@require_POST
@needs("change")
def change_offer(request: SignedIn, reference: str) -> HttpResponse:
    """Publish an offer, take it off, or put a picture to it."""
    offer, reason = _offer(request, reference), request.POST.get("reason", "")
    file = request.FILES.get("picture")
    if "withdraw" in request.POST:
        done = _("“%(offer)s” is off the open pages.")
        act: Callable[[], Any] = lambda: services.withdraw_offer(offer, by=request.user, reason=reason)  # noqa: E731
    elif file is not None:
        done = _("“%(offer)s” has its picture.")
        act = lambda: services.set_picture(offer, file.read(), by=request.user)  # noqa: E731
    else:
        done = _("“%(offer)s” is published.")
        act = lambda: services.publish(offer, by=request.user, override_reason=reason)  # noqa: E731
    return _do(request, act, done % {"offer": offer}, offer.get_absolute_url())
