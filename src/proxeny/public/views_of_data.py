"""Open data: offers and calls as files with day and licence, the map of the site, what robots may read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from proxeny.core.home import home_name
from proxeny.investments.models import Call
from proxeny.investments.queries import open_calls
from proxeny.programmes import queries
from proxeny.public.addresses import LANGUAGES, address, whole
from proxeny.public.keeping import answer_with

LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
MOST = 50_000  # addresses of one map, as the protocol has it
OFFER_COLUMNS = (
    "reference", "product", "category", "business", "programme", "price_before", "price_now", "currency",
    "discount_percent", "first_day", "last_day", "address", "ward", "ocop_stars", "url",
)  # fmt: skip


def _day(value: Any) -> str:
    return str(value or "")


def _offers(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """One SQL query."""
    rows = (
        queries.open_offers(timezone.localdate())
        .select_related("participation__business", "participation__programme")
        .defer("folded", "note", "description")
        .order_by("pk")
    )
    for offer in rows.iterator(chunk_size=2000):
        programme = offer.participation.programme
        first, last = offer.span
        yield {
            "reference": offer.reference,
            "product": offer.title,
            "category": offer.category,
            "business": offer.participation.business.name,
            "programme": programme.reference,
            "price_before": f"{offer.price_before:f}" if offer.price_before is not None else None,
            "price_now": f"{offer.price_after:f}" if offer.price_after is not None else None,
            "currency": offer.price_currency or None,
            "discount_percent": f"{offer.discount:f}" if offer.discount is not None else None,
            "first_day": _day(first),
            "last_day": _day(last),
            "address": offer.address,
            "ward": offer.ward,
            "ocop_stars": offer.ocop_stars,
            "url": whole(request, address("offer", "vi", reference=offer.reference)),
        }


def _plain(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _head(of: str) -> dict[str, str]:
    return {"of": of, "publisher": home_name("en"), "date": timezone.localdate().isoformat(), "licence": LICENCE}


def offers_csv(request: HttpRequest) -> HttpResponse:
    """Every open offer as CSV, its first line saying day and licence. Two SQL queries."""
    return answer_with(request, lambda: _offers_csv(request))


def _offers_csv(request: HttpRequest) -> HttpResponse:
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow([f"# {', '.join(_head('offers').values())}"])
    sheet.writerow(OFFER_COLUMNS)
    sheet.writerows([_plain(row[name]) for name in OFFER_COLUMNS] for row in _offers(request))
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="offers.csv"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _json(content: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def offers_json(request: HttpRequest) -> HttpResponse:
    """Every open offer as JSON. Two SQL queries."""
    return answer_with(request, lambda: _json({**_head("offers"), "offers": list(_offers(request))}))


def _call(request: HttpRequest, call: Call) -> dict[str, Any]:
    return {
        "reference": call.reference,
        "title": {"en": call.local("title", "en"), "vi": call.local("title", "vi")},
        "sector": call.sector,
        "place": call.place,
        "scale": call.scale,
        "form": call.form,
        "capital": f"{call.value:f}" if call.value is not None else None,
        "capital_high": f"{call.high:f}" if call.high is not None else None,
        "unit": call.unit,
        "exactness": call.qualifier,
        "incentives": {"en": call.local("incentives", "en"), "vi": call.local("incentives", "vi")},
        "published_on": call.published_on,
        "closes_on": call.closes_on,
        "contact": call.contact,
        "url": whole(request, address("call", "en", reference=call.reference)),
    }


def calls_json(request: HttpRequest) -> HttpResponse:
    """Every open call for investment as JSON. Two SQL queries."""
    found = lambda: open_calls(timezone.localdate(), visible_to=None)  # noqa: E731
    return answer_with(
        request, lambda: _json({**_head("calls for investment"), "calls": [_call(request, one) for one in found()]})
    )


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every open page in every language. Five SQL queries."""
    return answer_with(request, lambda: _sitemap(request))


def _sitemap(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    pages: list[tuple[str, dict[str, str]]] = [("catalogue", {}), ("calls", {})]
    sources = (
        ("programme", queries.open_programmes()),
        ("business", queries.open_businesses()),
        ("call", open_calls(today, visible_to=None)),
        ("offer", queries.open_offers(today)),
    )
    for name, rows in sources:
        pages += [(name, {"reference": ref}) for ref in rows.order_by("pk").values_list("reference", flat=True)[:MOST]]
    pages = pages[: MOST // len(LANGUAGES)]
    lines = [
        f"<url><loc>{escape(whole(request, address(name, language, **parts)))}</loc></url>"
        for name, parts in pages
        for language in LANGUAGES
    ]
    body = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{body}{chr(10).join(lines)}\n</urlset>\n", content_type="application/xml; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read the open pages and nothing else."""
    said = ["User-agent: *", "Disallow: /public/own/"]
    said += [f"Disallow: /public/{language}/own/" for language in LANGUAGES]
    said += ["Allow: /public/", "Allow: /static/", "Disallow: /"]
    said += [f"Sitemap: {whole(request, reverse('public:sitemap'))}", ""]
    response = HttpResponse("\n".join(said), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
