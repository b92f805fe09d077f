"""A small record by hand for the pictures, and how they are asked for."""

from __future__ import annotations

import pytest

from proxeny.agreements.models import Agreement
from proxeny.charts.picture import PICTURES
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from stating import figure, source


@pytest.fixture
def draw(lan):
    """A picture as somebody sees it: ``draw("world", measure="events")``."""

    def drawn(key, person=None, language="en", on_page=True, **asked):
        return PICTURES[key](asked, visible_to=person or lan, language=language, on_page=on_page)

    return drawn


@pytest.fixture
def observe(db, lan):
    """Record what a source says: ``observe("exports", "2023", "16700000000")``."""

    def record(code, period, value, unit="USD", *, mark=Mark.PUBLIC, publisher="Daily", qualifier="exact", **point):
        statement = figure(source(lan, mark=mark, publisher=publisher), value, unit, qualifier, by=lan)
        return indicators.record_observation(
            Indicator.objects.get(code=code), area="Hanoi", period=period, evidence=statement, by=lan, **point
        )[0]

    return record


@pytest.fixture
def file(db, lan):
    """Put a record on file with a source."""

    def record(made, *, mark=Mark.PUBLIC, **many):
        made.mark = mark
        return registers.create(made, by=lan, evidence=[figure(source(lan, mark=mark), "1", by=lan)], many=many)

    return record


@pytest.fixture
def france(file):
    return file(Partner(kind=Partner.Kind.COUNTRY, name="France", name_vi="Pháp", country="FR"))


@pytest.fixture
def japan(file):
    return file(Partner(kind=Partner.Kind.COUNTRY, name="Japan", name_vi="Nhật Bản", country="JP"))


@pytest.fixture
def paris(file):
    return file(Partner(kind=Partner.Kind.CITY, name="Paris", country="FR", latitude=48.86, longitude=2.35))


@pytest.fixture
def visit(file):
    """A visit abroad, unless said otherwise."""

    def record(title, dates, partners, *, direction="out", mark=Mark.PUBLIC):
        made = Delegation(title=title, dates=dates, direction=direction, level="city_leader")
        return file(made, mark=mark, partners=partners)

    return record


@pytest.fixture
def sign(file):
    """A signed memorandum."""

    def record(title, signed, partners, *, mark=Mark.PUBLIC):
        made = Agreement(title=title, kind="mou", status="signed", signed=signed)
        return file(made, mark=mark, partners=partners)

    return record
