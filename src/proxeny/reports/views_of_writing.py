"""Writing over a draft: its paragraphs with the figures in them, and the value of another source for a figure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.core.errors import DomainError
from proxeny.reports import edits, from_record, services
from proxeny.reports.composing import audience_of, drafts
from proxeny.reports.forms import ParagraphForm
from proxeny.reports.from_record import Offer
from proxeny.reports.models import Edition
from proxeny.reports.parts import Report
from proxeny.reports.views import language_of
from proxeny.reports.views_of_editions import edition_for, may_write

OFFERED = 12  # figures of the draft that a search gives


def _writable(request: SignedIn, number: str) -> Edition:
    edition = edition_for(request.user, number)
    if not may_write(request.user, edition):
        raise PermissionDenied(_("%(number)s cannot be written over by you as it is now.") % {"number": number})
    return edition


@never_cache
@login_required
def paragraph(request: SignedIn, number: str, name: str) -> HttpResponse:
    """Write over a paragraph: the sentence with its figures in brackets. With htmx only the paragraph is answered."""
    edition = _writable(request, number)
    language = language_of(request, edition.languages)
    drafted = drafts(edition)[language]
    known = edits.paragraphs(drafted).get(name)
    written = edition.edits.filter(language=language, paragraph=name).first()
    if known is None and written is None:
        raise Http404
    if request.method == "POST" and "put_back" in request.POST:
        services.put_draft_back(edition, language, name, by=request.user)
        return _after_writing(request, edition, language, name)
    standing = known[1].pieces if known else ()
    if written is not None:
        readers = audience_of(edition.report)
        of_record = from_record.named_in({name: (written.part, written.pieces)}, language, visible_to=readers)
        pieces = edits.pieces_of(written.pieces, {**of_record, **edits.figures_by_key(drafted)})
    else:
        pieces = standing
    is_search = bool({"find", "insert"} & request.POST.keys())
    form = ParagraphForm(request.POST or None, initial={"typed": edits.as_typed(pieces)})
    offers: list[Offer] = []
    if is_search:
        form, offers = _searched(request, edition, drafted, language)
    elif form.is_bound and form.is_valid():
        try:
            services.edit_paragraph(
                edition, language, name, form.cleaned_data["typed"], by=request.user, drafted=drafted
            )
        except DomainError as error:
            form.add_error("typed", str(error))
        else:
            return _after_writing(request, edition, language, name)
    context = {
        "edition": edition,
        "form": form,
        "name": name,
        "language": language,
        "written": written,
        "drafted": edits.plain(standing),
        "figures": _near(drafted, name),
        "offers": offers,
        "searched": request.POST.get("searched", "") if is_search else "",
        "is_search": is_search,
    }
    template = "reports/_paragraph_form.html" if request.htmx else "reports/paragraph.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _near(drafted: Report, name: str) -> list[Any]:
    """The figures of the paragraph's own chapter, else the first of the report."""
    prefix = name.partition(".")[0] + "."
    figures = edits.figures_by_key(drafted)
    return [figure for key, figure in figures.items() if key.startswith(prefix)][:60] or list(figures.values())[:40]


def _searched(
    request: SignedIn, edition: Edition, drafted: Report, language: str
) -> tuple[ParagraphForm, list[Offer]]:
    """The form with what was typed so far, with the chosen figure at its end; and the figures that were found."""
    typed, searched = request.POST.get("typed", ""), request.POST.get("searched", "").strip()
    readers = audience_of(edition.report)
    if key := request.POST.get("insert", ""):
        named = from_record.figures([key], language, visible_to=readers)
        figure = {**named, **edits.figures_by_key(drafted)}.get(key)
        if figure is not None:
            typed = f"{typed.rstrip()} {edits.as_typed([figure])}".strip()
    offers = of_draft(drafted, searched) if searched else []
    if searched:
        offers += from_record.find(searched, language, visible_to=readers)
    return ParagraphForm(initial={"typed": typed}), offers


def of_draft(drafted: Report, searched: str) -> list[Offer]:
    """Figures of the draft by their name or their words, with the sentence that they stand in."""
    found: dict[str, Offer] = {}
    wanted = searched.casefold().split()
    for chapter in drafted.chapters:
        for block in chapter.blocks:
            for figure in getattr(block, "pieces", ()):
                if isinstance(figure, str) or figure.value is None or figure.key in found:
                    continue
                sentence = edits.plain(block.pieces)  # type: ignore[union-attr]
                if all(word in f"{figure.key} {sentence}".casefold() for word in wanted):
                    found[figure.key] = Offer(figure, f"{chapter.title}: {_around(sentence, figure.text)}")
    return list(found.values())[:OFFERED]


def _around(sentence: str, words: str, width: int = 60) -> str:
    at = max(0, sentence.find(words))
    start, end = max(0, at - width), at + len(words) + width
    return ("… " if start else "") + sentence[start:end].strip() + (" …" if end < len(sentence) else "")


def _after_writing(request: SignedIn, edition: Edition, language: str, name: str) -> HttpResponse:
    there = f"{edition.get_absolute_url()}?language={language}#p-{name}"
    if request.htmx:
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = there
        response.headers["HX-Refresh"] = "true"
        return response
    return redirect(there)


@require_POST
@login_required
def choose(request: SignedIn, number: str) -> HttpResponse:
    """Print the value of another source for a figure, or the record's own again."""
    edition = _writable(request, number)
    key, statement = request.POST.get("key", ""), request.POST.get("statement", "")
    try:
        if "put_back" in request.POST:
            services.put_value_back(edition, key, by=request.user)
            messages.success(request, _("The record’s own value is printed again."))
        else:
            chosen = int(statement) if statement.isdecimal() else 0
            services.choose_value(edition, key, chosen, reason=request.POST.get("reason", ""), by=request.user)
            messages.success(request, _("Chosen: the source and the reason are printed beside the figure."))
    except DomainError as error:
        messages.error(request, str(error))
        if request.POST.get("figure", "").isdecimal():
            return redirect("reports:figure", number=f"{number}-{request.POST['figure']}")
    return redirect(edition)
