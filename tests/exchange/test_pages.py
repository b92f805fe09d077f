"""Imports on the pages: upload, mapping, trial, writing, result, undo; and who may see them."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.sheets import workbook
from proxeny.agreements.models import Agreement
from proxeny.exchange import drafts, running
from proxeny.exchange.models import Import

ROWS = [["Title", "Type", "State", "Signed", "Art"], ["Memorandum on heritage", "mou", "signed", "14/04/2023", "x"]]


def upload(client, rows=ROWS, register="agreements", **data):
    file = SimpleUploadedFile("list.xlsx", workbook(rows))
    return client.post(f"/imports/new/{register}/", {"file": file, "mark": "1", **data})


def filled(page, **changes):
    """The form as it stands on the page, with changes."""
    data = {}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen.group(1) if chosen else ""
    return data | changes


def test_a_file_goes_from_upload_over_the_trial_to_the_result_and_back(sign_in, lan):
    client = sign_in(lan)
    answer = upload(client)
    address = answer.url
    page = client.get(address).content.decode()
    assert "Memorandum on heritage" in page
    assert not Agreement.objects.exists()

    trial = client.post(address, filled(page, column_4="note", **{"try": "1"}), follow=True).content.decode()
    assert "Write it" in trial
    assert not Agreement.objects.exists()

    result = client.post(address, filled(trial, write="1"), follow=True).content.decode()
    made = Agreement.objects.get()
    assert (made.note, made.mark) == ("x", 1)
    assert made.reference in result

    back = client.post(f"{address}undo/", {"reason": "a trial"}, follow=True).content.decode()
    assert not Agreement.objects.exists()
    assert "1 taken out" in back
    assert "a trial" in back


def test_errors_stand_by_row_and_column_and_come_as_csv(sign_in, lan):
    client = sign_in(lan)
    address = upload(client, [*ROWS, ["=cmd|'/C calc'!A0", "poem", "signed", "31/02/2023", ""]]).url
    page = client.get(address).content.decode()

    page = client.post(address, filled(page, **{"try": "1"}), follow=True).content.decode()
    assert "2 errors" in page
    assert "B3" in page

    errors = client.get(f"{address}errors.csv").content.decode()
    assert "choice.unknown" in errors
    assert "month 2 of 2023 has 28 days" in errors

    client.post(address, filled(page, write="1"))
    assert not Agreement.objects.exists()


def test_a_large_file_is_written_beside_the_request_with_its_progress(sign_in, lan, monkeypatch):
    started = []
    monkeypatch.setattr(running, "LARGE", 0)
    monkeypatch.setattr(running.threading.Thread, "start", lambda thread: started.append(thread))
    client = sign_in(lan)
    address = upload(client).url
    page = client.get(address).content.decode()

    waiting = client.post(address, filled(page, write="1"), follow=True).content.decode()
    assert 'http-equiv="refresh"' in waiting

    running.write(Import.objects.get())
    assert "What became of the rows" in client.get(address).content.decode()
    assert Agreement.objects.count() == 1
    assert len(started) == 1


def test_what_a_halted_process_left_can_be_begun_again(sign_in, lan):
    client = sign_in(lan)
    address = upload(client).url
    Import.objects.update(state=Import.State.RUNNING)

    assert "begin again" in client.get(address).content.decode()
    page = client.post(f"{address}go-on/", follow=True).content.decode()
    assert "Try it" in page


def test_a_draft_can_be_forgotten(sign_in, lan, own_data_folder):
    client = sign_in(lan)
    address = upload(client).url
    client.post(f"{address}drop/")
    assert not Import.objects.exists()
    assert not list((own_data_folder / "imports").iterdir())


@pytest.mark.parametrize(("name", "data", "said"), [("a.pdf", b"%PDF-1.7", "no spreadsheet"), ("a.csv", b"", "empty")])
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(sign_in, lan, name, data, said):
    answer = sign_in(lan).post("/imports/new/agreements/", {"file": SimpleUploadedFile(name, data), "mark": "1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_readers_and_those_below_the_mark_see_nothing_of_an_import(sign_in, lan, minh, huong, hoa):
    address = upload(sign_in(lan)).url
    assert sign_in(minh).get(address).status_code == 403
    assert sign_in(minh).get("/imports/").status_code == 403
    assert sign_in(hoa).get(address).status_code == 404
    Import.objects.update(state=Import.State.WRITTEN, mark=2)
    assert sign_in(lan).get(address).status_code == 404


def test_import_stands_on_every_list_for_those_who_may(sign_in, lan, minh):
    assert "/imports/new/events/" in sign_in(lan).get("/events/").content.decode()
    assert "/imports/new/events/" not in sign_in(minh).get("/events/").content.decode()
    assert sign_in(lan).get("/imports/new/nothing/").status_code == 404
    assert sign_in(lan).get("/imports/").status_code == 200


def test_a_large_import_that_is_stopped_leaves_nothing_and_can_go_on(sign_in, lan, monkeypatch):
    client = sign_in(lan)
    address = upload(client).url
    one = Import.objects.get()
    Import.objects.update(state=Import.State.RUNNING)
    drafts.say(one.pk, 0, 1)
    assert "Stop it" in client.get(address).content.decode()

    client.post(f"{address}stop/")
    with pytest.raises(running.Stopped):
        running.write(Import.objects.get())

    assert not Agreement.objects.exists()
    assert not Import.objects.get().document


@pytest.mark.own_record
def test_a_killed_process_leaves_nothing_half_written_and_the_page_says_so(tmp_path):
    program = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from proxeny.accounts.models import Role, User
from proxeny.exchange import drafts, running, services
from proxeny.exchange.models import Import
from proxeny.exchange.targets import register_named
by = User.objects.create_user("lan", password="only a test", role=Role.REVIEWER, clearance=1)
register = register_named("agreements")
data = ("Title,Type,State\\n" + "".join(f"Paper {n},mou,signed\\n" for n in range(6000))).encode()
options = services.Options()
table = services.open_table(register, data, "list.csv", options)
mapping, _known = services.mapping_for(register, table)
one = Import.objects.create(register="agreements", file_name="list.csv", sha256=drafts.keep(data), by=by,
                            options=options.as_json(), mapping=mapping.as_json(), state=Import.State.RUNNING)
say = drafts.say
def die(number, done, total):
    say(number, done, total)
    if done >= 4000:
        os.kill(os.getpid(), signal.SIGKILL)
drafts.say = die
running.write(one)
"""
    environment = {**os.environ, "PROXENY_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "proxeny.site.settings"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]

    with sqlite3.connect(tmp_path / "record.sqlite3") as held:
        tables = ("agreements_agreement", "documents_document", "audit_entry", "exchange_importedrecord")
        counted = [held.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
        state = held.execute("SELECT state FROM exchange_import").fetchall()
    assert (counted, state) == ([0, 0, 0, 0], [("running",)])
    assert (tmp_path / "imports" / "1.progress").read_text().startswith("4000 6000 ")


def test_an_import_whose_process_is_gone_can_be_forgotten(sign_in, lan, own_data_folder):
    client = sign_in(lan)
    address = upload(client).url
    Import.objects.update(state=Import.State.RUNNING)
    (own_data_folder / "imports" / f"{Import.objects.get().pk}.progress").write_text("10 6000 999999999")

    page = client.get(address).content.decode()
    assert "Nothing is half written" in page
    assert "Forget this file" in page
    client.post(f"{address}drop/")
    assert not Import.objects.exists()
