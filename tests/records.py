"""Records for tests, each with its source, made through the services that the pages use."""

from __future__ import annotations

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement
from proxeny.partners.models import Partner, Person
from proxeny.registers import services as registers

TEXT = (
    "Hanoi and Paris signed a memorandum of understanding on heritage on 14 April 2023.\n"
    "Hanoi received nearly 90 delegations in 2023.\n"
    "Anne Dupont, mayor of the fifth district, took part."
)


def source(by: User, *, mark: int = Mark.PUBLIC, text: str = TEXT, name: str = "news.txt") -> Document:
    """A document with a text."""
    return documents.add_file(
        text.encode(), file_name=name, by=by, publisher="Daily", published="2023-04-15", language="en", mark=mark
    ).document


def said(document: Document, by: User, quote: str = "", **content: object) -> Statement:
    """A statement that a person took from a document by hand."""
    return documents.state(document, kind=Statement.Kind.RECORD, payload=content, quote=quote, by=by)


def partner(document: Document, by: User, name: str = "Paris", *, mark: int = Mark.PUBLIC, **fields: str) -> Partner:
    """A partner, a French city unless said otherwise."""
    made = Partner(**{"kind": Partner.Kind.CITY, "name": name, "country": "FR", "mark": mark, **fields})
    return registers.create(made, by=by, evidence=[said(document, by, name=name)])


def agreement(
    document: Document, by: User, title: str = "Memorandum with Paris on heritage", *partners: Partner, **fields: object
) -> Agreement:
    """A signed memorandum, unless said otherwise."""
    known = {"kind": Agreement.Kind.MOU, "status": Agreement.Status.SIGNED, "signed": "2023-04-14", **fields}
    return registers.create(
        Agreement(title=title, **known),
        by=by,
        evidence=[said(document, by, title=title)],
        many={"partners": partners},
    )


def person(document: Document, by: User, name: str = "Anne Dupont", *, mark: int = Mark.PUBLIC) -> Person:
    """Somebody at a partner."""
    made = Person(name=name, country="FR", mark=mark)
    return registers.create(made, by=by, evidence=[said(document, by, name=name)])
