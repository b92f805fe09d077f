"""The audit: one entry an act, sealed with the one before, and tampering is found."""

from __future__ import annotations

import pytest
from django.db import connection

from proxeny.audit import services as audit
from proxeny.audit.models import Entry


@pytest.fixture
def three_entries(lan):
    for number in range(3):
        audit.record("test.act", lan, by=lan, changes={"n": [None, number]})
    return list(Entry.objects.order_by("id"))


def test_an_untouched_chain_holds(three_entries):
    assert audit.verify() == audit.Verdict(entries=3, broken=None)


def test_a_changed_entry_is_found(three_entries):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = 'other' WHERE id = %s", [three_entries[1].pk])

    assert audit.verify().broken == three_entries[1].pk


def test_a_removed_entry_is_found(three_entries):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [three_entries[2].pk])

    assert audit.verify().broken is not None


def test_an_entry_is_neither_saved_again_nor_deleted(three_entries):
    with pytest.raises(TypeError):
        three_entries[0].save()
    with pytest.raises(TypeError):
        three_entries[0].delete()
