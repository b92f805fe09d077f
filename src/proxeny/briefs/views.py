"""Briefs on the screen and as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from proxeny.accounts.requests import SignedIn
from proxeny.audit import services as audit
from proxeny.briefs import queries
from proxeny.briefs.as_docx import as_docx
from proxeny.briefs.as_pdf import as_pdf
from proxeny.briefs.partner import partner_brief
from proxeny.briefs.parts import Picture
from proxeny.charts import drawing
from proxeny.core.word_papers import MEDIA_TYPE
from proxeny.partners.models import Partner

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}


@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Partners on whom a brief can be made."""
    chosen = request.GET.get("partner")
    if chosen:
        partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=chosen if chosen.isdecimal() else 0)
        return redirect("briefs:partner", reference=partner.reference)
    everyone = queries.subjects(visible_to=request.user)
    return render(request, "briefs/list.html", {"partners": everyone[:60]})


@login_required
def partner(request: SignedIn, reference: str) -> HttpResponse:
    """The brief on a partner, in a language, on the page or as a Word or PDF file."""
    subject = get_object_or_404(Partner.objects.visible_to(request.user), reference=reference)
    language = request.GET.get("language") or (get_language() or "en").split("-")[0]
    language = language if language in LANGUAGES else "en"
    brief = partner_brief(subject, language=language, visible_to=request.user)
    wanted = request.GET.get("format", "html")
    if wanted in {"docx", "pdf"}:
        body = as_docx(brief) if wanted == "docx" else as_pdf(brief)
        audit.record("brief.exported", subject, by=request.user, changes={"format": [None, wanted]})
        response = HttpResponse(body, content_type=MEDIA_TYPE if wanted == "docx" else "application/pdf")
        name = f"{subject.reference}-{language}-{timezone.localdate():%Y-%m-%d}.{wanted}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    sections = [
        {
            "section": section,
            "blocks": [
                {
                    "block": block,
                    "kind": type(block).__name__.lower(),
                    "spec": drawing.vega(block.spec) if isinstance(block, Picture) else None,
                    "id": f"picture-{section.key}-{number}",
                }
                for number, block in enumerate(section.blocks)
            ],
        }
        for section in brief.sections
    ]
    context = {"brief": brief, "sections": sections, "partner": subject, "language": language, "languages": LANGUAGES}
    return render(request, "briefs/brief.html", context)
