"""The demonstration without its exercise."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from proxeny.documents.models import Document
from proxeny.sample import loading as sample
from proxeny.sample.office import loading
from proxeny.sample.office.desk import PUBLISHER
from proxeny.site.management.commands import demo

pytestmark = pytest.mark.django_db


def test_the_demonstration_can_do_without_the_exercise(monkeypatch):
    # the database of the tests is up to date, and reading the waiting documents is tested by itself
    monkeypatch.setattr(demo.serving, "bring_up_to_date", lambda: None)
    monkeypatch.setattr(demo.waiting, "bring_documents", lambda **_how: 0)

    call_command("demo", no_serve=True, without_exercise=True, verbosity=0)

    assert sample.is_loaded()
    assert not loading.is_loaded()
    assert not Document.objects.filter(publisher=PUBLISHER).exists()
