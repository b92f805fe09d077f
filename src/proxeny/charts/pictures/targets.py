"""Targets of a plan or of a year as bullets: what was reached against the target, with the pace where one can be told.

Every target stands at a hundred, for a plan aims at dollars, visitors and per cents at once; the amounts stand beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from proxeny.charts.axes import pixels
from proxeny.charts.captions import Captions, captions
from proxeny.charts.choosing import chosen
from proxeny.charts.naming import indicator_name, is_written_in, shortened, width_of
from proxeny.charts.picture import Column, Picture, Words, picture
from proxeny.charts.specs import Spec, frame
from proxeny.core.wording import in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.plans import pace
from proxeny.plans.models import Plan, Target
from proxeny.plans.queries import targets_in, targets_of

_WIDTH, _LEFT, _RIGHT = 780, 260, 190
_ROW, _TOP = 40, 26
_MOST = Decimal("1.3")  # of a target; what goes further ends in an arrow
MOST_TARGETS = 40


@picture("targets")
def targets(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``plan``: a year (its targets for the whole year) or a plan's reference. Five SQL queries and those of the pace.

    The pace, the forecast and the verdict come from ``plans.pace``.
    """
    say = captions(language)
    seen = Target.objects.visible_to(visible_to)
    plans = list(Plan.objects.visible_to(visible_to).filter(targets__in=seen).distinct().defer("note", "folded"))
    choice = chosen(asked, "plan", say.say("choice-plan"), _options(seen, plans))
    plan = next((plan for plan in plans if plan.reference == choice.chosen), None)
    rows: list[Target] = []
    if plan is not None:
        rows = list(targets_of(plan, visible_to=visible_to).select_related("plan")[:MOST_TARGETS])
    elif choice.chosen:
        rows = list(targets_in(int(choice.chosen), visible_to=visible_to)[:MOST_TARGETS])
    paces = pace.paces(rows, visible_to=visible_to)
    held = [(target, paces[target.pk].as_bullet()) for target in rows if target.pk in paces]
    bullets = [_bullet(target, one, say) for target, one in held if one["target"]]
    title = say.say("targets-title", what=plan.title if plan else choice.chosen) if rows else say.say("targets-name")
    said = "; ".join(f"{one['title']}: {one['beside']}" for one in bullets[:8])
    return Picture(
        key="targets",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=_drawn(bullets, say) if bullets else {},
        columns=[
            Column("title", say.say("column-target")),
            Column("period", say.say("column-period")),
            Column("target", say.say("column-aim"), is_number=True),
            Column("value", say.say("column-reached"), is_number=True),
            Column("part", say.say("column-part"), is_number=True),
            Column("pace", say.say("column-pace"), is_number=True),
            Column("forecast", say.say("column-forecast"), is_number=True),
            Column("verdict", say.say("column-verdict")),
        ],
        rows=[_row(target, one, say) for target, one in held],
        notes=_notes(bullets, len(held), say),
        choices=[choice],
        empty="" if bullets else say.say("targets-empty"),
        parameters={"plan": choice.chosen},
    )


def _options(seen: Any, plans: Sequence[Plan]) -> list[tuple[str, Words]]:
    """The years that have targets, from this year back, then those to come, then the plans by name. One SQL query."""
    whole = seen.order_by().values_list("period_earliest", "period_latest").distinct()
    years = {
        first.year
        for first, last in whole
        if first and last and first.year == last.year and (first.month, last.month) == (1, 12)
    }
    named: list[tuple[str, Words]] = sorted((plan.reference, plan.title) for plan in plans)
    this = timezone.localdate().year
    ordered = sorted(years, key=lambda year: (year > this, abs(this - year)))
    return [*((str(year), str(year)) for year in ordered), *named]


def _title(target: Target, say: Captions) -> str:
    """As the plan words it; in a language that it is not written in, the indicator's name."""
    if target.indicator is None or is_written_in(target.title, say.language):
        return target.title
    return indicator_name(target.indicator, say.language)


def _share(value: Any, of: Decimal) -> float | None:
    """A value as a part of its target; ``None`` where there is no such value, or where parts mean nothing."""
    return None if value is None or of <= 0 else float(Decimal(value) / of)


def _words(value: Any, unit: str, say: Captions, high: Any = None) -> str:
    return "" if value is None else in_words(_short(Decimal(value)), unit, say.language, high=high).text


def _short(value: Decimal) -> Decimal:
    """A computed amount without the digits that it does not have: four that count."""
    if value == 0 or len(value.as_tuple().digits) <= 4:
        return value
    digits = 3 - value.adjusted()
    return value.quantize(Decimal(1).scaleb(-digits)) if digits > 0 else round(value, digits)


def _bullet(target: Target, one: Mapping[str, Any], say: Captions) -> dict[str, Any]:
    aim, unit = Decimal(one["target"]), one["unit"]
    reached = _words(one["value"], unit, say)
    wanted = _words(aim, unit, say, one["target_high"])
    beside = say.say("targets-of", value=reached, target=wanted) if reached else say.say("targets-none", target=wanted)
    verdict = say.say(f"verdict-{one['verdict'].replace('_', '-')}")
    # what is not a value is left out: a share of nought is one
    parts = {
        name: share
        for name in ("value", "pace", "forecast", "forecast_low", "forecast_high", "target_high")
        if (share := _share(one[name], aim)) is not None
    }
    lines = [_title(target, say), beside, verdict]
    if one["pace"] is not None:
        lines.append(say.say("targets-pace", value=_words(one["pace"], unit, say)))
    if one["forecast"] is not None:
        low, high = _words(one["forecast_low"], unit, say), _words(one["forecast_high"], unit, say)
        lines.append(say.say("targets-forecast", low=low, high=high))
    return {
        "title": _title(target, say),
        "period": edtf_in_words(target.period, say.language, short=True),
        "beside": beside,
        "verdict": verdict,
        "is_short": one["verdict"] in ("missed", "behind"),
        "is_ceiling": bool(one["is_ceiling"]),
        "parts": parts,
        "tip": "\n".join(lines),
        "url": target.get_absolute_url(),
    }


def _row(target: Target, one: Mapping[str, Any], say: Captions) -> dict[str, Any]:
    unit = one["unit"]
    part = _share(one["value"], Decimal(one["target"])) if one["target"] else None
    row: dict[str, Any] = {
        "title": _title(target, say),
        "period": edtf_in_words(target.period, say.language, short=True),
        "part": part,
        "part_shown": "" if part is None else in_words(Decimal(part * 100).quantize(Decimal("0.1")), "%",
                                                       say.language).text,
        "verdict": say.say(f"verdict-{one['verdict'].replace('_', '-')}"),
        "url": target.get_absolute_url(),
    }  # fmt: skip
    for name in ("target", "value", "pace", "forecast"):
        row[name] = None if one[name] is None else float(one[name])
        row[f"{name}_shown"] = _words(one[name], unit, say, one["target_high"] if name == "target" else None)
    return row


def _notes(bullets: Sequence[Mapping[str, Any]], held: int, say: Captions) -> list[str]:
    notes = [say.say("note-hundred")] if bullets else []
    if any("pace" in one["parts"] for one in bullets):
        notes.append(say.say("note-pace"))
    if any(one["is_ceiling"] for one in bullets):
        notes.append(say.say("note-ceiling"))
    if held > len(bullets):
        notes.append(say.say("note-no-aim", count=held - len(bullets)))
    return notes


def _drawn(bullets: Sequence[Mapping[str, Any]], say: Captions) -> Spec:
    """Laid out here: name and period left, the bar on a line to the target, the amounts and the verdict right."""
    across = _WIDTH - _LEFT - _RIGHT
    top = min(_MOST, max(Decimal("1.1"), *(Decimal(str(max(one["parts"].values(), default=1))) for one in bullets)))

    def at(share: float) -> float:
        return _LEFT + min(max(share, 0.0), float(top)) / float(top) * across

    height = _TOP + _ROW * len(bullets) + 4
    rows = []
    for number_, one in enumerate(bullets):
        y = _TOP + _ROW * number_ + _ROW / 2
        parts = one["parts"]
        row = {name: at(share) for name, share in parts.items()}
        names = _in_two(one["title"])
        rows.append(
            {
                **row,
                "has_value": "value" in parts, "has_pace": "pace" in parts,
                "has_forecast": "forecast_low" in parts and "forecast_high" in parts,
                "has_range": "target_high" in parts,
                "is_beyond": parts.get("value", 0) > float(top),
                "zero": _LEFT, "aim": at(1.0), "end": _LEFT + across, "beside_at": _LEFT + across + 12,
                "y": y, "above": y - 10, "below": y + 10, "pace_above": y - 13, "first": y - 7 if names[1] else y - 1,
                "second": y + 7, "name": names[0], "name_2": names[1], "amounts_at": y - 7, "verdict_at": y + 8,
                "name_at": 0, "color": "token(red)" if one["is_short"] else "token(ink-2)",
                **{key: one[key] for key in ("beside", "verdict", "tip", "url")},
            }
        )  # fmt: skip
    scale = [
        {"x": at(share), "y": _TOP - 12, "y1": _TOP - 4, "y2": height,
         "label": in_words(Decimal(round(share * 100)), "%", say.language).text}
        for share in (0.0, 0.5, 1.0)
    ]  # fmt: skip
    return {**frame(_WIDTH, height), "layer": [_scale(scale), *_bars(rows), *_texts(rows)]}


def _in_two(title: str, width: float = _LEFT - 18) -> tuple[str, str]:
    """A name on one line or two of the left column."""
    if width_of(title, 12) <= width:
        return title, ""
    most = int(width / width_of("x", 12))
    cut = title.rfind(" ", 0, most + 1)
    first, rest = (title[:cut], title[cut + 1 :]) if cut > most // 3 else (title[:most], title[most:])
    return first, shortened(rest, most)


def _scale(rows: list[dict[str, Any]]) -> Spec:
    at = {"x": pixels("x")}
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "color": "token(line)"},
                "encoding": {**at, "y": pixels("y1"), "y2": {"field": "y2"}},
            },
            {
                "mark": {"type": "text", "color": "token(ink-3)", "fontSize": 11},
                "encoding": {**at, "y": pixels("y"), "text": {"field": "label"}},
            },
        ],
    }


_LINKED: Spec = {"tooltip": {"field": "tip"}, "href": {"field": "url"}}


def _bars(rows: list[dict[str, Any]]) -> list[Spec]:
    """Ground, forecast, what was reached, target and pace, each above the one before."""
    y = {"y": pixels("y")}

    def bar(first: str, last: str, where: str, height: int, color: str, opacity: float = 1) -> Spec:
        return {
            "data": {"values": rows},
            "transform": [{"filter": where}],
            "mark": {"type": "bar", "height": height, "color": color, "opacity": opacity, "cursor": "pointer"},
            "encoding": {"x": pixels(first), "x2": {"field": last}, **y, **_LINKED},
        }

    def tick(at: str, where: str, above: str, color: str, width: float, dash: list[int] | None = None) -> Spec:
        return {
            "data": {"values": rows},
            "transform": [{"filter": where}],
            "mark": {"type": "rule", "color": color, "strokeWidth": width, **({"strokeDash": dash} if dash else {})},
            "encoding": {"x": pixels(at), "y": pixels(above), "y2": {"field": "below"}, **_LINKED},
        }

    beyond = {
        "data": {"values": rows},
        "transform": [{"filter": "datum.is_beyond"}],
        "mark": {"type": "point", "shape": "triangle-right", "filled": True, "size": 90, "color": "token(teal)",
                 "opacity": 1},
        "encoding": {"x": pixels("end"), **y, **_LINKED},
    }  # fmt: skip
    return [
        bar("zero", "end", "true", 18, "token(sunk)"),
        bar("aim", "target_high", "datum.has_range", 18, "token(ink-3)", 0.25),
        bar("forecast_low", "forecast_high", "datum.has_forecast", 18, "token(teal)", 0.22),
        bar("zero", "value", "datum.has_value", 8, "token(teal)"),
        beyond,
        tick("aim", "true", "above", "token(ink)", 2.5),
        tick("pace", "datum.has_pace", "pace_above", "token(plum)", 2, [3, 2]),
    ]


def _texts(rows: list[dict[str, Any]]) -> list[Spec]:
    def text(x: str, y: str, field: str, **letters: Any) -> Spec:
        color = letters.pop("by", None)
        return {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "left", "baseline": "middle", **letters},
            "encoding": {
                "x": pixels(x), "y": pixels(y), "text": {"field": field},
                **({"color": {"field": color, "type": "nominal", "scale": None}} if color else {}),
            },
        }  # fmt: skip

    name = {"color": "token(ink)", "fontSize": 12}
    return [
        text("name_at", "first", "name", **name),
        text("name_at", "second", "name_2", **name),
        text("beside_at", "amounts_at", "beside", color="token(ink)", fontSize=11, limit=_RIGHT - 12),
        text("beside_at", "verdict_at", "verdict", fontSize=11, fontWeight=600, by="color"),
    ]
