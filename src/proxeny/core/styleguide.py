"""The style guide: every part that pages are put together from, on one page (/styleguide/, in DEBUG)."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import django_tables2 as tables
import vl_convert
from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.navigation import address
from proxeny.core.templatetags.proxeny import edtf, figure
from proxeny.core.wording import country_name

_AGREEMENTS: list[dict[str, Any]] = [
    {"title": "Cooperation 2024–2028", "partner": "Guangzhou", "signed": "2023-12-05", "status": "good", "value": None},
    {"title": "Exchange in transport", "partner": "Seoul", "signed": "2023-04", "status": "good", "value": None},
    {"title": "Urban rail, technical support", "partner": "Île-de-France", "signed": "2019-06-12", "status": "planned",
     "value": Decimal(3800000)},
    {"title": "Flood forecast", "partner": "Tokyo", "signed": "2013~", "status": "closed", "value": Decimal(278430000)},
]  # fmt: skip
_FDI = (("2018", "7.5"), ("2019", "8.67"), ("2020", "3.83"), ("2021", "1.52"), ("2022", "1.83"), ("2023", "2.94"))
_PLACES = {"KR": "Seoul", "JP": "Tokyo", "LA": "Vientiane", "FR": "Paris", "RU": "Moscow", "US": "New York"}


class _Table(tables.Table):
    title = tables.Column(verbose_name=_("agreement"), attrs={"td": {"class": "title"}})
    partner = tables.Column(verbose_name=_("partner"))
    signed = tables.Column(verbose_name=_("signed"), attrs={"td": {"class": "date"}})
    status = tables.Column(verbose_name=_("status"))
    value = tables.Column(verbose_name=_("value"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})

    def render_title(self, value: str) -> SafeString:
        return format_html('<a href="#tables">{}</a>', value)

    def render_signed(self, value: str) -> str:
        return edtf(value, "short")

    def render_status(self, value: str) -> SafeString:
        return format_html('<span class="badge badge-{}">{}</span>', value, _TONES[value])

    def render_value(self, value: Decimal) -> SafeString | str:
        return figure(value, "USD", "about")


_TONES = {
    "good": _("in force"),
    "planned": _("negotiating"),
    "closed": _("expired"),
    "decision": _("waits for you"),
    "disputed": _("disputed"),
    "quiet": _("draft"),
}


class _Form(forms.Form):
    title = forms.CharField(label=_("title"), max_length=200, help_text=_("As it stands on the document."))
    signed_on = forms.CharField(label=_("signed on"), required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[("mou", _("memorandum")), ("agreement", _("agreement"))])
    partners = forms.MultipleChoiceField(
        label=_("partners"),
        choices=[(code, f"{city} · {country_name(code, 'en')}") for code, city in _PLACES.items()],
        widget=forms.SelectMultiple(attrs={"data-select": ""}),
    )
    in_plan = forms.BooleanField(label=_("in the year's plan"), required=False)
    note = forms.CharField(label=_("note"), widget=forms.Textarea, required=False)

    def clean_signed_on(self) -> str:
        raise forms.ValidationError(_("'31/02/2023' is not in the calendar: month 2 of 2023 has 28 days."))


class _Filters(forms.Form):
    q = forms.CharField(label=_("title"), required=False)
    partner = forms.ChoiceField(
        label=_("partner"),
        required=False,
        choices=[("", _("all"))],
        widget=forms.Select(attrs={"data-select": "", "data-url": "choices/"}),
    )
    status = forms.ChoiceField(label=_("status"), required=False, choices=[("", _("all")), *_TONES.items()])
    year = forms.ChoiceField(label=_("year"), required=False, choices=[("", _("all")), ("2023", "2023")])


def _bars() -> dict[str, Any]:
    specification = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": "container",
        "height": 200,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": [{"year": year, "usd": float(usd), "text": usd} for year, usd in _FDI]},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "ticks": False}},
            "y": {"field": "usd", "type": "quantitative", "axis": None},
        },
        "layer": [
            {
                "mark": {"type": "bar", "color": "token(teal)", "width": {"band": 0.62}},
                "encoding": {"tooltip": [{"field": "year", "title": "Year"}, {"field": "text", "title": "USD bn"}]},
            },
            {
                "mark": {"type": "text", "dy": -8, "fontSize": 13, "color": "token(ink)"},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }
    compiled = vl_convert.vegalite_to_vega(json.dumps(specification))
    return compiled if isinstance(compiled, dict) else dict(json.loads(compiled))


def _spark() -> list[dict[str, Any]]:
    top = max(Decimal(usd) for _year, usd in _FDI)
    width = 100 / len(_FDI)
    return [
        {
            "x": round(index * width, 2),
            "width": round(width - 2, 2),
            "y": round(24 - 24 * float(Decimal(usd) / top), 2),
            "height": round(24 * float(Decimal(usd) / top), 2),
            "title": f"{year}: {usd}",
            "now": index == len(_FDI) - 1,
        }
        for index, (year, usd) in enumerate(_FDI)
    ]


def _drawings() -> list[str]:
    """The names in the file of drawings, the seal left out."""
    path = finders.find("proxeny/icons.svg")
    text = Path(str(path)).read_text(encoding="utf-8")
    return [name for name in re.findall(r'<symbol id="([a-z]+)"', text) if name != "seal"]


def choices(request: HttpRequest) -> HttpResponse:
    """Partners for letters, as a select with ``data-url`` asks for them."""
    letters = request.GET.get("q", "").lower()
    return JsonResponse(
        {
            "results": [
                {"value": code, "text": city, "note": country_name(code, "en")}
                for code, city in _PLACES.items()
                if letters in city.lower()
            ]
        }
    )


def show(request: HttpRequest) -> HttpResponse:
    """All parts, with real figures of Hanoi."""
    table = _Table(_AGREEMENTS * 12, request=request, order_by=request.GET.get("sort"))
    paginator = Paginator(table.rows, 8)
    table.paginator = paginator
    table.page = paginator.get_page(request.GET.get("page"))
    form = _Form({"title": "", "signed_on": "31/02/2023", "kind": "mou", "partners": ["KR", "JP"]})
    context = {
        "table": table,
        "form": form,
        "filters": _Filters(),
        "tones": _TONES.items(),
        "bars": _bars(),
        "bar_columns": [_("Year"), _("USD bn")],
        "bar_rows": [(year, usd) for year, usd in _FDI],
        "spark": _spark(),
        "sources": [{"url": "#evidence", "template": "card-18", "title": "VNS"}],
        "fdi": Decimal(2940000000),
        "fdi_before": Decimal(1830000000),
        "fdi_target": Decimal(3500000000),
        "out": Decimal(18),
        "out_before": Decimal(12),
        "received": Decimal(90),
        "signed": Decimal(5),
        "signed_before": Decimal(7),
        "tabs": [
            {"label": _("Relation"), "url": "#top", "current": True, "count": None},
            {"label": _("Agreements"), "url": "#top", "current": False, "count": 69},
            {"label": _("Investment"), "url": "#top", "current": False, "count": 156},
            {"label": _("Evidence"), "url": "#top", "current": False, "count": 14},
        ],
        "timeline": _timeline(),
        "lanes": _lanes(),
        "months": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        "stated": [
            {"value": Decimal(58), "publisher": "Viet Nam News", "published": "2025-12", "url": "#evidence"},
            {"value": Decimal(100), "qualifier": "over", "publisher": "Tạp chí Cộng sản", "published": "2024"},
        ],
        "overview_url": address("overview:home"),
        "dates": [
            "2023-04-13/2023-04-16",
            "2023-01/2023-08",
            "2014/..",
            "2013~",
            "2023-33",
            "200X",
            "2019-08-14?",
        ],
        "icon_names": _drawings(),
        "token_names": ["paper", "sheet", "sunk", "line", "edge", "ink", "ink-2", "ink-3", "red", "teal", "amber-line",
                        "plum", "blue"],
    }  # fmt: skip
    return render(request, "core/styleguide.html", context)


def _timeline() -> list[dict[str, Any]]:
    return [
        {"date": "2023-04-13/2023-04-16", "year": 2023, "kind": "delegation", "kind_label": _("delegation received"),
         "title": "Washington: transport and smart city", "url": "#top",
         "sources": [{"url": "#evidence", "template": "card-18"}]},
        {"date": "2023-01/2023-08", "year": 2023, "kind": "investment", "kind_label": _("investment"),
         "title": "11 new projects, USD 23 m", "url": "#top"},
        {"date": "2020-04", "year": 2020, "kind": "aid", "kind_label": _("aid given"), "title": "100,000 masks",
         "url": "#top", "detail": "With 50,000 more for New York."},
        {"date": "2014-07-02", "year": 2014, "kind": "agreement", "kind_label": _("agreement"),
         "title": "Memorandum on education", "url": "#top"},
        {"date": "2007~", "year": 2007, "kind": "milestone", "kind_label": _("milestone"), "title": "First exchange",
         "url": "#top"},
    ]  # fmt: skip


def _lanes() -> list[dict[str, Any]]:
    def marks(*places: tuple[float, float]) -> list[dict[str, Any]]:
        return [{"x": x, "width": width, "title": "…", "url": "#top"} for x, width in places]

    return [
        {"label": _("Delegations out"), "url": "#top", "count": 18, "marks": marks((8, 3), (31, 5), (52, 2), (88, 4))},
        {"label": _("Delegations in"), "url": "#top", "count": 31, "marks": marks((4, 0), (18, 0), (33, 0), (70, 0))},
        {"label": _("Agreements"), "url": "#top", "count": 5, "marks": marks((29, 0), (64, 0), (93, 0))},
        {"label": _("Events"), "url": "#top", "count": 7, "marks": marks((20, 6), (75, 8.5))},
    ]
