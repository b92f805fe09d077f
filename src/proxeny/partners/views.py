"""The pages of merging and splitting, of records that look alike, and of who held a post on a day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.core.home import home_name
from proxeny.partners import duplicates as alike
from proxeny.partners import previews, services
from proxeny.partners.forms import ChoosingForm, DayForm, ReasonForm, SplitPartnerForm, SplitPersonForm
from proxeny.partners.models import Merge, Partner
from proxeny.partners.posts import posts_on
from proxeny.registers.register import REGISTERS, Register


def _register(name: str) -> tuple[Register, Any]:
    model = alike.model_of(name)
    if model is None:
        raise Http404
    return REGISTERS[name], model


@needs("accept")
def duplicates(request: SignedIn, register: str) -> HttpResponse:
    """Pairs that may be the same, each with why; a pair is merged, or told apart and not shown again."""
    kept, model = _register(register)
    pairs = alike.pairs(model, visible_to=request.user)
    return render(request, "partners/duplicates.html", {"register": kept, "pairs": pairs})


@require_POST
@needs("accept")
def tell_apart(request: SignedIn, register: str) -> HttpResponse:
    """Two records are not the same."""
    _kept, model = _register(register)
    keys = [int(key) for key in request.POST.getlist("record") if key.isdecimal()][:2]
    found = list(model.objects.visible_to(request.user).filter(pk__in=keys))
    if len(found) != 2:
        raise Http404
    services.say_not_the_same(*found, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("“%(one)s” and “%(other)s” are two.") % {"one": found[0], "other": found[1]})
    return redirect("contacts:duplicates", register=register)


@needs("accept")
def merge(request: SignedIn, register: str) -> HttpResponse:
    """First which records, then what goes over and which values stay, then it is done."""
    kept, model = _register(register)
    asked = request.POST if request.method == "POST" else request.GET
    initial = {"records": [asked["with"]]} if asked.get("with", "").isdecimal() else None
    choosing = ChoosingForm(asked if "records" in asked else None, initial=initial, model=model, person=request.user)
    context: dict[str, Any] = {"register": kept, "choosing": choosing}
    if not choosing.is_bound:
        return render(request, "partners/merge.html", context)
    if not choosing.is_valid():
        return render(request, "partners/merge.html", context, status=422)
    chosen = choosing.cleaned_data["records"]
    first = request.GET.getlist("records") or request.POST.getlist("records")
    chosen.sort(key=lambda record: first.index(str(record.pk)))
    survivor = next((record for record in chosen if str(record.pk) == asked.get("survivor")), chosen[0])
    others = [record for record in chosen if record.pk != survivor.pk]
    reason = ReasonForm(request.POST if request.method == "POST" else None)
    differing = previews.differences(survivor, others, visible_to=request.user)
    if reason.is_bound and reason.is_valid():
        stays = {
            each.name: int(value)
            for each in differing
            if (value := request.POST.get(f"stays-{each.name}", "")).isdecimal()
        }
        try:
            services.merge(survivor, others, by=request.user, reason=reason.cleaned_data["reason"], stays=stays)
        except DomainError as error:
            reason.add_error(None, str(error))
        else:
            messages.success(request, _("They are one: %(record)s.") % {"record": survivor})
            return redirect(survivor)
    context |= {
        "chosen": chosen,
        "survivor": survivor,
        "others": others,
        "going": previews.going(survivor, others),
        "differing": differing,
        "reason": reason,
    }
    return render(request, "partners/merge.html", context, status=422 if reason.is_bound else 200)


@needs("accept")
def merged(request: SignedIn, pk: int) -> HttpResponse:
    """What a merge or split did, and the way back."""
    found = get_object_or_404(Merge.objects.select_related("content_type", "by", "undone_by"), pk=pk)
    rows = found.model.with_merged.visible_to(request.user)
    survivor = get_object_or_404(rows, pk=found.survivor_id)
    reason = ReasonForm(request.POST or None)
    if reason.is_bound and reason.is_valid():
        try:
            undone = services.unmerge(found, by=request.user, reason=reason.cleaned_data["reason"])
        except DomainError as error:
            reason.add_error(None, str(error))
        else:
            messages.success(request, _("The merge is taken back: everything is as it was."))
            if undone.kept_count:
                told = ngettext(
                    "%(n)d link or field was changed by hand since, and stays as it is now.",
                    "%(n)d links or fields were changed by hand since, and stay as they are now.",
                    undone.kept_count,
                )
                messages.warning(request, told % {"n": undone.kept_count})
            return redirect(survivor)
    context = {
        "merge": found,
        "survivor": survivor,
        "others": list(rows.filter(pk__in=found.others)),
        "counts": previews.counts_in_words(found),
        "register": REGISTERS[survivor.register()],
        "reason": reason,
    }
    return render(request, "partners/merged.html", context, status=422 if reason.is_bound else 200)


@needs("accept")
def split(request: SignedIn, register: str, reference: str) -> HttpResponse:
    """One record that was two: the new one, and which links go to it."""
    kept, model = _register(register)
    record = get_object_or_404(model.objects.visible_to(request.user), reference=reference)
    form_class: Any = SplitPartnerForm if model is Partner else SplitPersonForm
    initial = {name: getattr(record, name) for name in ("kind", "country", "mark") if hasattr(record, name)}
    form = form_class(request.POST or None, initial=initial)
    reason = ReasonForm(request.POST or None)
    offered = previews.offered(record, visible_to=request.user)
    wanted = {
        sort.relation.name: {int(key) for key in request.POST.getlist(sort.relation.name) if key.isdecimal()}
        for sort in offered
    }
    seen = {sort.relation.name: {key for key, _subject in sort.rows} for sort in offered}
    if form.is_bound and form.is_valid() and reason.is_valid():
        links = {name: keys & seen[name] for name, keys in wanted.items() if keys}
        try:
            made = services.split(
                record, form.save(commit=False), links=links, by=request.user, reason=reason.cleaned_data["reason"]
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            new: Any = made.survivor
            messages.success(request, _("There are two now: %(record)s is the new one.") % {"record": new})
            return redirect(new)
    context = {
        "register": kept,
        "record": record,
        "form": form,
        "reason": reason,
        "offered": offered,
        "wanted": {key for keys in wanted.values() for key in keys},
    }
    return render(request, "partners/split.html", context, status=422 if form.is_bound else 200)


@login_required
def home_posts(request: SignedIn) -> HttpResponse:
    """Who held which post of the home city on a day."""
    return _posts(request, None, home_name(request.LANGUAGE_CODE))


@login_required
def partner_posts(request: SignedIn, reference: str) -> HttpResponse:
    """Who held which post at a partner on a day."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), reference=reference)
    return _posts(request, partner, str(partner))


def _posts(request: SignedIn, partner: Partner | None, name: str) -> HttpResponse:
    form = DayForm(request.GET)
    is_valid = form.is_valid()
    day = (form.cleaned_data.get("day") if is_valid else None) or timezone.localdate()
    role = form.cleaned_data.get("role", "")
    held = posts_on(day, visible_to=request.user, partner=partner, role=role) if is_valid else []
    context = {
        "form": form,
        "partner": partner,
        "name": name,
        "day": day,
        "held": held,
        "role": role,
        "typed": request.GET.get("day", "") or day.isoformat(),
    }
    return render(request, "partners/posts.html", context, status=200 if is_valid else 422)


def merges_of(record: Any) -> list[Merge]:
    """The merges and splits that made a record what it is, the newest first. One SQL query."""
    kind = ContentType.objects.get_for_model(record)
    return list(Merge.objects.filter(content_type=kind, survivor_id=record.pk).select_related("by"))
