"""Imports on the pages: upload, mapping, trial, writing, result, undo; and who may see them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.sheets import workbook
from proxeny.agreements.models import Agreement
from proxeny.exchange import running
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
