"""Pictures: one specification for page and paper."""

from __future__ import annotations

import re

from proxeny.charts import drawing, specs
from proxeny.core.geography import is_country

POINTS = [
    specs.Point(period="2019", value=6.5, shown="6.5", url="/one/"),
    specs.Point(period="2020", value=7.5, low=6.5, high=8.5, shown="7.5", url="/two/"),
    specs.Point(period="2024", value=9.0, shown="9.0", url="/three/"),
]


def values(compiled):
    return [row for source in compiled["data"] for row in source.get("values", [])]


def test_a_series_compiles_for_the_page_with_its_values_and_addresses():
    rows = values(drawing.vega(specs.series(POINTS)))

    assert [(row["period"], row["url"]) for row in rows] == [("2019", "/one/"), ("2020", "/two/"), ("2024", "/three/")]


def test_other_values_do_not_leak_from_one_picture_into_the_next():
    first = drawing.vega(specs.series(POINTS))
    second = drawing.vega(specs.series(POINTS[:1]))

    assert (len(values(first)), len(values(second))) == (3, 1)


def test_years_stand_as_far_apart_as_they_are():
    picture = drawing.svg(specs.series(POINTS))
    across = [
        float(x) for x in re.findall(r'aria-roledescription="point"[^>]*transform="translate\(([\d.]+),', picture)
    ]

    assert len(across) == 3
    assert abs((across[2] - across[1]) / (across[1] - across[0]) - 4) < 0.05


def test_a_picture_on_paper_has_the_colours_of_paper_and_no_names_of_colours():
    picture = drawing.svg(specs.bars([specs.Row(label="Japan", value=3.0, shown="3")]))

    assert "token(" not in picture
    assert "#0a5560" in picture


def test_countries_too_small_for_the_outlines_are_points():
    row = specs.Row(label="Singapore", value=4.0, shown="4", url="/partners/sg/")
    rows = values(drawing.vega(specs.world({"SG": row}, [], outlines=drawing.outlines(on_page=True))))

    assert [(found["label"], round(found["longitude"])) for found in rows] == [("Singapore", 104)]


def test_the_places_of_small_countries_are_those_of_countries():
    from proxeny.charts.places import small_countries

    assert all(is_country(code) for code in small_countries())
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in small_countries().values())


def test_home_is_marked_on_the_world_and_the_outlines_are_an_address_on_a_page():
    spots = [specs.Spot(name="Hanoi", longitude=105.85, latitude=21.03, home=True)]
    compiled = drawing.vega(specs.world({}, spots, outlines=drawing.outlines(on_page=True)))

    assert "Hanoi" in str(values(compiled))
    assert any("countries-110m.json" in source.get("url", "") for source in compiled["data"])
