"""The pages that stand on figures, through Django's client: home, partner, lists, search, indicators, conflicts."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proxeny.accounts.models import User
from proxeny.documents.models import Conflict, Document
from proxeny.indicators.models import Observation

from .subjects import BUSIEST, YEAR
from .timing import bare, times


def addresses() -> list[tuple[str, str]]:
    """Name and address of each page."""
    found = [
        ("home", "/"),
        ("home, a year", f"/?year={YEAR}"),
        ("home city", "/home-city/"),
        ("partner, the busiest", f"/partners/{BUSIEST}/"),
        ("partner, a middling one", "/partners/partner-60/"),
        ("list of figures", "/indicators/"),
        ("list of figures, of a year and partner", f"/indicators/?year={YEAR}&partner={BUSIEST}"),
        ("list of figures, disputed", "/indicators/?disputed=true"),
        ("list of figures, searched", "/indicators/?q=xuat+khau"),
        ("indicator, the city", "/indicators/series/exports/"),
        ("indicator, the busiest partner", f"/indicators/series/exports/?partner={BUSIEST}"),
        ("stated against recorded", "/checks/recorded/"),
        ("conflicts", "/review/conflicts/"),
        ("documents", "/documents/"),
        ("delegations, of a partner", f"/delegations/?partner={BUSIEST}"),
        ("movements of capital, of a year", f"/investments/ledger/?from={YEAR}-01-01&to={YEAR}-12-31"),
        ("search, a common word", "/search/?q=exports"),
        ("search, two words and a year", "/search/?q=xuat+khau+2019"),
        ("search, a rare word", "/search/?q=figure-7777"),
        ("search, while typing", "/search/suggest/?q=xuat"),
        ("pictures", reverse("charts:gallery")),
    ]
    figure = Observation.objects.filter(is_disputed=True).order_by("pk").first()
    document = Document.objects.filter(reference="release-500").first()
    conflict = Conflict.objects.filter(is_open=True).order_by("pk").first()
    for name, record in (("a figure", figure), ("a document", document)):
        if record is not None:
            found.append((name, record.get_absolute_url()))
    if conflict is not None:
        found.append(("a conflict", f"/review/conflicts/{conflict.pk}/"))
    return found


def signed_in(name: str = "lan") -> Client:
    """A client of somebody."""
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def measure() -> dict[str, Any]:
    """Every page: median, p95, processor time, number of queries, and what bare SQL takes for the same questions."""
    client, found, missing = signed_in(), [], []
    for name, address in addresses():
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            missing.append(f"{name}: {address} answers {answer.status_code}")
            print(missing[-1], file=sys.stderr)
            continue
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        questions = list(asked.captured_queries)  # the next request forgets them
        got = times(partial(client.get, address), seconds=1.5, most=40)
        found.append({"name": name, **got, "queries": len(questions), "bare": bare(questions)})
        print(f"{name}: {got['median']:.0f} ms, p95 {got['p95']:.0f} ms, {got['processor']:.0f} of processor time",
              file=sys.stderr, flush=True)  # fmt: skip
    return {"pages": found, "missing": missing}


def session() -> dict[str, Any]:
    """A session of an officer, whose key a browser of the bench sends."""
    return {"cookie": signed_in().cookies["sessionid"].value}
