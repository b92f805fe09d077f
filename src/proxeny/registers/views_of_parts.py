"""The forms for parts of a record: a post, a member, a movement of capital."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.registers import services
from proxeny.registers.children import Children
from proxeny.registers.register import Register
from proxeny.registers.views import frame, record_for, save


def _answer(request: HttpRequest, register: Register, form: Any, children: Children) -> HttpResponse:
    context = frame(request, register, form.record, "page") | {"form": form, "children": children}
    return render(request, "registers/part_form.html", context, status=422 if form.is_bound else 200)


@needs("change")
def new_part(request: HttpRequest, register: Register, children: Children, reference: str) -> HttpResponse:
    """The form for a new part."""
    record = record_for(request, register, reference)
    form = children.form_class(
        request.POST or None, person=request.user, record=record, children=children, initial=request.GET.dict()
    )
    done = save(request, form, _("“%(record)s” is on record.")) if form.is_bound else None
    return done or _answer(request, register, form, children)


@needs("change")
def edit_part(request: HttpRequest, register: Register, children: Children, reference: str, pk: int) -> HttpResponse:
    """The form for a part that is there."""
    record = record_for(request, register, reference)
    part = get_object_or_404(children.rows_of(record), pk=pk)
    form = children.form_class(
        request.POST or None, instance=part, person=request.user, record=record, children=children
    )
    done = save(request, form, _("“%(record)s” is changed.")) if form.is_bound else None
    return done or _answer(request, register, form, children)


@require_POST
@needs("change")
def remove_part(request: HttpRequest, register: Register, children: Children, reference: str, pk: int) -> HttpResponse:
    """Take a part out, with a reason."""
    record = record_for(request, register, reference)
    part = get_object_or_404(children.rows_of(record), pk=pk)
    try:
        services.remove_part(
            record,
            children.name,
            part,
            by=request.user,  # type: ignore[arg-type]
            reason=request.POST.get("reason", ""),
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(part)s” is taken out; the history keeps it.") % {"part": part})
    return redirect(record)
