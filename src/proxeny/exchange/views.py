"""The pages of imports: upload, mapping with a trial, result with undo, and the list of past ones."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.core.lists.exports import harmless
from proxeny.exchange import drafts, running, services
from proxeny.exchange.checking import OUTCOMES
from proxeny.exchange.errors import Fault
from proxeny.exchange.forms import MappingForm, UploadForm
from proxeny.exchange.mapping import missing
from proxeny.exchange.models import Import
from proxeny.exchange.tables import Table, words
from proxeny.exchange.targets import register_named, targets_of
from proxeny.registers.register import REGISTERS, Register

_A_PAGE = 200


def _register(name: str) -> Register:
    try:
        return register_named(name)
    except DomainError as error:
        raise Http404(str(error)) from error


def _outcomes(counts: dict[str, int]) -> list[tuple[str, Any, int]]:
    said = {
        "new": _("new"),
        "same": _("same"),
        "changed": _("changed"),
        "duplicate": _("twice in the file"),
        "left": _("left out"),
        "error": _("wrong"),
    }
    return [(name, said[name], counts.get(name, 0)) for name in OUTCOMES]


@needs("change")
def listing(request: SignedIn) -> HttpResponse:
    """Past imports, the newest first, and the registers that files can be brought into."""
    imports = Import.objects.visible_to(request.user).select_related("by")[:_A_PAGE]
    rows = [
        {"import": one, "register": REGISTERS[one.register].title, "outcomes": _outcomes(one.counts)}
        for one in imports
        if one.register in REGISTERS
    ]
    known = [register for register in REGISTERS.values() if register.form is not None]
    return render(request, "exchange/list.html", {"rows": rows, "registers": known})


@needs("change")
def new(request: SignedIn, name: str) -> HttpResponse:
    """The upload: the file is opened, its columns are guessed, nothing is written."""
    register = _register(name)
    person: Any = request.user
    form = UploadForm(request.POST or None, request.FILES or None, person=person)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > settings.PROXENY_UPLOAD_LIMIT:
                raise DomainError(_("The file is larger than the office allows. Split it."))
            data = upload.read()
            options = services.Options(mark=form.cleaned_data["mark"])
            table = services.open_table(register, data, upload.name, options)
            mapping, _is_remembered = services.mapping_for(register, table)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            draft = Import.objects.create(
                register=register.name,
                file_name=upload.name[:255],
                sha256=drafts.keep(data),
                options=options.as_json(),
                mapping=mapping.as_json(),
                mark=options.mark,
                by=person,
            )
            return redirect(draft)
    context = {"form": form, "register": register}
    return render(request, "exchange/upload.html", context, status=422 if form.is_bound else 200)


def _import(request: SignedIn, number: int) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user).select_related("by", "document"), pk=number)


@needs("change")
def page(request: SignedIn, number: int) -> HttpResponse:
    """One import: its mapping and trial while it is a draft, its progress, its result."""
    one = _import(request, number)
    register = _register(one.register)
    if one.state in (Import.State.DRAFT, Import.State.FAILED):
        if one.by_id != request.user.pk:
            raise Http404
        return _draft(request, one, register)
    if one.state == Import.State.RUNNING:
        done, total, is_stalled = drafts.said(one.pk)
        return render(
            request,
            "exchange/running.html",
            {"import": one, "register": register, "done": done, "total": total, "is_stalled": is_stalled},
        )
    to_index = one.records.filter(pk__gt=one.indexed).count() if one.state == Import.State.WRITTEN else 0
    context = {
        "import": one,
        "register": register,
        "outcomes": _outcomes(one.counts),
        "report": _report(one, register),
        "records": one.records.order_by("row")[:_A_PAGE],
        "record_count": one.records.count(),
        "to_index": to_index,
        "may_undo": one.state == Import.State.WRITTEN and (one.by_id == request.user.pk or can(request.user, "delete")),
    }
    return render(request, "exchange/result.html", context)


def _samples(table: Table) -> list[str]:
    """A few different values of each column."""
    seen: list[dict[str, None]] = [{} for _heading in table.headings]
    for row in itertools.islice(table.rows(), 30):
        for place, cell in enumerate(row.cells):
            said = words(cell)
            if said and len(seen[place]) < 3:
                seen[place][said[:60]] = None
    return [" · ".join(found) for found in seen]


def _draft(request: SignedIn, one: Import, register: Register) -> HttpResponse:
    try:
        _known, table, mapping, options, _data = running.table_of(one)
    except (DomainError, FileNotFoundError) as error:
        messages.error(request, str(error))
        return redirect("exchange:new", name=register.name)
    form = MappingForm(
        request.POST or None, register=register, mapping=mapping, samples=_samples(table), options=options
    )
    if form.is_bound and form.is_valid():
        one.mapping = form.mapping().as_json()
        without = [int(number) for number in request.POST.getlist("without") if number.isdecimal()]
        one.options = replace(options, **form.chosen(), without=without).as_json()
        one.report, one.state = {}, Import.State.DRAFT
        one.save()
        answer = _write(request, one) if "write" in request.POST else _try(request, one, register)
        if answer is not None:
            return answer
    if form.is_valid() or not form.is_bound:
        one.refresh_from_db()
        _known, table, mapping, options, _data = running.table_of(one)
        form = MappingForm(register=register, mapping=mapping, samples=_samples(table), options=options)
    context = {
        "import": one,
        "register": register,
        "form": form,
        "notes": table.notes,
        "lacking": missing(mapping, register),
        "outcomes": _outcomes(one.counts),
        "report": _report(one, register),
    }
    return render(request, "exchange/draft.html", context)


def _try(request: SignedIn, one: Import, register: Register) -> HttpResponse | None:
    try:
        known, table, mapping, options, _data = running.table_of(one)
        report = services.examine(known, table, mapping, options, by=request.user, keeps_rows=False)
    except DomainError as error:
        messages.error(request, str(error))
        return None
    one.report = {**report.as_dict(), "rows": []}
    one.save()
    return redirect(f"{one.get_absolute_url()}#trial")


def _write(request: SignedIn, one: Import) -> HttpResponse | None:
    try:
        _known, table, _mapping, _options, _data = running.table_of(one)
        if sum(1 for _row in itertools.islice(table.rows(), running.LARGE + 1)) > running.LARGE:
            running.start(one)
            return redirect(one)
        report = running.write(one)
    except DomainError as error:
        messages.error(request, str(error))
        return None
    if report.counts["error"] and not one.options.get("good_rows"):
        messages.error(request, _("Nothing was written: rows are wrong. Mend them, or leave them out."))
    elif not report.counts["new"] + report.counts["changed"]:
        messages.info(request, _("Nothing was written: everything is on record already."))
    else:
        messages.success(request, _("The file is brought in."))
    return redirect(one)


def _report(one: Import, register: Register) -> dict[str, Any]:
    """The report as a page shows it: names of fields in words."""
    report = dict(one.report)
    targets = targets_of(register)
    report["shown_errors"] = report.get("errors", [])[:_A_PAGE]
    report["shown_changes"] = [
        {
            **change,
            "lines": [
                (targets[name].label if name in targets else name, *(_cell(value) for value in values))
                for name, values in change["changes"].items()
            ],
        }
        for change in report.get("changes", [])[:_A_PAGE]
    ]
    return report


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value in (None, "") else str(value)


@needs("change")
def errors(request: SignedIn, number: int) -> HttpResponse:
    """All errors as a CSV file: row, column, cell, what was found, what was expected, how to mend it."""
    one = _import(request, number)
    if one.state == Import.State.DRAFT and one.by_id != request.user.pk:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="errors-{one.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow([_("row"), _("column"), _("cell"), _("code"), _("found"), _("expected"), _("repair")])
    names = list(Fault.__dataclass_fields__)
    writer.writerows([harmless(error.get(name, "")) for name in names] for error in one.report.get("errors", []))
    return response


@require_POST
@needs("change")
def undo(request: SignedIn, number: int) -> HttpResponse:
    """Take a whole import back, with a reason."""
    one = _import(request, number)
    try:
        undone = services.undo(one, reason=request.POST.get("reason", ""), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Undone: %(removed)s taken out, %(restored)s put back, %(kept)s left.")
            % {"removed": undone.removed, "restored": undone.restored, "kept": len(undone.kept)},
        )
    return redirect(one)


@require_POST
@needs("change")
def go_on(request: SignedIn, number: int) -> HttpResponse:
    """Go on where a halt left an import: write it again, or bring the rest into the search."""
    one = _import(request, number)
    if one.state == Import.State.RUNNING and drafts.said(one.pk)[2]:
        Import.objects.filter(pk=one.pk, state=Import.State.RUNNING).update(state=Import.State.DRAFT)
        drafts.forget(one.pk)
    elif one.state == Import.State.WRITTEN:
        services.finish_index(one)
    return redirect(one)


@require_POST
@needs("change")
def stop(request: SignedIn, number: int) -> HttpResponse:
    """Ask for an import that is being written to be left; whoever began it may, and who may take records out."""
    one = _import(request, number)
    if one.by_id != request.user.pk and not can(request.user, "delete"):
        raise Http404
    if one.state == Import.State.RUNNING:
        drafts.ask_to_stop(one.pk)
        messages.info(request, _("It is being stopped; nothing of it will be written."))
    return redirect(one)


@require_POST
@needs("change")
def drop(request: SignedIn, number: int) -> HttpResponse:
    """Forget a draft."""
    one = _import(request, number)
    is_left = one.state == Import.State.RUNNING and drafts.said(one.pk)[2]
    if one.by_id == request.user.pk and (is_left or one.state in (Import.State.DRAFT, Import.State.FAILED)):
        drafts.forget(one.pk)
        if not Import.objects.filter(sha256=one.sha256).exclude(pk=one.pk).exists():
            drafts.drop(one.sha256)
        one.delete()
        messages.success(request, _("The file is forgotten; nothing was written."))
    return redirect("exchange:list")
