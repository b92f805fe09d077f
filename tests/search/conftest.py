"""A small record to search."""

from __future__ import annotations

import pytest

from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.documents.models import Document, DocumentText
from proxeny.partners.models import Partner, Person, Post


@pytest.fixture
def partner(db):
    """Makes partners."""

    def make(name, name_vi="", kind=Partner.Kind.CITY, country="", **fields):
        reference = fields.pop("reference", name.lower().replace(" ", "-").replace("'", ""))
        return Partner.objects.create(
            reference=reference, name=name, name_vi=name_vi, kind=kind, country=country, **fields
        )

    return make


@pytest.fixture
def document(db):
    """Makes documents with text."""

    def make(title, text="", mark=Mark.PUBLIC, **fields):
        reference = fields.pop("reference", f"doc-{Document.objects.count()}")
        made = Document.objects.create(reference=reference, title=title, mark=mark, **fields)
        if text:
            DocumentText.objects.create(document=made, text=text, text_sha256="0" * 64)
        return made

    return make


@pytest.fixture
def agreement(db):
    """Makes agreements."""

    def make(title, partners=(), **fields):
        fields.setdefault("reference", f"agr-{Agreement.objects.count()}")
        made = Agreement.objects.create(title=title, kind="mou", status="signed", **fields)
        made.partners.set(partners)
        return made

    return make


@pytest.fixture
def person_at(db):
    """Makes people with a post."""

    def make(name, role, organisation):
        made = Person.objects.create(reference=f"person-{Person.objects.count()}", name=name)
        Post.objects.create(person=made, role=role, organisation=organisation)
        return made

    return make
