"""The gallery of pictures, the page of one with its choices, and its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from proxeny.charts.captions import LANGUAGES, captions
from proxeny.charts.files import FORMATS, Imprint
from proxeny.charts.picture import PICTURES, Picture
from proxeny.core.records import Mark


def _language(request: HttpRequest) -> str:
    """``?language=``, for a paper in another language than the page's; else that of the page."""
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else (get_language() or "en").split("-")[0]


def _drawn(request: HttpRequest, key: str, *, on_page: bool) -> Picture:
    if key not in PICTURES:
        raise Http404
    return PICTURES[key](
        request.GET.dict(), visible_to=request.user, language=_language(request), on_page=on_page
    )


@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """What pictures there are and what each shows. No SQL query of its own."""
    say = captions(_language(request))
    cards = [
        {"key": key, "name": say.say(f"{key}-name"), "about": say.say(f"{key}-about")} for key in sorted(
            PICTURES, key=lambda key: say.say(f"{key}-name").casefold()
        )
    ]  # fmt: skip
    return render(request, "charts/gallery.html", {"cards": cards})


@login_required
def page(request: HttpRequest, key: str) -> HttpResponse:
    """One picture with its choices, its table and its files."""
    drawn = _drawn(request, key, on_page=True)
    say = captions(_language(request))
    return render(request, "charts/page.html", {"picture": drawn, "name": say.say(f"{key}-name")})


@login_required
@never_cache
def download(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """A picture as a file, drawn for the person who asks. An empty one has data only."""
    if form not in FORMATS:
        raise Http404
    drawn = _drawn(request, key, on_page=False)
    if not drawn.specification and form != "csv":
        return HttpResponse(drawn.empty, status=404, content_type="text/plain; charset=utf-8")
    media_type, made = FORMATS[form]
    mark = getattr(request.user, "clearance", Mark.PUBLIC)
    imprint = Imprint(_language(request), mark, timezone.localdate())
    response = HttpResponse(made(drawn, imprint), content_type=media_type)
    name = "-".join([key, *(value for value in drawn.parameters.values() if value)])[:120]
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}.{form}"'
    return response


def _plain(name: str) -> str:
    """A file's name of letters, digits and hyphens."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
