"""The commands of the office: demo, serve, add, createuser, reindex."""

from __future__ import annotations

import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from proxeny.accounts.models import Role, User
from proxeny.audit.models import Entry
from proxeny.core.records import Mark
from proxeny.documents.models import Document
from proxeny.partners.models import Partner
from proxeny.search.models import SearchEntry

NEWS = (
    "Hanoi exported goods worth 3 billion USD to the United States in 2022, said the Department of Industry and Trade. "
    "The city received 12 foreign delegations in the first half of 2023."
)


def proxeny(*arguments, folder, **options):
    """A command in a process of its own, as an officer runs it."""
    return subprocess.run(
        _command(*arguments), env=_own(folder), capture_output=True, text=True, timeout=120, **options
    )


def _command(*arguments):
    return [sys.executable, "-m", "proxeny.site.command_line", *map(str, arguments)]


def _own(folder):
    rest = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return rest | {"PROXENY_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer_of(address: str, seconds: float = 30) -> str:
    """What a server that is coming up answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                return reply.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory) -> Path:
    """A folder in which the demonstration is loaded."""
    folder = tmp_path_factory.mktemp("demo")
    run = proxeny("demo", "--no-serve", folder=folder)
    assert run.returncode == 0, run.stderr
    assert "proxeny-demo" in run.stdout
    assert "lan" in run.stdout
    assert "documents wait in the inbox" in run.stdout
    assert "sources" in run.stderr
    return folder


@pytest.mark.own_record
def test_the_demonstration_is_served_from_what_was_loaded_and_stops_when_told(demonstration):
    port = free_port()
    with subprocess.Popen(
        _command("demo", "--port", port), env=_own(demonstration), stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            page = answer_of(f"http://127.0.0.1:{port}/accounts/login/")
        finally:
            server.send_signal(signal.SIGINT)
            said, _errors = server.communicate(timeout=20)

    assert "password" in page.lower()
    assert "loaded already" in said
    assert f"http://127.0.0.1:{port}/" in said


@pytest.mark.own_record
def test_a_port_in_use_is_said_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = proxeny("demo", "--port", taken.getsockname()[1], folder=tmp_path)

    assert run.returncode == 1
    assert "--port" in run.stderr
    assert not (tmp_path / "record.sqlite3").exists()


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """The folder of an office with one officer; it was empty, and the first command made the record."""
    folder = tmp_path_factory.mktemp("office")
    run = proxeny("createuser", "lien", "--role", "officer", folder=folder, input="a long enough word\n")
    assert run.returncode == 0, run.stderr
    return folder


def officers(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "record.sqlite3") as record:
        return [name for (name,) in record.execute("SELECT username FROM accounts_user ORDER BY username")]


@pytest.mark.own_record
def test_a_command_in_an_empty_folder_makes_the_record_first(office):
    assert officers(office)[0] == "lien"


@pytest.mark.own_record
def test_the_demonstration_does_not_enter_an_office(office):
    run = proxeny("demo", "--no-serve", folder=office)

    assert run.returncode == 1
    assert "--data" in run.stderr


@pytest.mark.own_record
def test_the_folder_may_be_named_before_or_after_the_command(office, tmp_path):
    word = {"folder": tmp_path / "not", "input": "a long enough word\n"}
    first = proxeny("--data", office, "createuser", "tuan", **word)
    second = proxeny("createuser", "vy", f"--data={office}", **word)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert officers(office)[-2:] == ["tuan", "vy"]
    assert not (tmp_path / "not").exists()


@pytest.mark.own_record
def test_an_office_is_served_from_an_empty_folder(tmp_path):
    port = free_port()
    with subprocess.Popen(
        _command("serve", "--port", port, "--workers", "1"),
        env=_own(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            page = answer_of(f"http://127.0.0.1:{port}/accounts/login/")
        finally:
            server.send_signal(signal.SIGINT)
            _said, errors = server.communicate(timeout=20)

    assert "password" in page.lower()
    assert "createuser" in errors


@pytest.fixture
def files(tmp_path) -> Path:
    """A good text and three that are none."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a document")
    return tmp_path


def add(*arguments, **options) -> tuple[str, str, int]:
    said, errors, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("add", *map(str, arguments), stdout=said, stderr=errors, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return said.getvalue(), errors.getvalue(), status


def test_a_file_is_added_and_read(lan, files):
    said, errors, status = add(
        files / "news.txt", "--publisher", "Ours", "--published", "2023-07-01", "--mark", "public"
    )

    document = Document.objects.get()
    assert (status, errors) == (0, "")
    assert said.count("\n") == 1
    assert document.reference in said
    assert (document.publisher, document.published, document.mark) == ("Ours", "2023-07-01", Mark.PUBLIC)
    assert document.added_by == lan
    assert document.statements.open().exists()


def test_bad_files_are_named_on_standard_error_and_the_others_go_on(lan, files):
    said, errors, status = add(
        files / "empty.txt", files / "broken.pdf", files / "missing.txt", files, files / "news.txt"
    )

    assert status == 1
    assert said.count("\n") == 1
    assert Document.objects.count() == 1
    for name in ("empty.txt", "broken.pdf", "missing.txt"):
        assert name in errors
    assert errors.count("\n") == 4


def test_the_same_file_twice_is_one_document(lan, files):
    copy = files / "copy.txt"
    copy.write_text(NEWS, encoding="utf-8")

    said, _errors, status = add(files / "news.txt", copy)

    assert status == 0
    assert Document.objects.count() == 1
    assert "already held" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--watch"),
        (("a.txt", "b.txt", "--title", "One"), "one document"),
        (("a.txt", "--published", "31/02/2023"), "2023-12"),
        (("a.txt", "--as", "nobody"), "lan"),
        (("a.txt", "--as", "minh"), "may not add"),
        (("--watch", "/nowhere/at/all"), "no folder"),
    ],
)
def test_a_command_that_cannot_be_meant_says_what_to_write(lan, minh, arguments, words):
    with pytest.raises(CommandError, match=words):
        add(*arguments)


def test_in_whose_name_must_be_said_where_several_may(lan, hoa, files):
    with pytest.raises(CommandError, match="hoa, lan"):
        add(files / "news.txt")

    add(files / "news.txt", "--as", "hoa")
    assert Document.objects.get().added_by == hoa


@pytest.mark.own_record
def test_a_watched_folder_is_taken_as_it_fills_and_nothing_twice(office, tmp_path):
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    (incoming / "there.txt").write_text(NEWS, encoding="utf-8")
    (incoming / "half.txt.part").write_text("A download under way in Hanoi.", encoding="utf-8")
    log, errors = tmp_path / "log", tmp_path / "errors"

    with (
        log.open("w") as out,
        errors.open("w") as err,
        subprocess.Popen(_command("add", "--watch", incoming), env=_own(office), stdout=out, stderr=err) as watching,
    ):
        try:
            _until(lambda: log.read_text().count("\n") == 1)
            with (incoming / "slow.txt").open("w", encoding="utf-8") as slow:
                for part in range(8):  # longer than two looks
                    slow.write(f"Part {part}: Hanoi received 5 delegations from Japan in 2023. ")
                    slow.flush()
                    time.sleep(0.2)
            _until(lambda: log.read_text().count("\n") == 2)
            (incoming / "bad.pdf").write_bytes(b"%PDF-1.7\nno document")
            _until(lambda: "bad.pdf" in errors.read_text())
            os.utime(incoming / "there.txt")
            _until(lambda: log.read_text().count("\n") == 3)
        finally:
            watching.send_signal(signal.SIGINT)
            status = watching.wait(timeout=20)

    lines = log.read_text().splitlines()
    assert status == 1  # a file was refused
    assert "Traceback" not in errors.read_text()
    assert "there.txt: added" in lines[0]
    assert "slow.txt: added" in lines[1]
    assert "already held" in lines[2]
    assert "half" not in log.read_text()


def _until(is_so, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_a_person_is_made_with_role_clearance_and_entry(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough word\n"))

    call_command("createuser", "lien", "--role", "reviewer", "--clearance", "confidential", stdout=io.StringIO())

    person = User.objects.get(username="lien")
    assert (person.role, person.clearance) == (Role.REVIEWER, Mark.CONFIDENTIAL)
    assert person.check_password("a long enough word")
    assert Entry.objects.get().action == "accounts.created"


@pytest.mark.parametrize(("name", "password"), [("lan", "a long enough word"), ("thu", "short"), ("thu", "1234567890")])
def test_a_name_that_is_taken_or_a_weak_password_makes_nobody(lan, monkeypatch, name, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))

    with pytest.raises(CommandError):
        call_command("createuser", name, stdout=io.StringIO())

    assert User.objects.count() == 1


def test_the_search_index_is_built_anew(lan):
    Partner.objects.bulk_create([Partner(reference="oslo", name="Oslo", kind=Partner.Kind.CITY)])
    assert not SearchEntry.objects.filter(title="Oslo").exists()

    call_command("reindex", stdout=io.StringIO(), stderr=io.StringIO())

    assert SearchEntry.objects.filter(title="Oslo").exists()
