"""The reader against the annotated texts, where these lie beside the repository, and against its own cases.

The floors are in ``quality.toml``; ``make pin-quality`` raises them, and lowers one only with a reason.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.reading import gold, pins
from tools import pin_quality

TABLE = pins.load()
PINNED = pins.pinned(TABLE)
beside = pytest.mark.skipif(
    not gold.is_here(), reason="the annotated texts (../shared/gold) are not beside this repository"
)
WHAT_TO_DO = (
    "Find what made the reader worse and repair it. If the loss is right, say why and lower the pin: "
    'python tools/pin_quality.py --lower {kind} --reason "…"'
)


def too_low(was, now):
    return [
        f"{pin}: {after:.4f} is below its pin {before:.4f}. {WHAT_TO_DO.format(kind=pin.kind)}"
        for pin, before, after in pins.fallen(was, now)
    ]


@beside
@pytest.mark.parametrize("name", gold.FILES)
def test_the_annotated_texts_are_those_that_the_scores_were_pinned_on(name):
    assert gold.digest(name) == TABLE["texts"][name]["sha256"], (
        f"the texts or annotations of {name} have changed, so their pinned scores say nothing. Pin them anew: "
        'python tools/pin_quality.py --texts-changed --reason "…"'
    )


@beside
@pytest.mark.parametrize("language", [*gold.LANGUAGES, "all"])
@pytest.mark.parametrize("name", gold.FILES)
def test_no_score_on_the_annotated_texts_is_below_its_pin(name, language):
    was = {pin: value for pin, value in PINNED.items() if (pin.where, pin.language) == (name, language)}

    assert too_low(was, pins.measured_scores(name)) == []


def test_no_case_of_a_language_is_lost_or_fails_that_once_passed():
    was = {pin: value for pin, value in PINNED.items() if pin.where == "cases"}

    assert was
    assert too_low(was, pins.measured_cases()) == []


def test_a_pin_is_only_lowered_with_a_reason():
    assert all(act["reason"].strip() for act in TABLE.get("lowered", []))


def test_lowering_a_pin_without_a_reason_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        pin_quality.main(["--lower", "dates"])

    assert refused.value.code == 2
    assert "give the reason" in capsys.readouterr().err


def test_what_falls_below_its_pin_is_named_and_what_rises_is_not():
    pin = pins.Pin("dev", "en", "dates", "strict")
    other = pins.Pin("dev", "en", "dates", "lenient")

    assert list(pins.fallen({pin: 0.9, other: 0.9}, {pin: 0.8999, other: 0.95})) == [(pin, 0.9, 0.8999)]


def test_the_pins_are_read_as_they_were_written(tmp_path):
    values = {
        pins.Pin("dev", "en", "dates", "strict"): 0.9,
        pins.Pin("dev", "en", "dates", "lenient"): 0.95,
        pins.Pin("cases", "en", "dates", "passed"): 40,
        pins.Pin("cases", "en", "dates", "written"): 41,
    }
    act = {"pin": "dev en dates strict", "from": 0.95, "to": 0.9, "reason": 'the "old" rule was a guess'}

    pins.write({"dev": "ab12"}, values, [act], tmp_path / "quality.toml")

    table = pins.load(tmp_path / "quality.toml")
    assert pins.pinned(table) == values
    assert table["texts"]["dev"]["sha256"] == "ab12"
    assert table["lowered"] == [act]
