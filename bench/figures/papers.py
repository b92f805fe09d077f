"""What is made of the figures: the brief on the busiest partner, and the yearly report with its ten annexes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from proxeny.accounts.models import User
from proxeny.partners.models import Partner
from proxeny.reports import drafting
from proxeny.reports.composing import Audience
from proxeny.reports.content import Content, made_of
from proxeny.reports.files import FORMATS, file_of

from .subjects import BUSIEST, YEAR
from .timing import bare

RUNS = 3


def measure() -> dict[str, Any]:
    """Each step: seconds (the median of some runs), processor time, queries, and the same questions as bare SQL."""
    person = User.objects.get(username="lan")
    readers = Audience(person.clearance)
    partner = Partner.objects.get(reference=BUSIEST)
    country = Partner.objects.filter(kind="country", country=partner.country).order_by("pk").first() or partner

    def brief(about: Partner) -> Content:
        made = drafting.draft("partner-brief", str(YEAR), "vi", visible_to=readers, partner=about)
        return made_of({"vi": made}, visible_to=readers)

    def report() -> Content:
        made = drafting.draft("yearly", str(YEAR), "vi", visible_to=readers)
        return made_of({"vi": made}, visible_to=readers)

    lines = [
        _line("brief on the busiest partner, a page", lambda: file_of(brief(partner), "vi", "html"), 1.0),
        _line("brief on its country with all its cities, a page", lambda: file_of(brief(country), "vi", "html"), 1.0),
        _line("brief on the busiest partner, Word", lambda: file_of(brief(partner), "vi", "docx"), 1.0),
        _line("brief on the busiest partner, PDF", lambda: file_of(brief(partner), "vi", "pdf"), 1.0),
        _line("yearly report with ten annexes, drafted", report, 10.0),
        _line("yearly report with ten annexes, a page", lambda: file_of(report(), "vi", "html"), 10.0),
    ]
    content = report()
    rows = sum(len(annex["table"]["rows"]) for annex in content["languages"]["vi"]["annexes"])
    lines += [
        _line(f"the same, drafted before, as {name}", partial(file_of, content, "vi", name), 10.0) for name in FORMATS
    ]

    def everything() -> None:
        made = report()
        for name in FORMATS:
            file_of(made, "vi", name)

    lines.append(_line("yearly report with ten annexes, as page, Word, PDF and workbook", everything, 10.0))
    return {"papers": lines, "rows": rows}


def _line(name: str, do: Callable[[], Any], bar: float) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as asked:
        do()
    took = []
    used = time.process_time()
    for _run in range(RUNS):
        start = time.perf_counter()
        do()
        took.append(time.perf_counter() - start)
    used = (time.process_time() - used) / RUNS
    seconds = sorted(took)[RUNS // 2]
    print(f"{name}: {seconds:.2f} s, {used:.2f} of processor time", file=sys.stderr, flush=True)
    return {"name": name, "seconds": seconds, "processor": used, "queries": len(asked), "bar": bar,
            "bare": bare(asked.captured_queries) / 1000}  # fmt: skip
