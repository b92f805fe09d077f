"""The addresses of open pages: their language is part of them, so that a proxy may keep each."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class LanguageConverter:
    """A language of the interface at the start of an address."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


def address(name: str, language: str, **parts: str) -> str:
    """The address of an open page in a language."""
    return reverse(f"public:{name}", kwargs={"language": language, **parts})


def whole(request: HttpRequest, path: str) -> str:
    """An address with the host: of the settings, else of the request."""
    return f"{settings.PROXENY_ADDRESS}{path}" if settings.PROXENY_ADDRESS else request.build_absolute_uri(path)


def preferred(request: HttpRequest) -> str:
    """The language for somebody who asked for none: the browser's where it is one of ours, else the home country's."""
    asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200].lower()
    for piece in asked.split(","):
        code = piece.split(";")[0].strip()[:2]
        if code in LANGUAGES:
            return code
    own = settings.PROXENY_HOME_COUNTRY.lower().replace("vn", "vi")
    return own if own in LANGUAGES else settings.LANGUAGE_CODE
