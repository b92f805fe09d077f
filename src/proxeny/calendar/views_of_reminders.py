"""How one is reminded, and the way from a letter to its record."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.calendar import services
from proxeny.calendar.forms import ReminderForm
from proxeny.calendar.models import Digest
from proxeny.calendar.reminders import reminders_for


@login_required
def reminders(request: SignedIn) -> HttpResponse:
    """One's choice, and what the digest would say today."""
    chosen = services.choice_of(request.user)
    form = ReminderForm(request.POST or None, instance=chosen)
    if form.is_bound and form.is_valid():
        services.choose_reminders(form.cleaned_data, by=request.user)
        messages.success(request, _("Your reminders are set."))
        return redirect("calendar:reminders")
    today = timezone.localdate()
    context = {
        "form": form,
        "today": today,
        "now": reminders_for(request.user, services.choice_of(request.user), today),
        "last": Digest.objects.filter(person=request.user).exclude(sent_at=None).first(),
    }
    return render(request, "calendar/reminders.html", context, status=422 if form.is_bound else 200)


@login_required
def follow(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """From a line of one's own digest to what it is about: letters carry no address that tells of a closed record."""
    digest = get_object_or_404(Digest, pk=pk, person=request.user)
    if not 0 < number <= len(digest.content):
        raise Http404
    return redirect(digest.content[number - 1]["url"])
