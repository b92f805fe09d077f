"""The list of reports, one report with its editions, and a figure by its number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.core.navigation import address
from proxeny.documents.models import Conflict
from proxeny.partners.models import Person
from proxeny.reports import briefing, queries, services
from proxeny.reports.forms import EditionForm, MeetingForm, ReportForm, SettingsForm
from proxeny.reports.frozen import Tampered
from proxeny.reports.models import Edition, Report
from proxeny.reports.sentences import LANGUAGES


def language_of(request: SignedIn, offered: list[str]) -> str:
    """The language asked for, else that of the page, else the first that there is."""
    wanted = request.GET.get("language") or (get_language() or "en").split("-")[0]
    return wanted if wanted in offered else offered[0]


@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Reports by period and kind, with the state of their newest edition."""
    rows = queries.reports(visible_to=request.user).filter(kind__in=Report.PERIODIC)
    found = [(report, list(report.editions.all())) for report in rows]
    context = {"reports": found, "may_draft": can(request.user, "draft"), "briefs_url": address("briefs:list")}
    return render(request, "reports/list.html", context)


@needs("draft")
def new(request: SignedIn) -> HttpResponse:
    """Open a report with its first edition."""
    own = request.user.language
    initial = {
        "period": request.GET.get("period") or str(timezone.localdate().year - 1),
        "kind": request.GET.get("kind") or Report.Kinds.YEARLY,
        "languages": [own if own in LANGUAGES else "en"],
    }
    form = ReportForm(request.POST or None, person=request.user, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            edition = services.open_report(by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(number)s is opened: a draft from the record.") % {"number": edition.number})
            return redirect(edition)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)


def _report(request: SignedIn, reference: str) -> Report:
    report: Report = get_object_or_404(queries.reports(visible_to=request.user), reference=reference)
    return report


def _settings(data: Any, report: Report, people: list[Person]) -> SettingsForm:
    """The form of a report's title and template; of a brief for a meeting with the meeting."""
    initial: dict[str, Any] = {"title": report.title, "template": report.template_id}
    if report.kind not in briefing.MEETINGS:
        return SettingsForm(data, initial=initial)
    met = list(report.people.values_list("reference", flat=True))
    initial |= {"day": report.day, "place": report.place, "people": met, "to_raise": report.to_raise}
    return MeetingForm(data, initial=initial, people=people)


@login_required
def page(request: SignedIn, reference: str) -> HttpResponse:
    """One report: its editions, its title and template, and the way to a next edition."""
    report = _report(request, reference)
    may_draft = can(request.user, "draft")
    people = briefing.people_to_meet(report.partner, report.delegation, visible_to=request.user)
    form = _settings(request.POST if may_draft and request.method == "POST" else None, report, people)
    if form.is_bound and form.is_valid():
        clean = form.cleaned_data
        meeting = None
        if isinstance(form, MeetingForm):
            met = tuple(one for one in people if one.reference in clean["people"])
            meeting = briefing.Meeting(clean["day"], clean["place"], met, clean["to_raise"])
        services.change_report(
            report, by=request.user, title=clean["title"], template=clean["template"], meeting=meeting
        )
        messages.success(request, _("Saved."))
        return redirect(report)
    editions = list(report.editions.all())
    context = {
        "report": report,
        "editions": editions,
        "form": form,
        "may_draft": may_draft,
        "edition_form": EditionForm(initial={"languages": editions[0].languages}),
        "may_open": may_draft and editions[0].was_published,
    }
    return render(request, "reports/report.html", context, status=422 if form.errors else 200)


@require_POST
@needs("draft")
def new_edition(request: SignedIn, reference: str) -> HttpResponse:
    """Open the next edition."""
    report = _report(request, reference)
    form = EditionForm(request.POST)
    if form.is_valid():
        try:
            edition = services.open_edition(report, by=request.user, **form.cleaned_data)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(number)s is opened.") % {"number": edition.number})
            return redirect(edition)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(report)


@login_required
def find_figure(request: SignedIn) -> HttpResponse:
    """Ask for a figure by its number."""
    number = request.GET.get("number", "").strip()
    if not number:
        return render(request, "reports/find_figure.html")
    try:
        found = queries.figure_numbered(number, visible_to=request.user)
    except DomainError as error:
        return render(request, "reports/find_figure.html", {"number": number, "error": str(error)}, status=422)
    return redirect("reports:figure", number=found.number.replace("#", "-"))


@login_required
def figure(request: SignedIn, number: str) -> HttpResponse:
    """A figure by its number: what was written, what it rested on, and what became of that since."""
    try:
        found = queries.figure_numbered(number, visible_to=request.user)
    except queries.NoSuchFigure as error:
        raise Http404(str(error)) from error
    except Tampered as error:
        return render(request, "reports/tampered.html", {"error": str(error)}, status=409)
    language = language_of(request, list(found.figure["texts"]))
    context = {
        "found": found,
        "edition": found.edition,
        "language": language,
        "text": found.figure["texts"][language],
        "how": found.figure["how"].get(language, ""),
        "remark": found.figure["remarks"].get(language, ""),
        "places": found.places.get(language, []),
        **_choosing(request, found),
    }
    return render(request, "reports/figure.html", context)


def _choosing(request: SignedIn, found: queries.FoundFigure) -> dict[str, Any]:
    """The other values that this figure of a draft could have, for those who may write over it. Three SQL queries."""
    edition, figure = found.edition, found.figure
    lowest = "accept" if edition.state == Edition.State.REVIEW else "draft"
    if edition.is_frozen or figure["origin"] != "stated" or not figure["value"] or not can(request.user, lowest):
        return {}
    valued = [behind for behind in found.statements if behind.was["value"] and behind.now == "stands"]
    chosen = edition.choices.filter(key=figure["key"]).first()
    if len({(one.was["value"], one.was["unit"], one.was["qualifier"]) for one in valued}) < 2 and chosen is None:
        return {}
    keys = [behind.was["id"] for behind in valued]
    rows = Conflict.objects.filter(statements__in=keys, is_open=True, mark__lte=request.user.clearance)
    others = [{"was": one.was, "value": Decimal(one.was["value"])} for one in valued]
    return {"others": others, "chosen": chosen, "conflicts": list(rows.values_list("pk", flat=True).distinct()[:5])}
