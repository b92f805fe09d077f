"""Partners for tests, and everything that is on record, row by row."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

import records

# Rows that tell of acts or are kept for speed: they grow with a merge and with its undoing.
_TOLD = {"audit.Entry", "audit.Head", "partners.Merge", "search.SearchEntry", "sessions.Session"}
_COUNTED = {"version", "updated_at"}


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def paris(document, lan):
    return records.partner(document, lan, "Paris", since="1989")


@pytest.fixture
def other_paris(document, lan):
    return records.partner(document, lan, "City of Paris", name_vi="Pa-ri", through="the embassy")


@pytest.fixture
def all_rows():
    """Every row of every table that says something, by table and key, without what counts its changes."""

    def rows() -> dict[tuple[str, Any], dict[str, Any]]:
        found = {}
        for model in apps.get_models(include_auto_created=True):
            if not model.__module__.startswith("proxeny") or model._meta.label in _TOLD:
                continue
            for row in model._base_manager.all():
                found[model._meta.label, row.pk] = {
                    field.attname: getattr(row, field.attname)
                    for field in model._meta.concrete_fields
                    if field.name not in _COUNTED
                }
        return found

    return rows
