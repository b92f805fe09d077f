"""The date of publication as a page states it, and how the dates of a text count from it or from its own years."""

import pytest

from proxeny.reader import dates, languages
from proxeny.reader.document import Document
from proxeny.reader.published import guess_published

STORY = "Lãnh đạo thành phố tiếp đoàn. Hai bên ký thỏa thuận ngày 5/4/2019, sau chuyến thăm năm 2018.\n"


def edtf_in(text, language="en", published=None):
    found = dates.find(Document(text, language, published=published), languages.load(language))
    return [date.edtf for date in found]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Published: 5 May 2023\nThe city opened an office.", "2023-05-05"),
        ("Release Date | : | February 3, 2020 |\nVisitors rose.", "2020-02-03"),
        (" date 2023-10 La ville a signé un accord.", "2023-10"),
        ("Posted: 5/22/2024\nThe city opened an office.", "2024-05-22"),
        ("The city opens an office\n(Agency) 15:00, July 22, 2022\nThe office is new.", "2022-07-22"),
        ("Kota membuka kantor\noleh Budi pada 07 Nov 2024, 22:00 WIB\nKantor itu baru.", "2024-11-07"),
        ("Mis à jour le 13/05/2023\nLa ville ouvre un bureau.\n", "2023-05-13"),
        ("Mis à jour le 13/05/2023\nPublié le 12/05/2023\nLa ville ouvre un bureau.\n", "2023-05-12"),
        ("At 10:30 on 5 May 2023 the mayor opened the fair in the presence of guests from four countries.", None),
        ("© 2015 The city", None),
    ],
)
def test_a_page_says_when_it_was_published_by_a_label_a_byline_or_not_at_all(text, published):
    assert guess_published(text) == published


def test_a_clock_above_a_much_older_story_is_not_its_date():
    assert guess_published("Thứ Tư, 20/11/2024, 10:30 (GMT+7)\nTrang chủ\n" + STORY) is None


def test_a_clock_gives_way_to_the_byline_below_it():
    page = "Thứ Tư, 20/11/2024\nTrang chủ\nThành phố tiếp đoàn\n06/04/2019 08:15\n" + STORY

    assert guess_published(page) == "2019-04-06"


def test_a_byline_above_a_story_of_the_same_time_is_its_date():
    assert guess_published("06/04/2019 08:15\n" + STORY) == "2019-04-06"


def test_a_year_to_which_the_text_looks_ahead_does_not_date_the_rest_of_it():
    text = "In 2016 two projects began. The plant is expected to open in 2017. In May a third one came."

    assert edtf_in(text) == ["2016", "2017", "2016-05"]


def test_the_base_year_of_prices_does_not_date_the_rest_of_the_text():
    text = "Báo cáo tháng 9 năm 2020. GRDP theo giá so sánh 2010 tăng, theo giá so sánh 2010 quý III giảm."

    assert edtf_in(text, "vi")[-1] == "2020-07/2020-09"


def test_the_same_period_after_an_open_one_is_no_error():
    assert edtf_in("Since 5 March 2019 and until 2 May 2020 it fell; in the same period last year it rose.") == [
        "2019-03-05/..",
        "../2020-05-02",
        "2019",
    ]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in the fourth quarter", "2024-10/2024-12"),
        ("in the second half of this year", "2024-07/2024-12"),
        ("in the first half of last year", "2023-01/2023-06"),
        ("in the first eleven months", "2024-01/2024-11"),
        ("in the first twelve months", "2023-01/2023-12"),
    ],
)
def test_a_quarter_that_has_begun_is_this_years_and_months_are_those_that_are_over(text, edtf):
    assert edtf_in(f"Trade grew {text}.", published="2024-11-15") == [edtf]
