"""The cast and the ground that every test stands on: a data folder of its own, a real database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["PROXENY_DATA"] = tempfile.mkdtemp(prefix="proxeny-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.pop("PROXENY_HOME", None)

import pytest
from django.test import Client

from proxeny.accounts.models import Role, User
from proxeny.core.records import Mark

PASSWORD = "correct horse battery staple"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's long walks begin first, so that both cores are busy to the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def _person(username: str, role: Role, clearance: Mark, first: str, last: str) -> User:
    person = User(username=username, role=role, clearance=clearance, first_name=first, last_name=last)
    # one round of hashing is enough for a test; sign-in itself is tested with the real thing
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On PostgreSQL each process copies a record that was made once, where ``tools/test.sh`` names it."""
    from django.db import connection

    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("PROXENY_TEST_TEMPLATE")


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    """Originals of one test never meet those of another."""
    settings.DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture
def lan(db) -> User:
    """Edits, adds documents and accepts what the reader found."""
    return _person("lan", Role.REVIEWER, Mark.INTERNAL, "Lan", "Phạm")


@pytest.fixture
def minh(db) -> User:
    """Reads, and sees internal records."""
    return _person("minh", Role.READER, Mark.INTERNAL, "Minh", "Trần")


@pytest.fixture
def huong(db) -> User:
    """Is outside: sees what is public."""
    return _person("huong", Role.READER, Mark.PUBLIC, "Hương", "Lê")


@pytest.fixture
def hoa(db) -> User:
    """Signs off; sees everything."""
    return _person("hoa", Role.APPROVER, Mark.CONFIDENTIAL, "Hoa", "Nguyễn")


@pytest.fixture
def an(db) -> User:
    """Administers."""
    return _person("an", Role.ADMINISTRATOR, Mark.CONFIDENTIAL, "An", "Đỗ")


@pytest.fixture(scope="session")
def password() -> str:
    """What everybody in the cast types to sign in."""
    return PASSWORD


@pytest.fixture
def sign_in():
    """A client signed in as a person."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(scope="session")
def shared() -> Path | None:
    """The annotated texts beside the checkout, or ``None`` where they are not."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "gold").is_dir() else None


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Pages that do not fade and slide: what they show at the end is what is asked about."""
    return {**browser_context_args, "reduced_motion": "reduce"}
