"""A document with words, a partner, talks with it, and a clock that stands still."""

from __future__ import annotations

from datetime import date

import pytest

import records
from proxeny.agreements.models import Agreement

QUOTE = "Hanoi and Paris signed a memorandum of understanding on heritage on 14 April 2023."


@pytest.fixture
def today(monkeypatch) -> date:
    """1 June 2026, a Monday, wherever the office asks for today."""
    day = date(2026, 6, 1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: day)
    return day


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def evidence(document, lan):
    return [records.said(document, lan, QUOTE)]


@pytest.fixture
def paris(document, lan):
    return records.partner(document, lan)


@pytest.fixture
def talks(document, lan, paris) -> Agreement:
    """Under negotiation, as a list that was brought in tells."""
    return records.agreement(
        document, lan, "Memorandum on heritage", paris, status=Agreement.Status.NEGOTIATING, signed=""
    )


@pytest.fixture
def record(evidence, lan):
    """Record an act on the word of the document."""
    from proxeny.agreements import services

    def recorded(agreement, deed, date="", **says):
        return services.record_act(agreement, deed, date=date, evidence=evidence, by=lan, **says)

    return recorded
