"""The public catalogue: offers, the programmes they belong to, the businesses that make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.documents import originals
from proxeny.programmes import queries
from proxeny.programmes.models import Offer
from proxeny.public import asking, linked_data
from proxeny.public.addresses import LANGUAGES, address, preferred, whole
from proxeny.public.keeping import CONTROL, answer_with, is_known
from proxeny.public.refusals import Refused, not_there


@dataclass(frozen=True)
class Page:
    """A page of a long list."""

    rows: list[Any]
    number: int
    last: int
    count: int


def frame(request: HttpRequest, name: str, language: str, **parts: str) -> dict[str, Any]:
    """What every open page shows: its own address, and the same page in the other languages."""
    query = request.META.get("QUERY_STRING", "")
    tail = f"?{query}" if query else ""
    return {
        "language": language,
        "canonical": whole(request, address(name, language, **parts)),
        "others": [
            {"code": code, "path": f"{path}{tail}", "url": whole(request, path)}
            for code in LANGUAGES
            if (path := address(name, code, **parts))
        ],
    }


def anywhere(request: HttpRequest, name: str, **parts: str) -> HttpResponse:
    """An address without a language leads to the page in the reader's."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(address(name, preferred(request), **parts) + (f"?{query}" if query else ""))
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Vary"] = "Accept-Language"
    return response


def catalogue(request: HttpRequest, language: str) -> HttpResponse:
    """Every offer that is not over, as searched, filtered and sorted. Four SQL queries."""
    return answer_with(request, lambda: _catalogue(request, language))


def _catalogue(request: HttpRequest, language: str) -> HttpResponse:
    asked, today = asking.asked(request), timezone.localdate()
    there = queries.open_offers(today)
    programmes: dict[str, str] = {}
    wards: set[str] = set()
    facets = there.order_by().values_list(
        "ward", "participation__programme__reference", "participation__programme__title",
        "participation__programme__title_vi",
    )  # fmt: skip
    for ward, reference, title, title_vi in facets.distinct():
        programmes[reference] = (title_vi or title) if language == "vi" else (title or title_vi)
        wards.add(ward)
    found = asked.apply(there)
    count = found.count()
    last = max(1, -(-count // asking.A_PAGE))
    if asked.page > last:
        raise Refused(404, _("There is no page %(page)s. Begin with the first.") % {"page": asked.page})
    start = (asked.page - 1) * asking.A_PAGE
    rows = found.select_related("participation__business", "participation__programme").defer("folded", "note")
    page = Page(list(rows[start : start + asking.A_PAGE]), asked.page, last, count)
    context = frame(request, "catalogue", language) | {
        "asked": asked,
        "page": page,
        "today": today,
        "categories": Offer.Category.choices,
        "programmes": sorted(programmes.items(), key=lambda item: item[1]),
        "wards": sorted(ward for ward in wards if ward),
        "discounts": asking.DISCOUNTS,
        "stars": asking.STARS,
        "sorts": list(asking.SORTS.items()),
        "before": asked.query(page=asked.page - 1 if asked.page > 2 else "") if asked.page > 1 else "",
        "after": asked.query(page=asked.page + 1) if asked.page < last else "",
    }
    return render(request, "public/catalogue.html", context)


def offer(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """One offer, to be shared; one that is over says so. Three SQL queries."""
    return answer_with(request, lambda: _offer(request, language, reference))


def _offer(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    found = (
        queries.open_offers()
        .select_related("participation__business", "participation__programme")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise not_there()
    today = timezone.localdate()
    programme = found.participation.programme
    first, last = found.span
    more = (
        queries.open_offers(today)
        .filter(participation__business=found.participation.business)
        .exclude(pk=found.pk)
        .select_related("participation__business")
    )
    context = frame(request, "offer", language, reference=reference)
    picture = whole(request, address_of_picture(found)) if found.picture else ""
    return render(
        request,
        "public/offer.html",
        context
        | {
            "offer": found,
            "programme": programme,
            "business": found.participation.business,
            "first": first,
            "last": last,
            "is_over": last is not None and last < today,
            "is_coming": first is not None and first > today,
            "more": list(more.order_by("-discount", "title")[:6]),
            "picture": picture,
            "data": linked_data.as_block(linked_data.of_offer(found, context["canonical"], picture)),
        },
    )


def address_of_picture(offer: Offer) -> str:
    """Where the picture of an offer is; a new picture has a new address."""
    return f"{reverse('public:picture', args=[offer.reference])}?v={offer.picture[:12]}"


def picture(request: HttpRequest, reference: str) -> Any:
    """The picture of an open offer. One SQL query."""
    found = queries.open_offers().filter(reference=reference).exclude(picture="").first()
    if found is None:
        raise not_there()
    tag = f'"{found.picture[:32]}"'
    if is_known(request, tag):
        response: Any = HttpResponse(status=304)
    else:
        try:
            file = originals.path_of(found.picture).open("rb")
        except FileNotFoundError:
            raise not_there() from None
        response = FileResponse(file, content_type=found.picture_type)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CONTROL
    return response


def programme(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """One programme, who takes part, and its offers by category. Four SQL queries."""
    return answer_with(request, lambda: _programme(request, language, reference))


def _programme(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    found = queries.open_programmes().filter(reference=reference).first()
    if found is None:
        raise not_there()
    offers = queries.open_offers(timezone.localdate()).filter(participation__programme=found)
    counted = dict(offers.order_by().values_list("category").annotate(of=Count("pk")))
    labels = dict(Offer.Category.choices)
    businesses = queries.open_businesses().filter(
        participations__programme=found, participations__status="admitted"
    )
    context = frame(request, "programme", language, reference=reference)
    data = linked_data.of_programme(found, context["canonical"])
    return render(
        request,
        "public/programme.html",
        context
        | {
            "programme": found,
            "categories": [(code, labels.get(code, code), count) for code, count in sorted(counted.items())],
            "businesses": list(businesses.order_by("name").distinct()[:500]),
            "data": linked_data.as_block(data),
        },
    )


def business(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """One business with its offers; nothing of whom to call. Three SQL queries."""
    return answer_with(request, lambda: _business(request, language, reference))


def _business(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    found = queries.open_businesses().filter(reference=reference).first()
    if found is None:
        raise not_there()
    offers = (
        queries.open_offers(timezone.localdate())
        .filter(participation__business=found)
        .select_related("participation__business", "participation__programme")
        .order_by("-discount", "title")
    )
    context = frame(request, "business", language, reference=reference)
    data = linked_data.of_business(found, context["canonical"])
    return render(
        request,
        "public/business.html",
        context | {"business": found, "offers": list(offers[:100]), "data": linked_data.as_block(data)},
    )
