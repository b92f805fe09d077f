"""Signing in, one's own page, and the people of the office."""

from __future__ import annotations

import pytest
from axes.utils import reset
from django.test import Client

from conftest import PASSWORD
from proxeny.accounts import services
from proxeny.accounts.models import Role, User
from proxeny.audit.models import Entry
from proxeny.core.errors import NotAllowed, WrongState
from proxeny.core.records import Mark


@pytest.fixture(autouse=True)
def no_locks(db):
    """A lock of one test does not hold in the next."""
    reset()


def sign_in_with(client: Client, password: str):
    return client.post("/accounts/login/", {"username": "lan", "password": password, "next": "/agreements/"})


def test_a_person_signs_in_goes_where_they_were_going_and_signs_out(client, lan):
    assert client.get("/agreements/").url == "/accounts/login/?next=/agreements/"
    assert sign_in_with(client, PASSWORD).url == "/agreements/"
    assert client.get("/agreements/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/agreements/").status_code == 302


def test_six_wrong_passwords_lock_the_name_even_for_the_right_one(client, lan):
    for _attempt in range(6):
        sign_in_with(client, "wrong")
    locked = sign_in_with(client, PASSWORD)

    assert locked.status_code == 429
    assert "Too many attempts" in locked.content.decode()


def test_the_language_is_kept_in_a_cookie_or_with_the_person(client, sign_in, lan):
    client.post("/accounts/language/", {"language": "vi", "next": "/accounts/login/"})
    assert client.get("/accounts/login/").headers["Content-Language"] == "vi"

    inside = sign_in(lan)
    assert inside.post("/accounts/language/", {"language": "vi", "next": "/agreements/"}).url == "/agreements/"
    lan.refresh_from_db()
    assert lan.language == "vi"
    assert inside.get("/agreements/").headers["Content-Language"] == "vi"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(client, db, elsewhere):
    answer = client.post("/accounts/language/", {"language": "xx", "next": elsewhere})

    assert answer.url == "/accounts/login/"
    assert "language" not in answer.cookies


def test_a_person_changes_their_name_and_password_but_not_their_role(sign_in, lan):
    client = sign_in(lan)
    client.post("/accounts/profile/", {"first_name": "Lan Anh", "last_name": "Phạm", "language": "en", "role": "5"})
    lan.refresh_from_db()
    assert (lan.first_name, lan.role) == ("Lan Anh", Role.REVIEWER)

    new = {"old_password": PASSWORD, "new_password1": "một mật khẩu dài", "new_password2": "một mật khẩu dài"}
    assert client.post("/accounts/profile/", new).status_code == 302
    lan.refresh_from_db()
    assert lan.check_password("một mật khẩu dài")
    assert client.get("/accounts/profile/").status_code == 200
    refused = client.post("/accounts/profile/", new | {"old_password": "wrong"})
    assert refused.status_code == 422


def test_an_administrator_brings_somebody_in_and_the_audit_tells_it_without_the_password(sign_in, an):
    entered = {
        "username": "thu",
        "first_name": "Thu",
        "last_name": "Vũ",
        "role": "2",
        "clearance": "1",
        "language": "vi",
        "password": "mười hai chữ cái",
    }
    assert sign_in(an).post("/accounts/people/new/", entered).status_code == 302

    thu = User.objects.get(username="thu")
    assert (thu.role, thu.clearance, thu.check_password("mười hai chữ cái")) == (Role.OFFICER, Mark.INTERNAL, True)
    entry = Entry.objects.get(action="accounts.created")
    assert entry.by == an
    assert "password" not in entry.changes
    assert thu.password not in str(entry.changes)


def test_a_password_that_is_too_easy_is_said_beside_its_field(sign_in, an):
    entered = {"username": "thu", "role": "2", "clearance": "1", "language": "vi", "password": "12345"}
    answer = sign_in(an).post("/accounts/people/new/", entered)

    assert answer.status_code == 422
    assert "10 characters" in answer.content.decode().split('id="id_password_error"')[1]
    assert not User.objects.filter(username="thu").exists()


def test_somebody_who_may_no_longer_sign_in_is_out_at_once(sign_in, an, lan):
    inside = sign_in(lan)
    services.change_person(lan, {"is_active": False}, by=an)

    assert inside.get("/agreements/").status_code == 302
    assert Entry.objects.get(action="accounts.changed").changes == {"is_active": [True, False]}


def test_the_last_administrator_stays_one(an):
    with pytest.raises(WrongState, match="last administrator"):
        services.change_person(an, {"role": Role.READER}, by=an)
    with pytest.raises(WrongState):
        services.change_person(an, {"is_active": False}, by=an)
    an.refresh_from_db()
    assert an.is_active
    assert not Entry.objects.exists()


@pytest.mark.parametrize("user", ["huong", "minh", "lan", "hoa"])
def test_only_administrators_see_and_change_the_people_of_the_office(request, sign_in, an, user):
    person = request.getfixturevalue(user)
    client = sign_in(person)

    for address in ("/accounts/people/", "/accounts/people/new/", "/accounts/people/an/"):
        assert client.get(address).status_code == 403
    with pytest.raises(NotAllowed):
        services.change_person(person, {"role": Role.ADMINISTRATOR}, by=person)
