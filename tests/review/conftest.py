"""A document in the inbox whose proposals are known."""

from __future__ import annotations

import pytest
from proposals import delegations_out, propose

from proxeny.documents import services as documents

TEXT = (
    "In the first six months of 2023 Hanoi registered 2,265 million USD of foreign investment.\n"
    "It sent 18 delegations abroad in 2023.\n"
    "In May 2019 the mayor of Toulouse visited Hanoi."
)


@pytest.fixture
def document(lan):
    return documents.add_file(
        TEXT.encode(), file_name="news.txt", by=lan, published="2024-01-05", language="en", publisher="Daily", mark=0
    ).document


@pytest.fixture
def second_document(lan):
    text = "Hanoi sent 11 delegations abroad in 2023, says another paper.\nThe year before it sent more."
    return documents.add_file(
        text.encode(), file_name="other.txt", by=lan, published="2024-02-01", language="en", publisher="Weekly", mark=0
    ).document


@pytest.fixture
def eighteen(document):
    return delegations_out(document, "It sent 18 delegations abroad in 2023.", "18")


@pytest.fixture
def eleven(second_document):
    return delegations_out(second_document, "Hanoi sent 11 delegations abroad in 2023", "11")


@pytest.fixture
def visit(document):
    return propose(
        document,
        "In May 2019 the mayor of Toulouse visited Hanoi.",
        "engagement",
        type="visit_in",
        title="The mayor of Toulouse visits Hanoi",
        date="2019-05",
        place="Hanoi",
        partners=["Toulouse", "FR"],
        people=[],
    )
