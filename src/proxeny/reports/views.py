"""The list of reports, one report with its editions, and a figure by its number."""

from __future__ import annotations

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
from proxeny.reports import queries, services
from proxeny.reports.forms import EditionForm, ReportForm, SettingsForm
from proxeny.reports.frozen import Tampered
from proxeny.reports.models import Report
from proxeny.reports.sentences import LANGUAGES


def language_of(request: SignedIn, offered: list[str]) -> str:
    """The language asked for, else that of the page, else the first that there is."""
    wanted = request.GET.get("language") or (get_language() or "en").split("-")[0]
    return wanted if wanted in offered else offered[0]


@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Reports by period and kind, with the state of their newest edition."""
    found = [(report, list(report.editions.all())) for report in queries.reports(visible_to=request.user)]
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


@login_required
def page(request: SignedIn, reference: str) -> HttpResponse:
    """One report: its editions, its title and template, and the way to a next edition."""
    report = _report(request, reference)
    may_draft = can(request.user, "draft")
    form = SettingsForm(
        request.POST if may_draft and request.method == "POST" else None,
        initial={"title": report.title, "template": report.template_id},
    )
    if form.is_bound and form.is_valid():
        services.change_report(report, by=request.user, **form.cleaned_data)
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
    }
    return render(request, "reports/figure.html", context)
