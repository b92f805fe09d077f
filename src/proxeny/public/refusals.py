"""What open pages answer to what they cannot: in their own frame, without a word of how the house is built."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


class Refused(Exception):
    """An answer other than the page asked for: ``status`` and words for the person."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def page(request: HttpRequest, status: int, words: str, language: str) -> HttpResponse:
    """The page that says what is wrong and where to go on."""
    titles = {
        400: _("This address cannot be read"),
        403: _("Not open"),
        404: _("There is no such page"),
        405: _("This page can only be read"),
        410: _("No longer there"),
        429: _("Too much at once"),
    }
    context = {"title": titles.get(status, titles[400]), "words": words, "language": language, "is_refusal": True}
    response = render(request, "public/refused.html", context, status=status)
    response.headers["Cache-Control"] = "no-store" if status in {403, 410, 429} else "public, max-age=30"
    return response


def not_there() -> Refused:
    """Nothing at this address, or nothing that is open."""
    return Refused(404, _("It may be over, withdrawn, or never have been there. Look in the catalogue."))
