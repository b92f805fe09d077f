"""What the pages are made of: colours, translations, the rail, and nothing inline."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.template.loader import render_to_string
from django.utils.translation.template import templatize

from proxeny.core import navigation, palette

CORE = Path(palette.__file__).parent
TEMPLATES = sorted((CORE / "templates").rglob("*.html"))
STATIC = CORE / "static" / "proxeny"


@dataclass
class Person:
    role: int
    is_authenticated: bool = True


def _tokens(block: str) -> dict[str, str]:
    return {name: value for name, value in re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block) if name != "on-fill"}


def test_pictures_on_paper_and_pages_on_a_screen_have_the_same_colours():
    css = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark, system = re.findall(r"(?m)^ *:root[^{]*\{([^}]*)\}", css)

    assert _tokens(light) == palette.LIGHT
    assert _tokens(dark) == palette.DARK
    assert _tokens(system) == palette.DARK


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_paper(colours):
    papers = [colours[name] for name in ("paper", "sheet", "sunk")]

    assert all(_contrast(colours[ink], paper) >= 7 for ink in ("ink", "ink-2") for paper in papers)
    assert all(
        _contrast(colours[ink], paper) >= 4.5
        for ink in ("ink-3", "red", "teal", "amber", "plum", "blue")
        for paper in papers
    )
    assert all(_contrast("#fffdf8", colours[fill]) >= 4.5 for fill in ("red-fill", "teal-fill"))
    assert all(
        _contrast(colours[ink], colours[f"{ink}-wash"]) >= 4.5 for ink in ("red", "teal", "amber", "plum", "blue")
    )


def test_a_picture_on_paper_has_the_colours_of_paper():
    assert palette.in_light('{"fill": "token(teal)"}') == f'{{"fill": "{palette.LIGHT["teal"]}"}}'


def test_nothing_inline_that_the_content_security_policy_refuses():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""\s(style|on[a-z]+)=["']""", text), path.name
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)", text), path.name


def test_no_page_asks_another_machine_for_anything():
    for path in [*TEMPLATES, *STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", text), path.name


def test_every_drawing_that_a_template_names_is_in_the_file_of_drawings():
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z]+)"', path.read_text(encoding="utf-8"))}
    named |= {entry.icon for group in navigation.NAVIGATION for entry in group.entries}

    assert named <= drawn


def test_no_two_pages_have_the_same_key():
    keys = [entry.shortcut for group in navigation.NAVIGATION for entry in group.entries]

    assert len(keys) == len(set(keys))


def test_five_places_fit_the_bar_of_a_phone():
    shown = [entry for group in navigation.NAVIGATION for entry in group.entries if entry.on_phone]

    assert len(shown) == 3  # search and "more" are the other two


@pytest.mark.parametrize(("role", "sees"), [(navigation.READER, False), (navigation.ADMINISTRATOR, True)])
def test_the_audit_is_offered_to_those_who_may_open_it(role, sees):
    audit = next(entry for group in navigation.NAVIGATION for entry in group.entries if entry.key == "audit")

    assert navigation.may_see(audit, Person(role)) == sees
    assert not navigation.may_see(audit, Person(role, is_authenticated=False))


@pytest.mark.parametrize(
    ("path", "key"),
    [("/leads/board/", "investments"), ("/gifts/", "delegations"), ("/offers/x/", "programmes"),
     ("/people/", "partners"), ("/investments/totals/", "investments"), ("/", "overview"), ("/search/", None)],
)  # fmt: skip
def test_the_rail_marks_the_entry_through_which_a_page_is_reached(path, key, monkeypatch):
    monkeypatch.setattr(navigation, "_COUNTS", {})  # what waits is asked of the database
    groups = navigation.shown_to(Person(navigation.ADMINISTRATOR), path)

    assert [shown.entry.key for _group, entries in groups for shown in entries if shown.is_current] == [key] * bool(key)


def test_a_figure_shows_its_mark_its_unit_and_all_its_digits():
    html = render_to_string("partials/figure.html", {"value": "2940000000", "unit": "USD", "qualifier": "over"})

    assert 'title="USD\xa02,940,000,000"' in html
    assert '<span class="figure-digits">2.94</span>' in html
    assert 'title="over"' in html


def test_a_tile_without_a_figure_says_so_and_shows_no_nought():
    html = render_to_string("partials/tile.html", {"label": "Visitors"})

    assert "tile-empty" in html
    assert ">0<" not in html


def _messages_of_core():
    """Where each string to translate stands, and the string; (context, string) or (one, many) as found."""
    keywords = {
        "gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
        "gettext_noop": None, "ngettext_lazy": (1, 2),
    }  # fmt: skip
    for path in TEMPLATES:
        if path.name.startswith("styleguide"):
            continue
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()
        for _line, message, _comments, _context in extract("python", io.BytesIO(code), keywords=keywords):
            yield path.name, message
    for path in (CORE / "navigation.py", CORE / "templatetags" / "proxeny.py", CORE / "views.py"):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=keywords):
                yield path.name, message


def test_every_word_of_the_frame_has_a_vietnamese_one():
    with (CORE.parent / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    translated = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
    missing = {
        (where, said)
        for where, message in _messages_of_core()
        for said in [message if isinstance(message, str) else message[message[0] == "change"]]
        if said not in translated
    }

    assert not missing
