"""Who writes of a partner, and when: documents that name it, by month and language.

Documents on record are counted, not the world's press: what is watched and added decides. How they speak of the partner
(tone) is left out: see ``docs/howto/watch-the-news.md``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from proxeny.charts import specs
from proxeny.charts.asking import busiest, partner_asked, partner_choice
from proxeny.charts.captions import captions
from proxeny.charts.naming import partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.core import wording
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.watching.queries import Named, mentions_by_month

_COLOURS = ("teal", "plum", "blue", "amber-line", "edge")
WIDTH = 840  # pixels: twelve labels beside each other
_MONTHS = 48  # from a longer span on, a bar is a year


@picture("mentions")
def mentions(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``partner`` (the busiest if left out). At most six SQL queries."""
    say = captions(language)
    offered = busiest(visible_to=visible_to)
    partner = partner_asked(asked, visible_to=visible_to) or next(iter(offered), None)
    name = partner_name(partner, language) if partner else say.say("mentions-name")
    named = mentions_by_month(partner, visible_to=visible_to) if partner else []
    periods, is_yearly = _periods(named)
    counts: Counter[tuple[str, str]] = Counter()
    for one in named:
        counts[_period(one.month, is_yearly), one.language] += one.documents
    languages = list({one.language for one in named})
    languages.sort(key=lambda tag: (-sum(counts[period, tag] for period in periods), tag))
    rows = [
        {
            "period": period,
            "period_shown": edtf_in_words(period, language, short=True),
            "language": tag,
            "language_shown": wording.language_name(tag, language) if tag else say.say("not-stated"),
            "value": counts[period, tag],
        }
        for period in periods
        for tag in languages
        if counts[period, tag]
    ]
    total = sum(one.documents for one in named)
    title = say.say("mentions-title", who=name)
    ends = [str(row["period_shown"]) for row in (*rows[:1], *rows[-1:])]
    said = say.say("mentions-said", count=total, first=ends[0], last=ends[1]) if rows else ""
    return Picture(
        key="mentions",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=_drawn(rows, periods, languages, language) if rows else {},
        columns=[
            Column("period", say.say("column-period")),
            Column("language", say.say("mentions-language")),
            Column("value", say.say("mentions-documents"), is_number=True),
        ],
        rows=rows,
        notes=[say.say("mentions-note")],
        choices=[partner_choice(partner, say, visible_to=visible_to, offered=offered)],
        empty="" if rows else say.say("mentions-empty", who=name),
        parameters={"partner": partner.reference} if partner else {},
    )


def _period(month: str, is_yearly: bool) -> str:
    return month[:4] if is_yearly else month


def _periods(named: Sequence[Named]) -> tuple[list[str], bool]:
    """Every month from the first mention to the last, the empty ones too; years where the months are too many."""
    if not named:
        return [], False
    first, last = (12 * int(one.month[:4]) + int(one.month[5:]) - 1 for one in (named[0], named[-1]))
    if last - first >= _MONTHS:
        return [f"{year:04d}" for year in range(first // 12, last // 12 + 1)], True
    numbers = range(first, last + 1)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers], False


def _drawn(
    rows: Sequence[Mapping[str, Any]], periods: Sequence[str], languages: Sequence[str], language: str
) -> specs.Spec:
    shown = {row["language"]: row["language_shown"] for row in rows}
    names = [shown[tag] for tag in languages]
    listing = reverse("documents:list")
    values = [
        {
            "period": row["period"],
            "language": row["language_shown"],
            "value": row["value"],
            "tip": f"{row['period_shown']}\n{row['language_shown']}: {row['value']}",
            "url": f"{listing}?language={row['language']}",
            "order": languages.index(row["language"]),
        }
        for row in rows
    ]
    labels = {period: edtf_in_words(period, language, short=True) for period in periods}
    step = max(1, -(-len(periods) // 12))
    colours = [f"token({_COLOURS[min(n, len(_COLOURS) - 1)]})" for n in range(len(names))]
    return {
        **specs.frame(WIDTH, 220),
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadius": 1},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "scale": {"domain": list(periods), "paddingInner": 0.2, "paddingOuter": 0.2},
                "axis": {
                    "title": None,
                    "values": list(periods)[::step],
                    "labelExpr": f"{_json(labels)}[datum.value]",
                    "labelAngle": 0,
                    "labelColor": "token(ink-2)",
                },
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"title": None, "tickMinStep": 1, "format": "d", "grid": True, "gridColor": "token(line)",
                         "labelColor": "token(ink-2)", "domain": False},
            },
            "color": {
                "field": "language",
                "type": "nominal",
                "scale": {"domain": names, "range": colours},
                "legend": {"title": None, "orient": "top", "labelColor": "token(ink-2)"},
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": {"field": "tip"},
            "href": {"field": "url"},
        },
    }  # fmt: skip


def _json(labels: Mapping[str, str]) -> str:
    return json.dumps(labels, ensure_ascii=False)
