"""Rule packs and the counting of days: what the cited rules say, and what a broken pack is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from proxeny.procedures import rules
from proxeny.procedures.rules import BadDay, BadPack, Calendar, Span, UnknownPack
from proxeny.procedures.rules.command import main
from proxeny.procedures.rules.loading import FOLDER
from proxeny.procedures.rules.pack import TO_CHECK, Change, Counting, Holidays, Rules


def days_of(pack: str, case: str, anchor: date, opened: date | None = None, **done: date) -> dict[str, date | None]:
    version = rules.load_pack(pack).procedures[case].in_force(opened or anchor)
    return {line.step: line.due for line in rules.deadlines(version, anchor=anchor, opened=opened or anchor, done=done)}


@pytest.fixture
def hanoi() -> Calendar:
    """Vietnam's holidays, the first day not counted, a closed last day moved to the next working day."""
    return Calendar(Holidays("VN"), Counting(forward="next", backward="stay"))


class TestWhatTheCitedRulesSay:
    def test_a_conference_is_filed_thirty_days_ahead_and_the_bodies_have_fifteen(self):
        due = days_of("vn-hanoi", "conference", date(2026, 6, 15))

        assert due["file"] == date(2026, 5, 16)
        assert due["opinions.other-bodies"] == date(2026, 6, 1)  # 31 May is a Sunday
        assert due["hold"] == date(2026, 6, 15)

    def test_one_that_the_prime_minister_permits_is_filed_forty_days_ahead_and_two_ministries_are_asked(self):
        due = days_of("vn-hanoi", "conference-pm", date(2026, 6, 15))

        assert due["file"] == date(2026, 5, 6)
        assert due["opinions.foreign-ministry"] == due["opinions.public-security-ministry"] == date(2026, 5, 21)

    def test_aid_of_7_december_2025_goes_by_the_old_decree_and_has_twenty_days(self):
        version = rules.load_pack("vn-hanoi").procedures["aid-appraisal"].in_force(date(2025, 12, 7))
        due = days_of("vn-hanoi", "aid-appraisal", date(2025, 12, 7))

        assert "80/2020" in version.citation.words["en"]
        assert due["appraise"] == date(2025, 12, 29)  # the 27th is a Saturday

    def test_aid_of_8_december_2025_goes_by_the_new_one_whose_days_nobody_read(self):
        version = rules.load_pack("vn-hanoi").procedures["aid-appraisal"].in_force(date(2025, 12, 8))
        due = days_of("vn-hanoi", "aid-appraisal", date(2025, 12, 8))

        assert "313/2025" in version.citation.words["en"]
        assert due["receive"] == date(2025, 12, 8)
        assert due["appraise"] is None
        assert version.step("appraise").citation.status == TO_CHECK

    def test_work_on_aid_begins_within_six_months_of_the_approval(self):
        due = days_of("vn-hanoi", "aid-appraisal", date(2025, 6, 2), decide=date(2025, 8, 31))

        assert due["start"] == date(2026, 3, 2)  # 28 February is a Saturday

    def test_a_clock_runs_from_the_day_a_step_was_done_once_it_is(self):
        before = days_of("vn-hanoi", "conference", date(2026, 6, 15), date(2026, 4, 1))
        after = days_of("vn-hanoi", "conference", date(2026, 6, 15), date(2026, 4, 1), file=date(2026, 5, 4))

        assert (before["opinions"], after["opinions"]) == (date(2026, 6, 1), date(2026, 5, 19))

    def test_a_french_council_is_convened_five_clear_days_ahead(self):
        due = days_of("fr-morlaix", "agreement", date(2026, 6, 25), transmit=date(2026, 7, 14))

        assert due["convene"] == date(2026, 6, 19)
        assert due["review-ends"] == date(2026, 9, 14)

    def test_a_french_mandate_is_voted_before_the_mission_and_the_council_convened_before_that(self):
        due = days_of("fr-morlaix", "trip-out", date(2026, 9, 10))

        assert (due["vote"], due["convene"]) == (date(2026, 9, 9), date(2026, 9, 3))

    def test_without_its_anchor_a_case_has_steps_without_days(self):
        version = rules.load_pack("vn-hanoi").procedures["conference"].in_force(date(2026, 4, 1))

        assert {line.due for line in rules.deadlines(version, anchor=None)} == {None}


class TestCounting:
    def test_working_days_skip_the_week_of_tet(self, hanoi):
        assert hanoi.counted(date(2026, 2, 13), Span(1, "working")) == date(2026, 2, 23)
        assert hanoi.counted(date(2026, 2, 24), Span(2, "working"), "before") == date(2026, 2, 13)

    def test_a_period_that_ends_in_tet_ends_on_the_first_day_of_work(self, hanoi):
        assert hanoi.counted(date(2026, 2, 2), Span(15)) == date(2026, 2, 23)

    def test_a_saturday_made_a_working_day_by_decree_is_one(self, hanoi):
        assert hanoi.is_open(date(2026, 8, 22))
        assert not hanoi.is_open(date(2026, 8, 31))

    def test_a_pack_changes_what_the_library_says(self):
        changes = (Change(date(2026, 2, 23), False, "Tết, by notice"), Change(date(2026, 2, 28), True, "made up"))
        calendar = Calendar(Holidays("VN", changes=changes), Counting(forward="next"))

        assert calendar.counted(date(2026, 2, 13), Span(1, "working")) == date(2026, 2, 24)
        assert calendar.why_closed(date(2026, 2, 23)) == "Tết, by notice"
        assert calendar.is_open(date(2026, 2, 28))

    def test_a_count_back_stays_on_a_closed_day_unless_the_pack_moves_it(self, hanoi):
        strict = Calendar(Holidays("VN"), Counting(backward="previous"))

        assert hanoi.counted(date(2026, 6, 15), Span(30), "before") == date(2026, 5, 16)
        assert strict.counted(date(2026, 6, 15), Span(30), "before") == date(2026, 5, 15)

    @pytest.mark.parametrize(
        ("start", "span", "end"),
        [
            (date(2027, 8, 31), Span(6, "months"), date(2028, 2, 29)),
            (date(2026, 8, 31), Span(6, "months"), date(2027, 2, 28)),
            (date(2028, 2, 28), Span(1), date(2028, 2, 29)),
            (date(2027, 2, 28), Span(1), date(2027, 3, 1)),
            (date(2028, 2, 29), Span(12, "months"), date(2029, 2, 28)),
            (date(2026, 5, 16), Span(0), date(2026, 5, 16)),
        ],
    )
    def test_leap_days_and_ends_of_months(self, start, span, end):
        calm = Calendar(Holidays("VN"), Counting())

        assert calm.counted(start, span) == end

    def test_where_the_first_day_counts_the_period_is_a_day_shorter(self):
        inclusive = Calendar(Holidays("VN"), Counting(first_day_counts=True))

        assert inclusive.counted(date(2026, 3, 2), Span(15)) == date(2026, 3, 16)
        assert inclusive.counted(date(2026, 3, 2), Span(3, "working")) == date(2026, 3, 4)

    @pytest.mark.parametrize("start", [date(1901, 1, 1), date(9999, 12, 31), date(2100, 12, 31)])
    def test_days_out_of_the_range_of_known_holidays_are_refused(self, hanoi, start):
        with pytest.raises(BadDay, match="1990"):
            hanoi.counted(start, Span(30))


class TestLimits:
    def test_days_may_be_limited_by_the_number_of_countries(self):
        one = rules.pack.Limit("one", {"en": "Days"}, "days_abroad", most=5, where={"countries": 1})
        two = rules.pack.Limit("two", {"en": "Days"}, "days_abroad", most=8, where={"countries": 2})

        def broken_by(days: int, countries: int | None) -> list[str]:
            return [f.limit.key for f in rules.findings((one, two), {"days_abroad": days, "countries": countries})]

        assert broken_by(6, 1) == ["one"]
        assert broken_by(6, 2) == []
        assert broken_by(9, 2) == ["two"]
        assert broken_by(30, None) == []  # nobody knows how many countries: no rule holds yet

    def test_a_measure_that_does_not_exist_is_told(self, tmp_path):
        limit = """[[version.limit]]
key = "days"
title = { en = "Days", fr = "Jours" }
measure = "days_abroad"
most = 5
where = { planets = 1 }
status = "to_check"

[[version.paper]]"""

        assert any("planets" in fault for fault in broken(tmp_path, "[[version.paper]]", limit))


class TestPacks:
    def test_both_packs_hold_and_every_rule_has_a_citation_with_an_address(self):
        for name in rules.packs_on_board():
            for procedure in rules.load_pack(name).procedures.values():
                for version in procedure.versions:
                    for part in (*version.steps, *version.papers, *version.limits, *version.forms):
                        assert part.citation.words, f"{name} {procedure.case} {part.key}"
                        assert part.citation.address.startswith("http")

    def test_a_copy_of_the_rules_comes_back_as_it_was(self):
        for name in rules.packs_on_board():
            for procedure in rules.load_pack(name).procedures.values():
                for version in procedure.versions:
                    kept = json.loads(json.dumps(version.to_json()))

                    assert Rules.from_json(kept) == version

    def test_words_fall_back_to_the_first_language_of_the_pack(self):
        assert rules.in_words({"fr": "mairie"}, "vi") == "mairie"
        assert rules.in_words({"en": "city", "vi": "thành phố"}, "vi-VN") == "thành phố"

    def test_a_name_that_is_no_pack_is_told_which_there_are(self, tmp_path):
        with pytest.raises(UnknownPack, match="fr-morlaix, vn-hanoi"):
            rules.load_pack("atlantis")
        with pytest.raises(UnknownPack, match=r"no pack\.toml"):
            rules.load_pack(str(tmp_path))


def broken(tmp_path: Path, old: str, new: str, file: str = "trip-out.toml") -> list[str]:
    """The faults of the French pack with one thing changed."""
    folder = tmp_path / "fr-morlaix"
    shutil.copytree(FOLDER / "fr-morlaix", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadPack) as caught:
        rules.load_pack(str(folder))
    return [str(problem) for problem in caught.value.problems]


class TestBrokenPacks:
    @pytest.mark.parametrize(
        ("old", "new", "line", "words"),
        [
            ('from = "vote"', 'from = "votte"', 17, "'from' is 'votte': expected anchor, opened or the key of a step"),
            ("days = 5", "days = -5", 19, "expected a number from 0 to"),
            ("days = 5", 'days = "five"', 19, "expected a whole number"),
            ("days = 5", "days = true", 19, "expected a whole number"),
            ('kind_of_days = "clear"', 'kind_of_days = "lunar"', 20, "expected one of calendar, working, clear"),
            ('source = "local-code-council"', 'source = "code"', 22, "expected one of the [sources] of pack.toml"),
            ('status = "verified"', 'status = "sure"', 24, "expected one of verified, to_check"),
            ('after = ["convene"]', 'after = ["dinner"]', 35, "names 'dinner', which is no step"),
            ('key = "vote"', 'key = "convene"', 27, "as of one before: give each its own"),
            ('key = "vote"', "", 26, "'key' is missing: add it"),
            ("needs_papers = true", "need_papers = true", 21, "'need_papers' is not known here"),
            ("valid_from = 2010-01-01", 'valid_from = "2010-01-01"', 7, "expected a day without quotes"),
            ("valid_from = 2010-01-01", "valid_from = 2010-01-01\nvalid_to = 2009-01-01", 8, "before 'valid_from'"),
            ('title = { en = "Departure", fr = "Départ" }', 'title = { en = "Departure" }', 42, "no words in 'fr'"),
            ('title = { en = "Departure", fr = "Départ" }', 'title = "Departure"', 42, "expected a table"),
            ('from = "anchor"\nafter', 'from = "depart"\nafter', 43, "'from' runs in a circle: depart → depart"),
            ('case = "trip-out"', 'case = "trip"', 1, "expected the name of the file, trip-out.toml"),
            ("valid_from = 2010-01-01", "valid_from = = 2010", 7, "no TOML"),
        ],
    )
    def test_each_fault_has_its_file_line_and_repair(self, tmp_path, old, new, line, words):
        faults = broken(tmp_path, old, new)

        place = f"fr-morlaix/trip-out.toml:{line}: "
        assert any(fault.startswith(place) and words in fault for fault in faults), faults

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('country = "FR"', 'country = "XX"', "expected an ISO 3166-1 code"),
            ('country = "FR"', 'country = "FR"\nsubdivision = "Brittany"', "'subdivision' is 'Brittany'"),
            ('languages = ["en", "fr"]', 'languages = ["en"]', "expected words in the languages of the pack (en)"),
            ('name = "fr-morlaix"', 'name = "fr-brest"', "expected the name of the folder, fr-morlaix"),
            ('forward = "next"', 'forward = "later"', "expected one of next, stay"),
            ('address = "https://admi.net/', 'address = "admi.net/', "expected the address of the text"),
            (
                'country = "FR"',
                'country = "FR"\n[[holidays.change]]\nday = 2026-01-02\nis = "closed"\nwhy = "bridge"\n'
                '[[holidays.change]]\nday = 2026-01-02\nis = "open"\nwhy = "none"',
                "is changed twice",
            ),
        ],
    )
    def test_faults_of_the_head_are_told_too(self, tmp_path, old, new, words):
        faults = broken(tmp_path, old, new, "pack.toml")

        assert any(words in fault for fault in faults), faults

    def test_two_versions_in_force_on_one_day_are_a_fault(self, tmp_path):
        again = '\n[[version]]\nvalid_from = 2020-01-01\nsource = "mandate"\n[[version.step]]\nkey = "a"\n'
        again += 'title = { en = "A", fr = "A" }\n'
        faults = broken(tmp_path, '\n[[version.paper]]\nkey = "order"', again + '\n[[version.paper]]\nkey = "order"')

        assert any("two versions cannot be in force on one day" in fault for fault in faults)

    def test_every_fault_is_told_at_once(self, tmp_path):
        faults = broken(tmp_path, 'days = 5\nkind_of_days = "clear"', 'days = -5\nkind_of_days = "lunar"')

        assert len(faults) == 2


class TestTheCommand:
    def test_check_says_of_every_pack_that_it_holds(self, capsys):
        assert main(["check"]) == 0

        said = capsys.readouterr().out
        assert "fr-morlaix: holds." in said
        assert "to be checked by the office" in said

    def test_check_names_file_and_line_and_ends_with_1(self, tmp_path, capsys):
        broken(tmp_path, "days = 5", "days = -5")

        assert main(["check", str(tmp_path / "fr-morlaix"), "vn-hanoi"]) == 1
        said = capsys.readouterr()
        assert said.err.startswith("proxeny rules: fr-morlaix/trip-out.toml:19: 'days' is -5")
        assert "vn-hanoi: holds." in said.out

    def test_deadlines_as_json(self, capsys):
        assert main(["deadlines", "vn-hanoi", "conference", "--date", "2026-06-15", "--format", "json"]) == 0

        lines = json.loads(capsys.readouterr().out)
        (file,) = [line for line in lines if line["step"] == "file"]
        assert file["due"] == "2026-05-16"
        assert file["last_working_day"] == "2026-05-15"
        assert (file["days"], file["kind_of_days"], file["status"]) == (30, "calendar", "verified")
        assert file["citation"] == "Decision 06/2020/QĐ-TTg, art. 4(1)"
        assert {"title", "rule", "address"} <= file.keys()

    def test_deadlines_as_text_in_the_language_asked_for(self, capsys):
        assert main(["deadlines", "vn-hanoi", "aid-appraisal", "--date", "2025-12-07", "--language", "vi"]) == 0

        said = capsys.readouterr().out
        assert "Báo cáo thẩm định" in said
        assert "Nghị định 80/2020/NĐ-CP, Điều 10 · verified" in said

    def test_the_rules_are_those_of_the_day_the_case_was_opened(self, capsys):
        asked = ["deadlines", "vn-hanoi", "aid-appraisal", "--date", "2025-12-20", "--opened", "2025-12-01"]
        main([*asked, "--format", "json"])

        assert "80/2020" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            (["vn-hanoi", "wedding", "--date", "2026-06-15"], "is no case of vn-hanoi"),
            (["atlantis", "conference", "--date", "2026-06-15"], "no such pack or folder"),
            (["vn-hanoi", "conference", "--date", "2015-06-15"], "its versions begin on 2020-04-15"),
            (["vn-hanoi", "conference", "--date", "1800-06-15", "--opened", "2026-01-01"], "out of range"),
            (["fr-morlaix", "agreement", "--date", "2026-06-15", "--language", "vi"], "speaks en, fr"),
        ],
    )
    def test_what_cannot_be_answered_is_said_and_ends_with_1(self, capsys, asked, words):
        assert main(["deadlines", *asked]) == 1
        assert words in capsys.readouterr().err

    def test_a_day_that_is_none_is_a_wrong_command_line(self, capsys):
        with pytest.raises(SystemExit) as ended:
            main(["deadlines", "vn-hanoi", "conference", "--date", "2026-02-30"])

        assert ended.value.code == 2
        assert "'2026-02-30' is no day" in capsys.readouterr().err

