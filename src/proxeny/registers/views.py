"""The pages of every register: list, page, form, evidence and history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.rights import can, needs
from proxeny.audit.queries import in_words
from proxeny.core.errors import ChangedMeanwhile, DomainError
from proxeny.core.lists.choosing import chosen_first
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.queries import card, conflicts_on
from proxeny.registers import content, services
from proxeny.registers.children import sections_of
from proxeny.registers.panels import panels_of
from proxeny.registers.register import Register


@login_required
def listing(request: HttpRequest, register: Register) -> HttpResponseBase:
    """The list as filtered, sorted and with the columns chosen; the same as a CSV or XLSX file."""
    may_add = register.form is not None and can(request.user, "change")
    context = {
        "register": register,
        "list_title": register.title,
        "may_add": may_add,
        "new_words": _new(register),
        "empty": register.empty,
        "empty_url": reverse(f"{register.name}:new") if may_add else "",
        "empty_action": _new(register),
        **(register.list_context(request) if register.list_context else {}),
    }
    return register.listing.answer(request, register.visible_to(request.user), context)


def _new(register: Register) -> str:
    return str(register.new_words or _("New %(what)s") % {"what": register.singular})


@login_required
def choices(request: HttpRequest, register: Register) -> HttpResponse:
    """Records by a few letters of their name, for fields that link to them. Two SQL queries beside the person's."""
    words = request.GET.get("q", "")
    key = "reference" if request.GET.get("key") == "reference" else "pk"
    found = register.filters({"q": words}, queryset=register.visible_to(request.user), request=request).qs
    results = [
        {
            "value": str(getattr(record, key)),
            "text": str(record),
            "note": register.note_of(record) if register.note_of else "",
        }
        for record in chosen_first(found, words)
    ]
    return JsonResponse({"results": results})


def record_for(request: HttpRequest, register: Register, reference: str) -> Record:
    """The only door to a record: 404 for what a person may not see."""
    record: Record = get_object_or_404(register.visible_to(request.user), reference=reference)
    return record


def frame(request: HttpRequest, register: Register, record: Record, tab: str) -> dict[str, Any]:
    """What every page of a record shows: title, tabs, conflicts, rights."""
    may_change = register.form is not None and can(request.user, "change")
    tabs = [("page", _("Record")), ("evidence", _("Evidence")), ("history", _("History"))]
    return {
        "register": register,
        "record": record,
        "tab": tab,
        "tabs": [
            {"label": label, "url": reverse(f"{register.name}:{name}", args=[record.reference]), "current": name == tab}
            for name, label in tabs
        ],
        "list_url": reverse(f"{register.name}:list"),
        "conflicts": conflicts_on(record, visible_to=request.user),
        "may_change": may_change,
        "may_remove": register.form is not None and can(request.user, "delete"),
    }


@login_required
def page(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """One record: what is known, each field with its sources."""
    record = record_for(request, register, reference)
    context = frame(request, register, record, "page")
    context["content"] = content.content_of(record, request.user, first=register.fields)
    context["sources"] = content.sources_of(context["content"])
    context["sections"] = sections_of(record, register.children, visible_to=request.user)
    if register.context is not None:
        context |= register.context(request, record)
    context["panels"] = panels_of(request, register, record)
    return render(request, register.template, context)


@login_required
def evidence(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """What the record rests on, field by field, with the words of each source."""
    record = record_for(request, register, reference)
    grouped: dict[int, dict[str, Any]] = {}
    for citation in documents.evidence_of(record, visible_to=request.user):
        statement = citation.statement
        entry = grouped.setdefault(
            statement.pk,
            {
                "statement": statement,
                "card": card(statement),
                "url": f"{statement.document.get_absolute_url()}#s{statement.pk}",
                "fields": [],
            },
        )
        if citation.field:
            entry["fields"].append(services.label_of(record, citation.field))
        elif statement.rule == content.IMPORTED:
            entry["cells"] = content.cells_of_row(statement)
            entry["row"] = statement.payload.get("row")
            entry["fields"] += [services.label_of(record, name) for name in statement.payload.get("says", ())]
    for entry in grouped.values():
        entry["fields"] = list(dict.fromkeys(entry["fields"]))
    context = frame(request, register, record, "evidence") | {"evidence": list(grouped.values())}
    return render(request, "registers/evidence.html", context)


@login_required
def history(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """Who did what to the record, the newest first."""
    record = record_for(request, register, reference)
    entries = [
        {
            "entry": entry,
            "act": in_words(entry.action),
            "changes": services.changes_in_words(record, entry, visible_to=request.user),
        }
        for entry in services.history(record)
    ]
    return render(request, "registers/history.html", frame(request, register, record, "history") | {"entries": entries})


def save(request: HttpRequest, form: Any, said: str) -> HttpResponse | None:
    """Save a bound form and go to its record; ``None`` where something is to be mended first, said in the form."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            saved = form.save()
    except ChangedMeanwhile as error:
        form.add_error(None, str(error))
        _meet(form)
    except DomainError as error:
        form.refuse(error) if hasattr(form, "refuse") else form.add_error(None, str(error))
    else:
        messages.success(request, said % {"record": saved})
        return redirect(getattr(form, "record", saved))
    return None


def _meet(form: Any) -> None:
    """Bring a form to the version now on record."""
    record = getattr(form, "record", form.instance)
    current = type(record)._default_manager.get(pk=record.pk)
    seen = form.cleaned_data.get("version") or current.version
    if hasattr(form, "meet"):
        form.meet(current, services.history(current)[: max(1, current.version - seen)])
    else:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = str(current.version)


def _answer(request: HttpRequest, context: dict[str, Any], template: str = "registers/form.html") -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].is_bound else 200)


@needs("change")
def new(request: HttpRequest, register: Register) -> HttpResponse:
    """The form for a new record."""
    form = register.form(request.POST or None, person=request.user, initial=request.GET.dict())
    done = save(request, form, _("“%(record)s” is on record.")) if form.is_bound else None
    context = {"register": register, "form": form, "new_words": _new(register)}
    return done or _answer(request, context | {"list_url": reverse(f"{register.name}:list")})


@needs("change")
def edit(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """The form for a record that is there."""
    record = record_for(request, register, reference)
    form = register.form(request.POST or None, instance=record, person=request.user)
    done = save(request, form, _("“%(record)s” is changed.")) if form.is_bound else None
    context = frame(request, register, record, "edit") | {
        "form": form,
        "sections": sections_of(record, register.children, visible_to=request.user),
    }
    return done or _answer(request, context)


@require_POST
@needs("delete")
def remove(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """Take a record out, with a reason."""
    record = record_for(request, register, reference)
    try:
        services.remove(record, by=request.user, reason=request.POST.get("reason", ""))  # type: ignore[arg-type]
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(record)
    messages.success(request, _("“%(record)s” is taken out; its history keeps what it said.") % {"record": record})
    return redirect(f"{register.name}:list")
