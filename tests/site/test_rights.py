"""Every address of the site, asked for by everybody: nobody sees what is above their clearance."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import records
from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.calendar import services as calendar
from proxeny.core.records import Mark, Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.exchange.models import Import
from proxeny.registers.register import REGISTERS

SECRET = "Zvonimirograd"
OPEN_TO_ALL = {"/accounts/login/", "/accounts/language/", "/accounts/logout/", "/robots.txt"}
OPEN_BY_SECRET = "/calendar/feed/"  # whoever has the address reads it, and it shows no title that is closed
CAST = ["huong", "minh", "lan", "hoa", "an"]


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the site with its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def _required(field, known: dict[str, object]) -> object:
    """A value for a field that a record cannot do without."""
    if field.choices:
        return field.flatchoices[0][0]
    if field.is_relation:
        return closed_record(field.related_model, known) if issubclass(field.related_model, Record) else None
    return f"{SECRET} {field.name}"[: field.max_length] if field.max_length else 1


def closed_record(model: type[Record], known: dict[str, object]) -> Record:
    """A confidential record of any register, its name betraying itself wherever it is shown."""
    key = model.__name__
    if key not in known:
        made = model(reference=f"closed-{model.register()}", mark=Mark.CONFIDENTIAL, note=SECRET)
        for field in model._meta.concrete_fields:
            left_out = field.primary_key or field.has_default() or field.null or not field.editable or field.blank
            if not left_out and field.name not in {"reference", "mark"}:
                value = _required(field, known)
                if value is None:
                    value = field.related_model._default_manager.first()
                setattr(made, field.name, value)
        if hasattr(made, "title"):
            made.title = f"{SECRET} {key}"
        made.save()
        known[key] = made
    return known[key]


@pytest.fixture
def closed(hoa, lan):
    """A confidential document with a statement, and a confidential record in every register, linked to an open one."""
    document = records.source(hoa, mark=Mark.CONFIDENTIAL, text=f"{SECRET} and Hanoi held talks in 2023.", name="z.txt")
    documents.describe(document, {"title": f"{SECRET} talks", "publisher": SECRET}, by=hoa)
    statement = documents.state(document, kind=Statement.Kind.RECORD, payload={"who": SECRET}, quote=SECRET, by=hoa)
    known: dict[str, object] = {}
    made = {name: closed_record(register.model, known) for name, register in REGISTERS.items()}
    public = records.agreement(records.source(lan), hoa, "Open memorandum")
    public.partners.add(made["partners"])
    documents.cite(public, ["title"], statement)
    brought = Import.objects.create(
        register="agreements", file_name=f"{SECRET}.csv", document=document, state="written", by=hoa, mark=2
    )
    _feed, token = calendar.make_feed(name="phone", by=hoa)
    found = {"document": document, "statement": statement, "records": made, "public": public, "import": brought}
    return found | {"token": token}


def addresses(closed) -> Iterator[str]:
    """Every address that a GET may ask for, about what is closed and, where it is the same page, about what is open."""
    document, statement = closed["document"], closed["statement"]
    for route, _pattern in patterns():
        if route.startswith(("static", "^")) or "(?P" in route:
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if not names:
            yield f"/{route}"
            continue
        register = REGISTERS.get(route.partition("/")[0])
        record = closed["records"][register.name] if register else None
        for subject in [record or document] + ([closed["public"]] if register and register.model is Agreement else []):
            known = {"reference": subject.reference, "pk": statement.pk, "username": "lan", "code": "closed"}
            known |= {"number": closed["import"].pk, "name": "agreements", "year": 2023, "token": closed["token"]}
            known |= {"language": "en", "key": "network", "form": "json"}
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(known.get(found[1], subject.reference)), route)  # noqa: B023


def asked(closed) -> Iterator[str]:
    for address in addresses(closed):
        yield address
        for name in REGISTERS:
            if address == f"/{name}/":
                yield from (f"{address}?export=csv", f"{address}?export=xlsx", f"{address}?q={SECRET.lower()}")
                yield f"{address}?partner=closed-partners"
        if address.endswith("/choices/"):
            yield f"{address}?q={SECRET[:5].lower()}"
        if address == "/documents/":
            yield f"{address}?export=csv"
        if address.endswith("/new/"):
            yield f"{address}?partners=closed-partners&source_document={closed['document'].reference}"


def content_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_somebody_not_signed_in_is_sent_to_sign_in_everywhere(client, closed):
    client.raise_request_exception = False
    for address in asked(closed):
        answer = client.get(address)
        if address.partition("?")[0] in OPEN_TO_ALL or answer.status_code == 405:
            continue
        if address.startswith("/public/"):
            assert SECRET.encode() not in content_of(answer), f"{address} shows what is closed"
            continue
        if address.startswith(OPEN_BY_SECRET):
            assert answer.status_code == 200
            assert SECRET.encode() not in content_of(answer)
            continue
        assert answer.status_code == 302, f"{address} answered {answer.status_code} to somebody not signed in"
        assert answer.url.startswith("/accounts/login/"), f"{address} sends to {answer.url}"


@pytest.mark.parametrize("user", CAST)
def test_nobody_sees_what_is_above_their_clearance_on_any_page(request, sign_in, closed, user):
    person: User = request.getfixturevalue(user)
    client: Client = sign_in(person)
    sees_all = person.clearance == Mark.CONFIDENTIAL
    seen = []
    for address in asked(closed):
        answer = client.get(address)
        assert answer.status_code < 500, f"{address} breaks for {user}"
        shown = content_of(answer)
        if SECRET.encode() in shown:  # what is typed in the address is in small letters
            seen.append(address)
        if not sees_all and answer.status_code == 200 and "closed-" in address and "?" not in address:
            pytest.fail(f"{address} opens for {user}")
    if sees_all:
        assert len(seen) > len(REGISTERS), "the walk would not notice a leak"
    else:
        assert seen == []
