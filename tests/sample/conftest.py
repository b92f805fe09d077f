"""The sample record, loaded once for the tests that look at it."""

from __future__ import annotations

import pytest
from django.db import transaction

from proxeny.sample.loading import Loaded, load


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker) -> Loaded:
    """Loaded in a transaction that is rolled back when the module's tests are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)
