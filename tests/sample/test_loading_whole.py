"""A load of the sample is whole or not at all."""

from __future__ import annotations

import pytest

from proxeny.accounts.models import User
from proxeny.documents.models import Document
from proxeny.partners.models import Partner
from proxeny.sample import files, loading
from proxeny.sample.loading import InTheWay, load

pytestmark = pytest.mark.django_db


def test_a_load_broken_off_leaves_nothing(db, monkeypatch):
    def cut(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading._Load, "plans", cut)
    with pytest.raises(KeyboardInterrupt):
        load()

    assert not Document.objects.exists()
    assert not Partner.objects.exists()
    assert not User.objects.exists()
    assert not loading.is_loaded()


def test_a_record_in_the_way_stops_the_load_and_is_named(lan):
    reference = files.rows_of("sources")[0]["id"]
    Document.objects.create(reference=reference, title="Ours", kind=Document.Kind.ADDRESS)

    with pytest.raises(InTheWay, match=reference):
        load(by=lan)

    assert Document.objects.count() == 1


def test_progress_tells_each_step_and_its_end(lan):
    told = []

    load(by=lan, progress=lambda step, done, total: told.append((done, total)))

    assert told[0] == (0, len(told) - 1)
    assert told[-1][0] == told[-1][1]
