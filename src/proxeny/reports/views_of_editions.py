"""An edition: its page and files, signing it off, and what moved since the one before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can
from proxeny.audit import services as audit
from proxeny.charts import drawing
from proxeny.core.errors import DomainError
from proxeny.core.wording import language_name
from proxeny.reports import edits, kept_drafts, queries, services
from proxeny.reports.attention import Attention, attention, parts_of
from proxeny.reports.choices import void
from proxeny.reports.composing import content_of, current
from proxeny.reports.content import Content, pieces_of_blocks, statements_of
from proxeny.reports.differences import moved
from proxeny.reports.files import FORMATS, file_of, template_of
from proxeny.reports.framing import frame
from proxeny.reports.frozen import Tampered, canonical, seal_of
from proxeny.reports.models import Edition
from proxeny.reports.views import language_of

State = Edition.State
# act → the right that it needs, and whether a reason is asked for
ACTS = {
    "submit": ("draft", False),
    "send_on": ("accept", False),
    "send_back": ("accept", True),
    "approve": ("sign_off", True),
    "reopen": ("sign_off", True),
    "publish": ("sign_off", False),
    "withdraw": ("sign_off", True),
}


def edition_for(person: Any, number: str) -> Edition:
    """The only door to an edition: 404 for what a person may not see."""
    rows = Edition.objects.visible_to(person).select_related(
        "report__template", "template", "made_by", "submitted_by", "sent_on_by", "approved_by", "published_by"
    )
    edition: Edition = get_object_or_404(rows, number=number)
    return edition


def may_write(person: Any, edition: Edition) -> bool:
    """Whether a person may write over an edition as it is."""
    if edition.is_frozen:
        return False
    return can(person, "accept" if edition.state == State.REVIEW else "draft")


def figure_base(edition: Edition) -> str:
    """The address of the edition's figures, to which the number and a slash are added: a report has thousands."""
    return reverse("reports:figure", args=[f"{edition.number}-0"]).removesuffix("0/")


def _tampered(request: SignedIn, error: Tampered) -> HttpResponse:
    return render(request, "reports/tampered.html", {"error": str(error)}, status=409)


@never_cache
@login_required
def page(request: SignedIn, number: str) -> HttpResponse:
    """The edition as the paper that it will be, or as a file (``?format=docx``)."""
    edition = edition_for(request.user, number)
    language = language_of(request, edition.languages)
    wanted = request.GET.get("format", "")
    if not edition.is_frozen and not wanted and "wait" not in request.GET and _is_worth_a_word(edition):
        return render(request, "reports/drafting.html", {"edition": edition, "language": language})
    draft = None
    try:
        if edition.is_frozen:
            content = content_of(edition)
        else:
            content, draft = current(edition)
    except Tampered as error:
        return _tampered(request, error)
    if wanted in FORMATS:
        return _file(request, edition, content, language, wanted)
    shaken = queries.shaken_figures(edition, content) if draft is None else {}
    found = (
        attention(edition, content, draft.reports, language=language, visible_to=request.user)
        if draft is not None
        else None
    )
    _mark_pieces(content, language, shaken)
    framed = frame(content, language)
    writes = may_write(request.user, edition)
    context = {
        "edition": edition,
        "figure_base": figure_base(edition),
        "statement_base": reverse("documents:statement", args=[0]).removesuffix("0/"),
        "report": edition.report,
        "frame": framed,
        "paper": framed.paper,
        "chapters": _chapters(framed.paper, edition, language, writes),
        "annexes": [{**annex, "heading": framed.annex_title(annex)} for annex in framed.paper["annexes"]],
        "language": language,
        "languages": [(code, (name := language_name(code, code))[:1].upper() + name[1:]) for code in edition.languages],
        "attention": found,
        "draft": draft,
        "void": void(edition) if draft is not None else (),
        "shaken": _shaken(content, language, shaken),
        "may_write": writes,
        "written": set(edition.edits.filter(language=language).values_list("paragraph", flat=True)) if writes else (),
        "approvals": {approval.part: approval for approval in edition.part_approvals.select_related("by")},
        "may_review": can(request.user, "accept") and not edition.is_frozen,
        "before": queries.published_before(edition),
    }
    return render(request, "reports/edition.html", context)


def _is_worth_a_word(edition: Edition) -> bool:
    """Whether the reader is told that it is being drafted, before it is: no draft is at hand and one takes long."""
    return kept_drafts.takes_long(edition) and not kept_drafts.is_at_hand(edition)


@require_POST
@login_required
def draft_again(request: SignedIn, number: str) -> HttpResponse:
    """Draft an edition anew from the record, though nothing is known to have changed."""
    edition = edition_for(request.user, number)
    kept_drafts.forget(edition)
    return redirect(f"{edition.get_absolute_url()}?language={language_of(request, edition.languages)}")


def _file(request: SignedIn, edition: Edition, content: Content, language: str, wanted: str) -> HttpResponse:
    try:
        body = file_of(content, language, wanted, template_of(edition))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(f"{edition.get_absolute_url()}?language={language}")
    audit.record("edition.exported", edition, by=request.user, changes={"format": [None, f"{wanted} {language}"]})
    response = HttpResponse(body, content_type=FORMATS[wanted][1])
    response.headers["Content-Disposition"] = f'attachment; filename="{edition.number}-{language}.{wanted}"'
    return response


def _mark_pieces(content: Content, language: str, shaken: dict[int, str]) -> None:
    """Lets every figure on the page lead to the words of its first source, and say if that does not stand any more."""
    first = {
        figure["n"]: stated[0]["id"] for figure in content["figures"] if (stated := statements_of(figure, content))
    }
    paper = content["languages"][language]
    blocks = [block for chapter in paper["chapters"] for block in chapter["blocks"]]
    for piece in pieces_of_blocks([*blocks, *(annex["table"] for annex in paper["annexes"])]):
        if "n" in piece:
            piece["statement"] = first.get(piece["n"])
            piece["shaken"] = piece["n"] in shaken


def _shaken(content: Content, language: str, shaken: dict[int, str]) -> list[tuple[int, str, str]]:
    figures = {figure["n"]: figure for figure in content["figures"]}
    return [(n, figures[n]["texts"].get(language, ""), state) for n, state in sorted(shaken.items())]


def _chapters(paper: dict[str, Any], edition: Edition, language: str, writes: bool) -> list[dict[str, Any]]:
    """Chapters with what a page draws besides: compiled pictures, and the address for writing over a paragraph."""
    found = []
    for chapter in paper["chapters"]:
        blocks = []
        for number, block in enumerate(chapter["blocks"]):
            extra: dict[str, Any] = {}
            if block["kind"] == "picture":
                extra = {"vega": drawing.vega(block["spec"]), "id": f"picture-{chapter['key']}-{number}"}
            blocks.append({**block, **extra})
        found.append({**chapter, "blocks": blocks, "own": chapter["key"] + edits.OWN_WORDS})
    return found


@never_cache
@login_required
def sign_off(request: SignedIn, number: str) -> HttpResponse:
    """How far an edition is, what has to be looked at, and the act that is next."""
    edition = edition_for(request.user, number)
    if request.method == "POST":
        return _act(request, edition)
    language = language_of(request, edition.languages)
    context: dict[str, Any] = {
        "edition": edition,
        "report": edition.report,
        "language": language,
        "figure_base": figure_base(edition),
    }
    try:
        if edition.is_frozen:
            content = content_of(edition)
        else:
            content, draft = current(edition)
            context["attention"] = attention(
                edition, content, draft.reports, language=language, visible_to=request.user
            )
            context["seen"] = seal_of(canonical(content))
            context["parts"] = _parts(edition, content, language, context["attention"])
    except Tampered as error:
        return _tampered(request, error)
    context["figures"] = len(content["figures"])
    context["sources"] = len(content["sources"])
    context["acts"] = {act for act, (right, _reason) in ACTS.items() if can(request.user, right)}
    context["may_review"] = can(request.user, "accept")
    context["conflicts_url"] = "review:conflict"
    return render(request, "reports/sign_off.html", context)


def _parts(edition: Edition, content: Content, language: str, found: Attention) -> list[dict[str, Any]]:
    """Chapters and annexes, each with its approval and the figures that moved since: (name, before, now)."""
    approvals = {approval.part: approval for approval in edition.part_approvals.select_related("by")}
    moved = {one.approval.part: one.moved for one in found.locked}
    return [
        {
            "key": part["key"],
            "title": part["title"],
            "approval": approvals.get(part["key"]),
            "moved": moved.get(part["key"], ()),
        }
        for part in parts_of(content, language)
    ]


def _act(request: SignedIn, edition: Edition) -> HttpResponse:
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    right, asks_reason = ACTS[act]
    if not can(request.user, right):
        raise PermissionDenied(_("This needs a higher role."))
    given: dict[str, Any] = {"reason": request.POST.get("reason", "")} if asks_reason else {}
    if act == "approve":
        given["seen"] = request.POST.get("seen", "")
    try:
        made = getattr(services, act)(edition, by=request.user, **given)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("%(number)s: %(state)s.") % {"number": made.number, "state": made.get_state_display()}
        )
    return redirect("reports:sign-off", number=edition.number)


@require_POST
@login_required
def part(request: SignedIn, number: str) -> HttpResponse:
    """Approve a chapter or annex, or open it again."""
    edition = edition_for(request.user, number)
    if not can(request.user, "accept"):
        raise PermissionDenied(_("This needs a higher role."))
    key = request.POST.get("part", "")
    try:
        if "open" in request.POST:
            services.open_part(edition, key, reason=request.POST.get("reason", ""), by=request.user)
        else:
            services.approve_part(edition, key, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(reverse("reports:sign-off", args=[number]) + "#parts")


@never_cache
@login_required
def differences(request: SignedIn, number: str) -> HttpResponse:
    """What moved since the edition that went out before this one, figure by figure, and why."""
    edition = edition_for(request.user, number)
    before = queries.published_before(edition)
    language = language_of(request, edition.languages)
    context: dict[str, Any] = {
        "edition": edition,
        "before": before,
        "report": edition.report,
        "figure_base": figure_base(edition),
    }
    if before is not None:
        context["before_base"] = figure_base(before)
        try:
            context["moved"] = moved(
                content_of(before),
                content_of(edition),
                language=language,
                since=before.approved_at,
                visible_to=request.user,
            )
        except Tampered as error:
            return _tampered(request, error)
    return render(request, "reports/differences.html", context)
