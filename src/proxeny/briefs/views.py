"""Briefs on the screen and as files, drafted live; and kept, when they become reports with editions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can
from proxeny.audit import services as audit
from proxeny.briefs import queries
from proxeny.briefs.forms import BriefForm, KeepForm
from proxeny.briefs.live import content_now
from proxeny.charts import drawing
from proxeny.core.errors import DomainError
from proxeny.core.wording import language_name
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner, Person
from proxeny.reports import services
from proxeny.reports.briefing import Asked, latest_year, partner_of, people_to_meet
from proxeny.reports.content import Content, pieces_of_blocks, statements_of
from proxeny.reports.files import FORMATS, file_of
from proxeny.reports.framing import frame
from proxeny.reports.models import Report
from proxeny.reports.sentences import LANGUAGES

Kinds = Report.Kinds
ON_A_PARTNER = (Kinds.PARTNER_BRIEF, Kinds.MEETING_BRIEF, Kinds.HEADS_BRIEFING)
ON_A_DELEGATION = (Kinds.VISIT_FILE, Kinds.MEETING_BRIEF)
ON_THE_CITY = (Kinds.INVESTOR_PROFILE,)


@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Partners on whom a brief can be made, and the briefs that were kept. Four SQL queries."""
    chosen = request.GET.get("partner")
    if chosen:
        partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=chosen if chosen.isdecimal() else 0)
        return redirect("briefs:partner", reference=partner.reference)
    context = {
        "partners": queries.subjects(visible_to=request.user)[:60],
        "kept": list(queries.kept(visible_to=request.user)[:20]),
    }
    return render(request, "briefs/list.html", context)


@login_required
def partner(request: SignedIn, reference: str) -> HttpResponse:
    """A brief on a partner: the partner brief, a meeting brief, a briefing for heads of mission."""
    subject = get_object_or_404(Partner.objects.visible_to(request.user), reference=reference)
    return _brief(request, ON_A_PARTNER, Asked(partner=subject), subject)


@login_required
def delegation(request: SignedIn, reference: str) -> HttpResponse:
    """The file on a visit, or the brief for the meeting that it is for."""
    subject = get_object_or_404(Delegation.objects.visible_to(request.user), reference=reference)
    about = Asked(partner=partner_of(subject, visible_to=request.user), delegation=subject)
    kinds = ON_A_DELEGATION if about.partner is not None else ON_A_DELEGATION[:1]
    return _brief(request, kinds, about, subject)


@login_required
def city(request: SignedIn) -> HttpResponse:
    """The city's profile for investors."""
    return _brief(request, ON_THE_CITY, Asked(), None)


def _brief(
    request: SignedIn, kinds: tuple[Kinds, ...], about: Asked, subject: Partner | Delegation | None
) -> HttpResponse:
    """The page, a file (``?format=docx``), or on a POST the brief kept."""
    kind = next((one for one in kinds if one == request.GET.get("kind")), kinds[0])
    about = replace(about, kind=str(kind), period=latest_year(visible_to=request.user))
    people = people_to_meet(about.partner, about.delegation, visible_to=request.user)
    own = (get_language() or "en").split("-")[0]
    language = next((one for one in (request.GET.get("language"), own, "en") if one in LANGUAGES), "en")
    given: dict[str, Any] = {"kind": kind, "person": request.user, "people": people}
    if request.method == "POST":
        return _keep(request, about, people, given, language)
    typed = request.GET.copy()
    typed.setdefault("mark", str(int(request.user.clearance)))
    typed.setdefault("year", about.period)
    form = BriefForm(typed, **given)
    asked, mark = _asked(form, about, people, request.user.clearance)
    try:
        content = content_now(asked, language, mark=mark)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(subject if subject is not None else "briefs:list")
    if (wanted := request.GET.get("format", "")) in FORMATS and form.is_valid():
        return _file(request, content, language, wanted, asked, subject)
    keep = KeepForm(initial=_initial(asked, language, mark), auto_id="keep_%s", **given)
    return _page(request, content, language, asked, kinds, form, keep)


def _asked(form: BriefForm, about: Asked, people: list[Person], clearance: int) -> tuple[Asked, int]:
    """What is asked for by the fields that are in order; the others are as if they were left empty."""
    form.is_valid()
    clean = form.cleaned_data
    chosen = clean.get("people") or ()
    mark = clean.get("mark")
    asked = replace(
        about,
        period=clean.get("year") or about.period,
        day=clean.get("day") or "",
        place=clean.get("place") or "",
        people=tuple(one for one in people if one.reference in chosen),
        to_raise=clean.get("to_raise") or "",
    )
    return asked, mark if isinstance(mark, int) else clearance


def _initial(asked: Asked, language: str, mark: int) -> dict[str, Any]:
    return {
        "mark": mark,
        "year": asked.period,
        "day": asked.day,
        "place": asked.place,
        "people": [one.reference for one in asked.people],
        "languages": [language],
    }


def _keep(
    request: SignedIn, about: Asked, people: list[Person], given: dict[str, Any], language: str
) -> HttpResponse:
    if not can(request.user, "draft"):
        raise PermissionDenied(_("To keep a brief needs the role of officer or higher. You can print it as it is."))
    form = KeepForm(request.POST, **given)
    asked, mark = _asked(form, about, people, request.user.clearance)
    if form.is_valid():
        try:
            edition = services.open_report(
                kind=asked.kind, period=asked.period, languages=form.cleaned_data["languages"], by=request.user,
                mark=mark, title=form.cleaned_data["title"], about=asked,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("%(number)s is kept: write over it, hand it in, sign it off.") % {"number": edition.number}
            )
            return redirect(edition)
    context = {"form": form, "kind": about.kind, "title": Kinds(about.kind).label, "language": language}
    return render(request, "briefs/keep.html", context, status=422)


def _file(
    request: SignedIn, content: Content, language: str, wanted: str, asked: Asked, subject: models.Model | None
) -> HttpResponse:
    body = file_of(content, language, wanted)
    audit.record("brief.exported", subject, by=request.user, changes={"format": [None, f"{asked.kind} {wanted}"]})
    response = HttpResponse(body, content_type=FORMATS[wanted][1])
    about = getattr(subject, "reference", "city")
    name = f"{asked.kind}-{about}-{language}-{timezone.localdate():%Y-%m-%d}.{wanted}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(
    request: SignedIn, content: Content, language: str, asked: Asked, kinds: tuple[Kinds, ...], form: BriefForm,
    keep: KeepForm,
) -> HttpResponse:  # fmt: skip
    framed = frame(content, language)
    first = {figure["n"]: stated[0] for figure in content["figures"] if (stated := statements_of(figure, content))}
    document_base = reverse("documents:page", args=["x"]).removesuffix("x/")
    for chapter in framed.paper["chapters"]:
        for piece in pieces_of_blocks(chapter["blocks"]):
            if (source := first.get(piece.get("n"))) is not None:
                piece["statement"] = source["id"]
                piece["passage"] = f"{document_base}{source['document']}/#s{source['id']}"
        for number, block in enumerate(chapter["blocks"]):
            if block["kind"] == "picture":
                block |= {"vega": drawing.vega(block["spec"]), "id": f"picture-{chapter['key']}-{number}"}
    context = {
        "frame": framed,
        "paper": framed.paper,
        "statement_base": reverse("documents:statement", args=[0]).removesuffix("0/"),
        "asked": asked,
        "subject": asked.delegation or asked.partner,
        "kinds": [(one, one.label) for one in kinds],
        "language": language,
        "languages": [(code, (name := language_name(code, code))[:1].upper() + name[1:]) for code in LANGUAGES],
        "form": form,
        "is_asked": bool(set(request.GET) - {"kind", "language"}),
        "keep": keep if can(request.user, "draft") else None,
        "list_words": {
            "figures": framed.words.text("frame-figures"),
            "figures_lead": framed.lead,
            "sources": framed.words.text("frame-sources"),
        },
    }
    return render(request, "briefs/brief.html", context, status=422 if form.errors else 200)
