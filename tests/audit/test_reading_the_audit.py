"""The audit as administrators read and check it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

import records
from proxeny.accounts.models import Role
from proxeny.audit.models import Entry
from proxeny.core.records import Mark


@pytest.fixture
def memorandum(lan):
    return records.agreement(records.source(lan), lan)


def test_an_administrator_reads_who_did_what_in_words(sign_in, an, memorandum):
    page = sign_in(an).get("/audit/").content.decode()

    assert "Lan Phạm" in page
    assert f'<a href="{memorandum.get_absolute_url()}">{memorandum.title}</a>' in page
    assert "agreements.created" not in page
    assert memorandum.title not in sign_in(an).get("/audit/", {"q": "note"}).content.decode()


@pytest.mark.parametrize("user", ["huong", "minh", "lan", "hoa"])
def test_nobody_else_reads_it(request, sign_in, user):
    client = sign_in(request.getfixturevalue(user))

    assert client.get("/audit/").status_code == 403
    assert client.post("/audit/verify/").status_code == 403


def test_the_check_says_that_the_chain_holds_or_where_it_breaks(sign_in, an, memorandum, capsys):
    client = sign_in(an)
    assert "The chain holds" in client.post("/audit/verify/", follow=True).content.decode()
    call_command("audit", "verify")
    assert "The chain holds" in capsys.readouterr().out

    entry = Entry.objects.order_by("id").first()
    Entry.objects.filter(pk=entry.pk).update(label="Something else")
    assert f"broken at entry no. {entry.pk}" in client.post("/audit/verify/", follow=True).content.decode()
    with pytest.raises(CommandError, match=f"entry no. {entry.pk}") as stopped:
        call_command("audit", "verify")
    assert stopped.value.returncode == 1


def test_an_administrator_with_a_low_clearance_does_not_learn_of_closed_records(sign_in, an, hoa):
    source = records.source(hoa, mark=Mark.CONFIDENTIAL)
    records.agreement(source, hoa, "Closed memorandum", mark=Mark.CONFIDENTIAL)
    an.clearance, an.role = Mark.INTERNAL, Role.ADMINISTRATOR
    an.save()

    answer = sign_in(an).get("/audit/")
    assert "Closed memorandum" not in answer.content.decode()
    assert "a record above your clearance" in answer.content.decode()
    file = b"".join(sign_in(an).get("/audit/", {"export": "csv"}).streaming_content).decode()
    assert "Closed memorandum" not in file


def test_a_page_of_the_audit_costs_a_query_for_each_kind_of_record(
    sign_in, an, lan, memorandum, django_assert_max_num_queries
):
    for number in range(20):
        records.partner(
            records.source(lan, text=f"Text number {number} of 2023.", name=f"{number}.txt"), lan, f"C{number}"
        )
    client = sign_in(an)

    with django_assert_max_num_queries(12):
        client.get("/audit/")
