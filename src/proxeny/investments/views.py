"""The pages that show: the pipeline, aftercare, the ledger, totals beside what is published, conversion, breakdown."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can
from proxeny.core import period
from proxeny.core.errors import BadPeriod
from proxeny.core.lists import exports
from proxeny.investments import breakdown as breakdowns
from proxeny.investments import conversion as conversions
from proxeny.investments import lists, pipeline
from proxeny.investments import totals as sums
from proxeny.investments.models import Lead
from proxeny.investments.rooms import rooms

LINES_A_PAGE = 100


def _year(request: SignedIn, otherwise: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 1900 <= int(asked) <= 2100 else otherwise


def _unit(request: SignedIn) -> str:
    asked = request.GET.get("unit", "").upper()
    return asked if len(asked) == 3 and asked.isascii() and asked.isalpha() else "USD"


@login_required
def board(request: SignedIn) -> HttpResponse:
    """The pipeline as columns, of everybody or of one's own. Four SQL queries beside the frame's."""
    leads: Any = Lead.objects.visible_to(request.user)
    mine = request.GET.get("who") == "me"
    if mine:
        leads = leads.filter(key_account=request.user)
    late = pipeline.late_for_answer(leads, timezone.localdate()).count()
    context = {
        "columns": pipeline.board(leads),
        "late": late,
        "mine": mine,
        "who": request.user.pk if mine else "",
        "may_add": can(request.user, "change"),
        "tabs": rooms(request.path),
    }
    return render(request, "investments/board.html", context)


@login_required
def aftercare(request: SignedIn) -> HttpResponse:
    """What the investors who are here wait for. Seven SQL queries beside the frame's."""
    today = timezone.localdate()
    found = pipeline.aftercare(today, visible_to=request.user)
    context = {
        "found": found,
        "grievances": [(one, one.due_on(), one.days_late(today)) for one in found.grievances],
        "steps": [(step, max(0, (today - step.due_latest).days)) for step in found.steps],  # type: ignore[attr-defined]
        "may_change": can(request.user, "change"),
        "tabs": rooms(request.path),
    }
    return render(request, "investments/aftercare.html", context)


@login_required
def ledger(request: SignedIn) -> HttpResponseBase:
    """Every movement of capital, filtered, sorted and as a file."""
    spanning = request.GET.get("spanning", "")
    year = int(spanning) if spanning.isdecimal() and 1900 <= int(spanning) <= 2100 else None
    rows = lists.ledger_rows(request.user, spanning=year)
    context = {
        "list_title": _("Movements of capital"),
        "empty": _("Movements are entered on the page of a project, or come in with the register of licences."),
        "tabs": rooms(request.path),
    }
    return lists.LEDGER.answer(request, rows, context)


@login_required
def totals(request: SignedIn) -> HttpResponseBase:
    """The totals of a year beside what is published. Six SQL queries beside the frame's, eight at most."""
    today = timezone.localdate()
    year = _year(request, today.year)
    found = sums.totals(year, visible_to=request.user, unit=_unit(request))
    export = request.GET.get("export")
    if export in {"csv", "xlsx"}:
        table = lists.TotalsTable(_as_rows(lists.TotalsTable, _lines(found)))
        return (exports.as_csv if export == "csv" else exports.as_xlsx)(table, f"investment-totals-{year}")
    context = {
        "found": found,
        "year": year,
        "years": [year - 1, year + 1],
        "headings": sums.HEADINGS,
        "exports": _exports(request),
        "tabs": rooms(reverse("investments-totals")),
        "indicators_url": f"{reverse('indicators:list')}?theme=investment&year={year}",
    }
    return render(request, "investments/totals.html", context)


def _as_rows(table: Any, lines: list[dict[str, Any]]) -> list[SimpleNamespace]:
    """Lines as a table's columns ask for them; what a line does not say is empty."""
    return [SimpleNamespace(**(dict.fromkeys(table.base_columns) | line)) for line in lines]


def _exports(request: SignedIn) -> list[tuple[str, str]]:
    found = []
    for kind in ("csv", "xlsx"):
        query = request.GET.copy()
        query["export"] = kind
        found.append((kind.upper(), f"?{query.urlencode()}"))
    return found


def _lines(found: sums.Totals) -> list[dict[str, Any]]:
    """The totals line by line, for a file."""
    rows = []
    scopes = {"month": _("month"), "to_date": _("year to date"), "year": _("year"), "other": _("other period")}
    for line in found.lines:
        for cell in line.cells:
            row = {
                "period": line.period,
                "scope": scopes[line.scope],
                "what": str(cell.heading.label),
                "number": cell.recorded.number,
                "amount": cell.recorded.amount,
                "unit": found.unit,
            }
            beside = [
                {
                    "publisher": one.publisher,
                    "published": one.statement.value,
                    "published_unit": one.unit,
                    "difference": one.difference,
                }
                for one in cell.published
            ]
            rows += [row | more for more in beside] or [row]
    return rows


@login_required
def conversion(request: SignedIn) -> HttpResponse:
    """What memoranda and promises became. Nine SQL queries beside the frame's, one more for each register named."""
    by = request.GET.get("by", "origin")
    by = by if by in {"origin", "partner", "channel"} else "origin"
    year = _year(request, 0) or None
    lines = conversions.conversion(by=by, visible_to=request.user, year=year)  # type: ignore[arg-type]
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": page.object_list,
        "page": page,
        "by": by,
        "year": year,
        "ways": [("origin", _("what it came from")), ("partner", _("partner")), ("channel", _("in what way it came"))],
        "tabs": rooms(reverse("investments-conversion")),
    }
    return render(request, "investments/conversion.html", context)


def _days(request: SignedIn, today: date) -> tuple[date, date, str]:
    """The period asked for; this year so far where none or no sensible one is."""
    asked = request.GET.get("period", "").strip()
    if asked:
        try:
            first, last = period.days(period.from_office_form(asked))
        except BadPeriod as error:
            return date(today.year, 1, 1), today, str(error)
        if first is not None and last is not None:
            return first, last, ""
    return date(today.year, 1, 1), today, ""


@login_required
def breakdown(request: SignedIn) -> HttpResponseBase:
    """By partner or sector, for any period: annex A6. Two to four SQL queries beside the frame's."""
    first, last, fault = _days(request, timezone.localdate())
    by = "sector" if request.GET.get("by") == "sector" else "partner"
    found = breakdowns.breakdown(first, last, by=by, visible_to=request.user, unit=_unit(request))  # type: ignore[arg-type]
    export = request.GET.get("export")
    if export in {"csv", "xlsx"}:
        rows = [_annex_line(line, found.unit) for line in [*found.lines, found.total]]
        name = f"investment-by-{by}-{first}-{last}"
        table = lists.BreakdownTable(_as_rows(lists.BreakdownTable, rows))
        return (exports.as_csv if export == "csv" else exports.as_xlsx)(table, name)
    context = {
        "found": found,
        "fault": fault,
        "period": request.GET.get("period", ""),
        "edtf": f"{first.isoformat()}/{last.isoformat()}",
        "by": by,
        "exports": _exports(request),
        "tabs": rooms(reverse("investments-breakdown")),
    }
    return render(request, "investments/breakdown.html", context)


def _annex_line(line: breakdowns.Line, unit: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": line.name, "unit": unit, "total_amount": line.total.amount}
    for name in ("new", "added", "purchased", "stock"):
        recorded = getattr(line, name)
        row |= {f"{name}_number": recorded.number, f"{name}_amount": recorded.amount}
    return row
