"""The pages of every register: list, page, form, evidence and history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_tables2.config import RequestConfig

from proxeny.accounts.rights import can, needs
from proxeny.core.errors import ChangedMeanwhile, DomainError
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict
from proxeny.registers import exports, services
from proxeny.registers.register import Register

ROWS_A_PAGE = 50


def _columns(request: HttpRequest, register: Register) -> list[str]:
    known = list(register.table.base_columns)
    asked = [name for name in request.GET.get("columns", "").split(",") if name in known]
    return asked or list(register.columns)


@login_required
def listing(request: HttpRequest, register: Register) -> HttpResponseBase:
    """The list as filtered, sorted and with the columns chosen; the same as a CSV or XLSX file."""
    shown = _columns(request, register)
    filters = register.filters(request.GET, queryset=register.visible_to(request.user), request=request)
    rows = filters.qs.distinct() if filters.form.changed_data else filters.qs
    hidden = tuple(name for name in register.table.base_columns if name not in shown)
    export = request.GET.get("export")
    table = register.table(rows, exclude=hidden, sequence=(*shown,), request=request, order_by=request.GET.get("sort"))
    if export in {"csv", "xlsx"}:
        return (exports.as_csv if export == "csv" else exports.as_xlsx)(table, register.name)
    RequestConfig(request, paginate=False).configure(table)
    paginator = Paginator(table.rows, ROWS_A_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger):
        page = paginator.page(1)
    table.page, table.paginator = page, paginator
    context = {
        "register": register,
        "table": table,
        "filters": filters,
        "page": page,
        "total": paginator.count,
        "columns": [
            (name, register.table.base_columns[name].verbose_name or name, name in shown)
            for name in register.table.base_columns
        ],
        "may_add": register.form is not None and can(request.user, "change"),
        **(register.list_context(request) if register.list_context else {}),
    }
    template = "registers/_rows.html" if request.htmx and not request.htmx.boosted else "registers/list.html"
    return render(request, template, context)


def record_for(request: HttpRequest, register: Register, reference: str) -> Record:
    """The only door to a record: 404 for what a person may not see."""
    record: Record = get_object_or_404(register.visible_to(request.user), reference=reference)
    return record


def frame(request: HttpRequest, register: Register, record: Record, tab: str) -> dict[str, Any]:
    """What every page of a record shows: title, tabs, conflicts, rights."""
    conflicts = Conflict.objects.filter(
        content_type__app_label=record._meta.app_label,
        content_type__model=record._meta.model_name,
        object_id=record.pk,
        mark__lte=getattr(request.user, "clearance", 0),
    ).prefetch_related("statements__document", "rulings__by")
    return {
        "register": register,
        "record": record,
        "tab": tab,
        "conflicts": list(conflicts),
        "may_change": register.form is not None and can(request.user, "change"),
    }


def content_of(record: Record, visible_to: Any) -> list[dict[str, Any]]:
    """The fields of a record that are set, in words, each with the statements behind it."""
    cited: dict[str, list[Any]] = {}
    for citation in documents.evidence_of(record, visible_to=visible_to):
        cited.setdefault(citation.field, []).append(citation.statement)
    rows = []
    skip = {"id", "reference", "version", "folded", "created_at", "updated_at", "high", "unit", "qualifier", "sources"}
    for field in (*record._meta.concrete_fields, *record._meta.many_to_many):
        name = field.name
        if name in skip or not field.editable or name.endswith(("_earliest", "_latest")):
            continue
        many = field.many_to_many
        raw = list(getattr(record, name).all()) if many else getattr(record, name)
        if raw in ("", None, []) and raw is not False:
            continue
        display = getattr(record, f"get_{name}_display", None)
        rows.append(
            {
                "name": name,
                "label": field.verbose_name,
                "value": display() if display and not many else raw,
                "kind": "links" if many else type(field).__name__,
                "statements": cited.get(name, []),
            }
        )
    return rows


@login_required
def page(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """One record: what is known, each field with its sources."""
    record = record_for(request, register, reference)
    context = frame(request, register, record, "page")
    context["content"] = content_of(record, request.user)
    if register.context is not None:
        context |= register.context(request, record)
    return render(request, register.template, context)


@login_required
def evidence(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """What the record rests on, field by field, with the words of each source."""
    record = record_for(request, register, reference)
    grouped: dict[int, dict[str, Any]] = {}
    for citation in documents.evidence_of(record, visible_to=request.user):
        entry = grouped.setdefault(citation.statement_id, {"statement": citation.statement, "fields": []})
        if citation.field:
            entry["fields"].append(_field_label(record, citation.field))
    context = frame(request, register, record, "evidence") | {"evidence": list(grouped.values())}
    return render(request, "registers/evidence.html", context)


def _field_label(record: Record, name: str) -> str:
    try:
        return str(record._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name.replace("_", " ")


@login_required
def history(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """Who did what to the record, the newest first."""
    record = record_for(request, register, reference)
    entries = [
        {
            "entry": entry,
            "changes": [(_field_label(record, name), before, after) for name, (before, after) in entry.changes.items()],
        }
        for entry in services.history(record)
    ]
    return render(request, "registers/history.html", frame(request, register, record, "history") | {"entries": entries})


def _save(request: HttpRequest, form: Any, said: str) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            record = form.save()
    except ChangedMeanwhile as error:
        form.add_error(None, str(error))
        form.meanwhile = type(form.instance)._default_manager.get(pk=form.instance.pk)
        form.data = form.data.copy()
        form.data["version"] = str(form.meanwhile.version)
    except DomainError as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, said % {"record": record})
        return redirect(record)
    return None


@needs("change")
def new(request: HttpRequest, register: Register) -> HttpResponse:
    """The form for a new record."""
    form = register.form(request.POST or None, person=request.user, initial=request.GET.dict())
    answer = _save(request, form, _("“%(record)s” is on record."))
    context = {"register": register, "form": form}
    return answer or render(request, "registers/form.html", context, status=422 if form.is_bound else 200)


@needs("change")
def edit(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """The form for a record that is there."""
    record = record_for(request, register, reference)
    form = register.form(request.POST or None, instance=record, person=request.user)
    answer = _save(request, form, _("“%(record)s” is changed."))
    context = frame(request, register, record, "edit") | {"form": form, "theirs": _theirs(form)}
    return answer or render(request, "registers/form.html", context, status=422 if form.is_bound else 200)


def _theirs(form: Any) -> list[tuple[str, Any]]:
    """What the record holds now, where that differs from what the person wrote."""
    current = getattr(form, "meanwhile", None)
    if current is None:
        return []
    return [
        (str(form.fields[name].label or name), getattr(current, name))
        for name in form.cleaned_data
        if hasattr(current, name)
        and name not in form.SOURCE_FIELDS
        and name != "version"
        and not current._meta.get_field(name).many_to_many
        and getattr(current, name) != form.cleaned_data[name]
    ]
