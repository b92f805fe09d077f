"""The page of a business at its secret address: apply, hand in papers, plan, offers and report, without an account.

Whoever has the address acts for the business, so it is never sent on to other sites, kept (no store) or indexed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from proxeny.core.errors import DomainError
from proxeny.programmes import deadlines, services
from proxeny.programmes.ceilings import ceiling_of
from proxeny.programmes.errors import AddressRevoked, NoSuchAddress, NotNow, TooLate, TooOften
from proxeny.programmes.models import Access, Offer, Participation
from proxeny.public import forms, refusals
from proxeny.public.addresses import LANGUAGES, address, preferred
from proxeny.registers.services import BadContent

CURRENCY = "VND"
# Wrong addresses from one place in ten minutes; a secret of 24 random bytes is not guessed, this keeps the log quiet.
_MOST_WRONG, _WINDOW = 30, 600

_DEMANDS: dict[str, Callable[[Access, Participation | None, Any], None]] = {
    "apply": deadlines.demand_application,
    "paper": deadlines.demand_papers,
    "plan": deadlines.demand_plan,
    "offer": deadlines.demand_offers,
    "report": deadlines.demand_report,
}
_FORMS: dict[str, Any] = {
    "apply": forms.ApplicationForm,
    "paper": forms.PaperForm,
    "plan": forms.PlanForm,
    "offer": forms.OfferForm,
    "report": forms.ReportForm,
}


def _wrong(request: HttpRequest) -> None:
    """Count a wrong address. Raises ``TooOften``."""
    key = f"public.wrong.{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, _WINDOW)
    if cache.incr(key) > _MOST_WRONG:
        raise TooOften(_("Too many unknown addresses from here. Wait ten minutes."))


def _closed(response: HttpResponse, language: str) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    # Not "no-referrer": with that browsers name no origin for a form either, and it would be refused.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = language
    return response


def own_any(request: HttpRequest, token: str) -> HttpResponse:
    """A secret address without a language leads to the page in the reader's."""
    language = preferred(request)
    return _closed(HttpResponseRedirect(address("own", language, token=token)), language)


@csrf_protect
def own(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The page of a business, and everything that it hands in there."""
    with translation.override(language):
        return _closed(_own(request, language, token), language)


def _own(request: HttpRequest, language: str, token: str) -> HttpResponse:
    try:
        access = services.access_for(token)
    except (NoSuchAddress, AddressRevoked) as error:
        try:
            _wrong(request)
        except TooOften as often:
            return refusals.page(request, 429, str(often), language)
        return refusals.page(request, 410 if isinstance(error, AddressRevoked) else 404, str(error), language)
    act = request.POST.get("act", "")
    bound: dict[str, Any] = {}
    refused = ""
    if request.method == "POST":
        try:
            services.count_act(access)
            with transaction.atomic():
                form = _do(request, access, act)
            if form is None:
                here = address("own", language, token=token)
                return HttpResponseRedirect(f"{here}?done={act}")
            bound[act] = form
        except TooOften as error:
            return refusals.page(request, 429, str(error), language)
        except DomainError as error:
            refused = str(error)
            if act in _FORMS:
                bound[act] = _FORMS[act](request.POST, request.FILES)
                if isinstance(error, BadContent):
                    bound[act].is_valid()
                    for name, said in error.fields.items():
                        if name in bound[act].fields:
                            bound[act].add_error(name, said)
    context = _context(request, access, bound, language, token) | {"refused": refused}
    return render(request, "public/own.html", context, status=422 if request.method == "POST" else 200)


def _do(request: HttpRequest, access: Access, act: str) -> Any:
    """Do what was asked; returns the form where something is to be mended first, else ``None``."""
    if act == "withdraw":
        participation = services.participation_of(access)
        if participation is None:
            raise NotNow(_("You have not applied."))
        services.withdraw(participation, by=None, reason=request.POST.get("reason", ""))
        return None
    if act not in _FORMS:
        raise NotNow(_("This page does not know what was asked. Load it again."))
    form = _FORMS[act](request.POST, request.FILES)
    if not form.is_valid():
        return form
    content = form.cleaned_data
    if act == "apply":
        services.apply(access, content)
    elif act == "paper":
        file = content["file"]
        services.hand_in(access, kind=content["kind"], data=file.read(), file_name=file.name)
    elif act == "plan":
        services.hand_in_plan(access, content["plan"])
    elif act == "report":
        services.hand_in_report(access, {**content, "revenue_currency": CURRENCY})
    else:
        picture = content["picture"].read() if content["picture"] else None
        services.enter(access, form.content(CURRENCY), picture=picture, offer=_own_offer(request, access))
    return None


def _own_offer(request: HttpRequest, access: Access) -> Offer | None:
    """The draft that is changed; none for a new one, or one that is not theirs."""
    given = request.POST.get("offer", "")
    if not given.isdecimal() or len(given) > 18:
        return None
    found = Offer.objects.filter(pk=given, participation__business=access.business,
                                 participation__programme=access.programme)  # fmt: skip
    return found.first()


def _context(
    request: HttpRequest, access: Access, bound: dict[str, Any], language: str, token: str
) -> dict[str, Any]:
    participation, today = services.participation_of(access), timezone.localdate()
    parts = []
    titles = {
        "apply": _("Application"),
        "paper": _("Papers"),
        "plan": _("Plan"),
        "offer": _("Offers"),
        "report": _("Report"),
    }
    for name, demand in _DEMANDS.items():
        closed, is_late = "", False
        try:
            demand(access, participation, today)
        except (NotNow, TooLate) as error:
            closed, is_late = str(error), isinstance(error, TooLate)
        initial = {}
        if participation is not None and name in {"apply", "plan", "report"}:
            initial = {field: getattr(participation, field) for field in _FORMS[name].base_fields}
        form = bound.get(name) or (None if closed else _FORMS[name](initial=initial, auto_id=f"{name}_%s"))
        parts.append({"name": name, "title": titles[name], "closed": closed, "is_late": is_late, "form": form})
    return {
        "access": access,
        "programme": access.programme,
        "business": access.business,
        "participation": participation,
        "papers": services.papers_of(participation) if participation else [],
        "offers": list(participation.offers.all()[:300]) if participation else [],
        "parts": parts,
        "done": request.GET.get("done", "") in {*_FORMS, "withdraw"},
        "ceiling": ceiling_of(access.programme),
        "is_late_open": access.is_late_open(today),
        "may_withdraw": participation is not None and participation.status in {"applied", "checking", "admitted"},
        "language": language,
        "is_own": True,
        "others": [{"code": code, "path": address("own", code, token=token)} for code in LANGUAGES],
    }
