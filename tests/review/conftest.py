"""A document in the inbox whose proposals are known."""

from __future__ import annotations

import pytest

from proposals import delegations_out, propose
from proxeny.documents import services as documents
from proxeny.documents.models import Document

TEXT = (
    "In the first six months of 2023 Hanoi registered 2,265 million USD of foreign investment.\n"
    "It sent 18 delegations abroad in 2023.\n"
    "In May 2019 the mayor of Toulouse visited Hanoi."
)


def unread(text, lan, **known):
    """A document without proposals: those of its tests are made by hand."""
    document = documents.add_file(text.encode(), by=lan, language="en", mark=0, **known).document
    document.statements.all().delete()
    Document.objects.filter(pk=document.pk).update(status=Document.Status.WAITING)
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def document(lan):
    return unread(TEXT, lan, file_name="news.txt", published="2024-01-05", publisher="Daily")


@pytest.fixture
def second_document(lan):
    text = "Hanoi sent 11 delegations abroad in 2023, says another paper.\nThe year before it sent more."
    return unread(text, lan, file_name="other.txt", published="2024-02-01", publisher="Weekly")


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
