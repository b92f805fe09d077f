"""A whole import as somebody does it: a file with errors, a mapping that mends them, a trial, good rows only, undo."""

from __future__ import annotations

import pytest

from browser.order import faults
from exchange.sheets import workbook
from proxeny.agreements.models import Agreement
from proxeny.exchange.models import Import

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = [
    ["Title", "Type", "State", "Signed", "Remark of ours"],
    ["Memorandum on heritage", "mou", "signed", "14/04/2023", "in two languages"],
    ["Memorandum on water", "mou", "signed", "31/02/2023", None],
    ["=cmd|' /C calc'!A0", "mou", "signed", "2024", None],
]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_file_with_errors_is_mended_tried_written_and_taken_back(
    page, live_server, enter, lan, complaints, tmp_path, width
):
    page.set_viewport_size({"width": width, "height": 900})
    path = tmp_path / "agreements.xlsx"
    path.write_bytes(workbook(ROWS))
    enter(lan)
    page.goto(f"{live_server.url}/imports/")
    assert faults(page) == []
    page.click("a[href='/imports/new/agreements/']")
    page.set_input_files("input[name=file]", str(path))
    page.click("main .form-foot button.button-primary")

    page.wait_for_selector("#mapping")
    assert faults(page) == []
    page.select_option("#id_column_4", "note")
    page.click("button[name=try]")
    page.wait_for_selector("#trial")
    assert "31/02/2023" in page.inner_text("#trial")
    assert faults(page) == []
    page.screenshot(path=str(tmp_path / "trial.png"), full_page=True)

    page.check("#id_good_rows")
    page.click("button[name=write]")
    page.wait_for_selector("#result-title")
    assert faults(page) == []
    assert set(Agreement.objects.values_list("title", "note")) == {
        ("Memorandum on heritage", "in two languages"),
        ("=cmd|' /C calc'!A0", ""),
    }

    page.fill("#id_reason", "the wrong list")
    page.click("button.button-danger")
    page.wait_for_selector("#undone-title")
    assert faults(page) == []
    assert not Agreement.objects.exists()
    assert Import.objects.get().state == Import.State.UNDONE
    assert complaints == []
