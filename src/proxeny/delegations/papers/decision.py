"""The draft of the decision that sends a delegation: what it says, as a Word document and as PDF.

What a form can use is told by ``sample``; the form of the house (``decision_form``) and the office's own are filled
alike.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from docxtpl import DocxTemplate

from proxeny.core.typesetting import pdf
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.delegations.papers import content
from proxeny.delegations.papers.decision_form import house_form
from proxeny.delegations.papers.filling import environment
from proxeny.delegations.papers.words import heading, words_of
from proxeny.delegations.services.cases import case_of
from proxeny.procedures.office import said

TEMPLATE = Path(__file__).with_name("decision.typ")


def content_of(delegation: Delegation, language: str, *, visible_to: Any) -> dict[str, Any]:
    """What the decision says: every name that a form may use."""
    with translation.override(language):
        found = content.loaded(delegation, visible_to=visible_to)
        words = words_of("decision", language)
        people = content.travellers(found, language, visible_to=visible_to)
        year = found.span[0].year if found.span is not None else timezone.localdate().year
        head = heading(language, year)
        cost, payers = content.estimate_in_words(found, language)
        facts = {
            "title": found.title,
            "people": str(max(len(people), found.size or 0) or words["none"]),
            "where": content.where_in_words(found, language),
            "dates": content.dates_in_words(found, language),
            "days": str(content.number_of_days(found) or ""),
            "head": content.head_of(people, found, visible_to=visible_to) or words["none"],
            "purpose": found.purpose or words["none"],
            "content": found.content,
            "cost": cost,
            "payers": payers,
            "due": edtf_in_words(found.report_due, language) if found.report_due else "",
            "unit": found.proposing_unit or words["none"],
            "invitation": found.invitation,
        }
        return {
            **{f"label_{name}": text for name, text in words.items() if "{" not in text},
            "authority": head["authority"],
            "state": head["state"],
            "number": head["number"],
            "place": head["place"],
            **facts,
            "basis": _basis(found, words, facts),
            "articles": _articles(words, facts),
            "recipients": words["recipients_list"].format(number=4),
            "members": [
                {
                    "no": str(number),
                    "name": " ".join(part for part in (one.honorific, one.name) if part),
                    "post": one.post,
                    "workplace": one.workplace,
                    "role": one.role,
                }
                for number, one in enumerate(people, 1)
            ],
            "costs": content.cost_lines(found, language),
            "language": language,
        }


def sample(language: str) -> dict[str, Any]:
    """Every name that a form may use, filled with dots: for trying a form, and for telling what there is."""
    words = words_of("decision", language)
    names = (
        "authority state number place title people where dates days head purpose content cost payers due unit "
        "invitation recipients language"
    )
    rows = {"members": "no name post workplace role", "costs": "item amount paid_by", "articles": "number text"}
    return {
        **{f"label_{name}": text for name, text in words.items() if "{" not in text},
        **dict.fromkeys(names.split(), "…"),
        "basis": ["…"],
        **{name: [dict.fromkeys(keys.split(), "…")] for name, keys in rows.items()},
    }


def _basis(delegation: Delegation, words: dict[str, str], facts: dict[str, Any]) -> list[str]:
    """The acts that the rules of the case cite, each once, then the invitation and the proposal."""
    case = case_of(delegation)
    cited: list[str] = []
    if case is not None:
        book = case.rulebook
        citations = [book.citation, *(step.citation for step in book.steps), *(one.citation for one in book.limits)]
        cited = list(dict.fromkeys(text for one in citations if (text := said(one.words))))
    lines = [words["basis"].format(rule=text) for text in cited]
    if facts["invitation"]:
        lines.append(words["invitation"].format(**facts))
    return [*lines, words["proposal"].format(**facts)]


def _articles(words: dict[str, str], facts: dict[str, Any]) -> list[dict[str, str]]:
    """The articles in their order, each with its number in words."""
    sends = words["sends"] if facts["days"] else words["sends_days_unknown"]
    first = [sends.format(**facts), words["head"].format(**facts), words["purpose"].format(**facts)]
    first += [words["content"].format(**facts)] if facts["content"] else []
    texts = [
        "\n".join(first),
        words["cost"].format(**facts) if facts["cost"] else words["cost_unknown"],
        words["report"].format(**facts) if facts["due"] else words["report_unknown"],
        words["carries_out"],
    ]
    return [
        {"number": words["article"].format(number=number), "text": text} for number, text in enumerate(texts, 1)
    ]


def as_docx(delegation: Delegation, language: str, *, visible_to: Any, form: bytes | None = None) -> bytes:
    """The draft as a Word document, in the office's own form where there is one."""
    word = DocxTemplate(BytesIO(form if form is not None else house_form()))
    word.render(content_of(delegation, language, visible_to=visible_to), jinja_env=environment(), autoescape=True)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def as_pdf(delegation: Delegation, language: str, *, visible_to: Any) -> bytes:
    """The draft as PDF, in the form of the house."""
    return pdf(TEMPLATE, content_of(delegation, language, visible_to=visible_to), {})
