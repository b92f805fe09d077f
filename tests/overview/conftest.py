"""A small record of our own for the pages of the overview."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from stating import figure, source


@pytest.fixture
def observe(db, lan):
    """Record what a source says of the city, or of a partner: ``observe("exports", "2023", "16700000000")``."""

    def record(code, period, value, unit="USD", *, mark=Mark.PUBLIC, publisher="", qualifier="exact", **point):
        document = source(lan, mark=mark, publisher=publisher)
        statement = figure(document, value, unit, qualifier, by=lan)
        observation, _is_new = indicators.record_observation(
            Indicator.objects.get(code=code), area="Hanoi", period=period, evidence=statement, by=lan, **point
        )
        return observation

    return record


@pytest.fixture
def file(db, lan):
    """Put a record on file with a source: ``file(Delegation(title=…), partners=[…])``."""

    def record(made, *, mark=Mark.PUBLIC, **many):
        made.mark = mark
        document = source(lan, mark=mark)
        statement = figure(document, "1", "count", by=lan)
        return registers.create(made, by=lan, evidence=[statement], many=many)

    return record


@pytest.fixture
def france(file):
    return file(Partner(kind=Partner.Kind.COUNTRY, name="France", name_vi="Pháp", country="FR"))


@pytest.fixture
def paris(file):
    return file(
        Partner(kind=Partner.Kind.CITY, name="Paris", country="FR", latitude=48.86, longitude=2.35, since="1989")
    )


@pytest.fixture
def visit(file):
    """A visit: ``visit("To Paris", "2023-04-14", [paris])``."""

    def record(title, dates, partners, *, direction="out", mark=Mark.PUBLIC, **more):
        made = Delegation(title=title, dates=dates, direction=direction, level="city_leader", **more)
        return file(made, mark=mark, partners=partners)

    return record


@pytest.fixture
def ends_soon(file):
    """A memorandum whose term ends in forty days."""
    end = timezone.localdate() + timedelta(days=40)
    return file(
        Agreement(
            title="Memorandum on heritage", kind="mou", status="in_force", signed="2021-04-14", expires=end.isoformat()
        )
    )
