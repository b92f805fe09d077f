"""The gallery, the page of a picture, its files, and the tag that other pages use."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
import zlib

import pytest
from django.template import Context, Template

from proxeny.charts import drawing, specs
from proxeny.charts.picture import PICTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def exports(observe):
    observe("exports", "2021", "15000000000")
    observe("exports", "2022", "16700000000")
    observe("exports", "2023", "17300000000", publisher="=cmd")


def chunks(png: bytes):
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + body) == check
        yield kind, body
        at += 12 + length


def test_the_gallery_leads_to_every_picture(lan, sign_in):
    page = sign_in(lan).get("/pictures/").content.decode()

    assert all(f'href="/pictures/{key}/"' in page for key in PICTURES)


@pytest.mark.parametrize("key", ["world", "partners", "trend", "multiples", "targets", "flows", "network", "year"])
def test_a_page_of_an_empty_record_says_so(key, lan, sign_in):
    answer = sign_in(lan).get(f"/pictures/{key}/")

    assert answer.status_code == 200
    assert answer.context["picture"].empty in answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


def test_a_picture_or_a_format_that_is_not_there_is_not_found(lan, sign_in):
    client = sign_in(lan)

    assert client.get("/pictures/moon/").status_code == 404
    assert client.get("/pictures/moon.svg").status_code == 404
    assert client.get("/pictures/world.bmp").status_code == 404


def test_the_page_has_choices_that_work_without_scripts_and_the_table_behind(lan, sign_in, exports):
    page = sign_in(lan).get("/pictures/trend/?indicator=exports").content.decode()

    assert '<option value="exports" selected>' in page
    assert 'method="get"' in page
    assert "<details>" in page
    assert "/pictures/trend.csv?partner=&amp;indicator=exports" in page


def test_a_page_speaks_the_readers_language(lan, sign_in, exports):
    lan.language = "vi"
    lan.save()

    page = sign_in(lan).get("/pictures/trend/?indicator=exports")

    assert "Hà Nội" in page.context["picture"].title
    assert "nguồn" in page.content.decode().lower()


def test_the_svg_is_well_formed_has_no_links_and_says_for_whom_it_was_drawn(lan, sign_in, exports):
    answer = sign_in(lan).get("/pictures/trend.svg?indicator=exports")
    drawn = answer.content.decode()
    root = ET.fromstring(drawn)
    names = {element.tag.rpartition("}")[2]: element.text for element in root}

    assert answer["Content-Disposition"] == 'attachment; filename="trend-exports.svg"'
    assert "<a " not in drawn
    assert "Exports" in (names["title"] or "")
    assert "internal" in (names["metadata"] or "")
    assert "token(" not in drawn


def test_the_png_opens_and_carries_its_title_and_mark(huong, sign_in, exports):
    png = sign_in(huong).get("/pictures/trend.png?indicator=exports").content
    found = list(chunks(png))
    said = [body.decode() for kind, body in found if kind == b"iTXt"]

    assert png.startswith(b"\x89PNG")
    assert found[0][0] == b"IHDR"
    assert found[-1][0] == b"IEND"
    assert any("Title" in text and "Exports" in text for text in said)
    assert any("public" in text for text in said)


def test_the_csv_says_what_it_is_and_then_has_numbers_as_data(lan, sign_in, exports):
    content = sign_in(lan).get("/pictures/trend.csv?indicator=exports").content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

    assert content.startswith(b"\xef\xbb\xbf")
    assert "internal" in rows[0][0]
    assert rows[1][:2] == ["Period", "Value"]
    assert [row[1] for row in rows[2:]] == ["15000000000", "16700000000", "17300000000"]


def test_no_cell_of_the_csv_is_a_live_formula(lan, sign_in, visit, france):
    visit("=HYPERLINK(1)", "2023-04-14", [france])

    content = sign_in(lan).get("/pictures/year.csv?year=2023").content.decode("utf-8-sig")

    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(content)) for cell in row)
    assert "'=HYPERLINK(1)" in content


def test_the_json_is_a_specification_with_its_data(lan, sign_in, exports):
    specification = json.loads(sign_in(lan).get("/pictures/trend.json?indicator=exports").content)

    assert specification["$schema"].endswith("vega-lite/v5.json")
    assert [row["value"] for row in specification["data"]["values"]] == [15e9, 16.7e9, 17.3e9]
    assert "token(" not in json.dumps(specification)


def test_a_file_is_made_in_the_language_asked_for(lan, sign_in, exports):
    drawn = sign_in(lan).get("/pictures/trend.svg?indicator=exports&language=fr").content.decode()

    assert "établi le" in drawn


def test_an_empty_picture_has_no_drawing_to_download(lan, sign_in):
    answer = sign_in(lan).get("/pictures/trend.svg")

    assert answer.status_code == 404
    assert "No whole year" in answer.content.decode()


def test_links_are_drawn_only_where_they_are_asked_for():
    spec = specs.bars([specs.Row(label="Japan", value=3.0, shown="3", url="/partners/jp/")])

    assert "/partners/jp/" not in drawing.svg(spec)
    assert "/partners/jp/" in drawing.svg(spec, links=True)


def test_other_pages_place_a_picture_with_its_table_and_files(draw, exports):
    picture = draw("trend", indicator="exports")
    placed = Template("{% load pictures %}{% picture_figure picture %}").render(Context({"picture": picture}))
    bare = Template("{% load pictures %}{% picture_figure picture files=False table=False %}").render(
        Context({"picture": picture})
    )

    assert "data-chart=" in placed
    assert "<table" in placed
    assert "/pictures/trend.png?" in placed
    assert "<table" not in bare
    assert ".png" not in bare
