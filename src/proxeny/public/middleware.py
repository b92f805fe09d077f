"""Open pages are answered before anybody is asked who they are: no session, no cookie, nothing that differs."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve
from django.utils import translation

from proxeny.public import addresses, refusals

START = "/public/"
LONGEST = 1500  # of a query, in characters
Answer = Callable[[HttpRequest], HttpResponse]


def is_open(path: str) -> bool:
    """Whether a path is one of the open pages; those of a business at its secret address have forms, and are not."""
    return path.startswith(START) and "/own/" not in path


def language_of(path: str, request: HttpRequest) -> str:
    """The language that an address says, else the one that suits the browser."""
    first = path.removeprefix(START).partition("/")[0]
    return first if first in addresses.LANGUAGES else addresses.preferred(request)


def open_pages(get_response: Answer) -> Answer:
    """Answers open pages itself and leaves all others to the rest of the house."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not is_open(path):
            return get_response(request)
        language = language_of(path, request)
        with translation.override(language):
            response = _answer(request, path, language)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return answer


def _answer(request: HttpRequest, path: str, language: str) -> HttpResponse:
    try:
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponse = HttpResponseNotAllowed(["GET", "HEAD"])
            refused = refusals.page(request, 405, "", language)
            response.content, response.headers["Content-Type"] = refused.content, refused.headers["Content-Type"]
            return response
        request.get_host()  # raises for a host that is not ours
        if len(request.META.get("QUERY_STRING", "")) > LONGEST:
            raise refusals.Refused(400, translation.gettext("The address is too long. Choose fewer filters."))
        match = resolve(path)
        found: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return found
    except refusals.Refused as refused_by:
        return refusals.page(request, refused_by.status, refused_by.words, language)
    except (Resolver404, Http404):
        return refusals.page(request, 404, refusals.not_there().words, language)
    except SuspiciousOperation:
        return HttpResponse("400 Bad Request", status=400, content_type="text/plain; charset=utf-8")
