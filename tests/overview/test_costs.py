"""What the pages cost on the record of Hanoi: as many questions to the database as on a small one."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from proxeny.accounts.models import User
from proxeny.sample.loading import load

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Loaded in a transaction that is rolled back when the module's tests are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def client(sample) -> Client:
    """The reviewer of the sample, signed in."""
    client = Client()
    client.force_login(User.objects.get(username="lan"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_dashboards(client, django_assert_max_num_queries):
    client.get("/dashboards/2023/")
    for address, most in (
        ("/dashboards/2023/", 84),
        ("/dashboards/2019/?compare=2015", 84),
        ("/partners/country-us/pictures/", 56),
        ("/partners/country-jp/pictures/", 56),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_the_home_city(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = client.get("/home-city/")

    assert [shown.observation.period for shown in page.context["stated"].slips] == ["2022-01/2022-05"]


@pytest.mark.parametrize("reference", ["country-us", "country-jp", "city-tokyo"])
def test_a_partner(client, reference, django_assert_max_num_queries):
    with django_assert_max_num_queries(53):
        assert client.get(f"/partners/{reference}/").status_code == 200


def test_the_overview_of_a_year(client, django_assert_max_num_queries):
    client.get("/")
    for address in ("/", "/?year=2019&measure=exports", "/?year=2024&measure=agreements"):
        with django_assert_max_num_queries(46):
            assert client.get(address).status_code == 200
