"""One's own page, the language, and the people of the office for administrators."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts import services
from proxeny.accounts.forms import NewPersonForm, OwnForm, PasswordForm, PersonForm
from proxeny.accounts.lists import PEOPLE_OF_THE_OFFICE
from proxeny.accounts.middleware import COOKIE
from proxeny.accounts.models import User
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the interface: kept with the person, or in a cookie for somebody not signed in."""
    chosen = request.POST.get("language", "")
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        there = reverse(settings.LOGIN_REDIRECT_URL) if request.user.is_authenticated else reverse(settings.LOGIN_URL)
    response = redirect(there)
    if chosen in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            services.change_own(request.user, {"language": chosen})
        response.set_cookie(
            COOKIE, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, language and password."""
    person = request.user
    assert isinstance(person, User)
    is_password = request.method == "POST" and "old_password" in request.POST
    own = OwnForm(request.POST if request.method == "POST" and not is_password else None, instance=person)
    password = PasswordChangeForm(person, request.POST if is_password else None)
    if own.is_bound and own.is_valid():
        try:
            changed = services.change_own(person, own.cleaned_data)
        except DomainError as error:
            own.refuse(error)
        else:
            with translation.override(changed.language):
                messages.success(request, _("Your page is changed."))
            return redirect("accounts:profile")
    if is_password and password.is_valid():
        try:
            changed = services.set_password(person, password.cleaned_data["new_password1"], by=person)
        except DomainError as error:
            password.add_error("new_password1", str(error))
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Your password is changed; other sessions are signed out."))
            return redirect("accounts:profile")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/profile.html", {"own": own, "password": password}, status=status)


@needs("administer")
def people(request: HttpRequest) -> HttpResponseBase:
    """The people of the office."""
    return PEOPLE_OF_THE_OFFICE.answer(request, User.objects.order_by("last_name", "first_name", "username"), {})


def _answer(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "accounts/person.html", context, status=status)


@needs("administer")
def new_person(request: HttpRequest) -> HttpResponse:
    """Bring somebody in."""
    form = NewPersonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            person = services.bring_in(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(person)s can sign in now.") % {"person": person})
            return redirect("accounts:list")
    return _answer(request, {"form": form}, 422 if form.is_bound else 200)


@needs("administer")
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person's name, role, clearance and password."""
    who = get_object_or_404(User, username=username)
    is_password = request.method == "POST" and "password" in request.POST
    form = PersonForm(request.POST if request.method == "POST" and not is_password else None, instance=who)
    password = PasswordForm(request.POST if is_password else None)
    try:
        if is_password and password.is_valid():
            services.set_password(who, password.cleaned_data["password"], by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("%(person)s has a new password.") % {"person": who})
            return redirect("accounts:person", username=username)
        if form.is_bound and form.is_valid():
            services.change_person(who, form.cleaned_data, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("%(person)s is changed.") % {"person": who})
            return redirect("accounts:list")
    except DomainError as error:
        if is_password:
            password.add_error("password", str(error))
        else:
            form.refuse(error)
    context = {"form": form, "password": password, "who": who}
    return _answer(request, context, 422 if request.method == "POST" else 200)
