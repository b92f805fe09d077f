"""Chapters of a brief on a partner: who they are, what was done, promised, is open, and is sensitive.

A brief on a country is on everybody whom the record keeps there. Sensitive points are told by clearance: nothing enters
that the person for whom it is drafted may not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import F

from proxeny.agreements.models import Agreement
from proxeny.agreements.states import BEFORE_SIGNATURE, GIVEN_UP, OVER, RUNNING
from proxeny.aid.models import Aid
from proxeny.core.records import Mark, Record
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.events.queries import NOT_HELD
from proxeny.indicators.models import Observation
from proxeny.investments.models import Call, Project
from proxeny.partners.models import Partner, Person, Post
from proxeny.partners.posts import how_sure
from proxeny.plans.models import Commitment
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Chapter
from proxeny.reports.series import series_of

_NAMED = 8
_SURE = ("certain", "likely", "unknown")
_A_YEAR = timedelta(days=366)
_SIDES = (
    ("ours", (Commitment.Side.HOME, Commitment.Side.BOTH)),
    ("theirs", (Commitment.Side.PARTNER, Commitment.Side.MISSION, Commitment.Side.PERSON)),
    ("unsaid", ("",)),
)


def _partners(desk: Desk) -> list[int]:
    """The partner; for a country everybody there whom the person may see."""
    assert desk.partner is not None
    if desk.partner.kind != Partner.Kind.COUNTRY or not desk.partner.country:
        return [desk.partner.pk]
    there = Partner.objects.visible_to(desk.person).filter(country=desk.partner.country)
    return list(there.values_list("pk", flat=True))


@cache
def _orders() -> dict[type[Record], str]:
    return {Agreement: "signed", Delegation: "dates", Event: "dates", Project: "date", Aid: "date"}


def _those(desk: Desk) -> list[int]:
    """The partners that the brief is on, asked once."""
    if "partners" not in desk.asked:
        assert desk.partner is not None
        desk.asked["partners"], desk.asked["own"] = _partners(desk), desk.partner.pk
    return list(desk.asked["partners"])


def _with(desk: Desk, model: Any) -> Any:
    """Records with the partner, the latest first."""
    day = _orders().get(model, "made")
    seen = model.objects.visible_to(desk.person)
    through = model.partners.through.objects.filter(partner__in=_those(desk))
    own = model._meta.model_name
    found = seen.filter(pk__in=through.values(f"{own}_id"))
    return found.order_by(F(f"{day}_earliest").desc(nulls_last=True), "reference")


def who(desk: Desk) -> Chapter:
    """Kind, country, grade and beginning of relations. One SQL query."""
    tell, partner = Teller(desk, "who"), desk.partner
    assert partner is not None
    behind = Behind([partner], visible_to=desk.person)
    said: list[Pieces] = []
    if partner.kind == Partner.Kind.COUNTRY:
        said.append((desk.text("who-country", **desk.named(partner)),))
    elif partner.country:
        said.append((desk.text("who-in-country", **desk.named(partner), **desk.named_country(partner.country)),))
    if partner.grade in (Partner.Grade.TWIN, Partner.Grade.FRIENDSHIP):
        said.append((desk.text(f"who-{partner.grade}"),))
    if partner.since:
        day = desk.stated("who.since", desk.date(partner.since), partner, behind.of(partner, "since"))
        said.append(desk.say("who-since", day=day))
    tell.paragraph("facts", *(said or [(desk.text("who-none"),)]))
    return tell.chapter()


def people(desk: Desk) -> Chapter:
    """Who holds which post there on the day of drafting, the surest first. Three SQL queries."""
    tell = Teller(desk, "people")
    posts = Post.objects.filter(
        partner__in=_those(desk), person__in=Person.objects.visible_to(desk.person).order_by()
    ).select_related("person", "partner")
    held = [(certainty, post) for post in posts if (certainty := how_sure(post, desk.on)) is not None]
    held.sort(key=lambda one: (_SURE.index(one[0]), one[1].partner_id != desk.asked["own"], one[1].person.name))
    shown = held[:_NAMED]
    behind = Behind([post.person for _certainty, post in shown], visible_to=desk.person)
    known: dict[str, list[Pieces]] = {}
    for certainty, post in shown:
        row = post.person
        role = post.role or post.organisation
        if post.partner is not None and post.partner_id != desk.asked["own"]:
            role = f"{role}, {desk.name_of(post.partner)}"
        figure = desk.stated(f"people.{row.reference}.{post.pk}", row.name, row, behind.of(row, "posts"))
        known.setdefault(certainty, []).append(desk.say("met-post", figure=figure, role=role))
    day = desk.date(desk.on.isoformat())
    for sure, parts in known.items():
        listed = desk.enumerated(parts, between=desk.term("list-apart"))
        said = desk.say(f"people-list-{sure}", day=day, list=listed)
        tell.paragraph(f"posts.{sure}", said)
    return tell.chapter()


def _latest(tell: Teller, key: str, rows: Any, day: str) -> None:
    desk = tell.desk
    counted = [f"{rows.model.register()}:{reference}" for reference in rows.values_list("reference", flat=True)]
    shown = list(rows[:_NAMED])
    if not shown:
        return
    listed = tell.listed(f"{tell.key}.{key}", shown, Behind(shown, visible_to=desk.person), day)
    tell.paragraph(key, desk.say(f"{tell.key}-{key}", figure=desk.count(f"{tell.key}.{key}", counted), list=listed))


def relations(desk: Desk) -> Chapter:
    """Agreements, delegations, events, projects, aid: how many, and the latest of each. Fifteen SQL queries."""
    tell = Teller(desk, "relations")
    agreements = _with(desk, Agreement).exclude(status__in=(*BEFORE_SIGNATURE, *GIVEN_UP))
    _latest(tell, "agreements", agreements, "signed")
    _latest(tell, "delegations", _with(desk, Delegation).exclude(status__in=Delegation.NOT_MADE), "dates")
    _latest(tell, "events", _with(desk, Event).exclude(status__in=NOT_HELD), "dates")
    _latest(tell, "projects", _with(desk, Project), "date")
    _latest(tell, "aid", _with(desk, Aid), "date")
    return tell.chapter()


def _figures(desk: Desk) -> list[tuple[Observation, Found]]:
    """The latest figure of each indicator of the partner, with what stands behind it. Three SQL queries."""
    if "figures" not in desk.asked:
        rows = list(
            Observation.objects.visible_to(desk.person)
            .filter(partner=desk.partner)
            .exclude(indicator="other")
            .select_related("indicator")
            .order_by("-period_latest")[:400]
        )
        latest = [series.latest for series in series_of(rows) if not series.label]
        said = statements_of_values(latest, visible_to=desk.person)
        conflicts = open_conflicts(latest, visible_to=desk.person)
        desk.asked["figures"] = [
            (row, Found(row, None, said.get(row.pk, ()), conflicts.get(row.pk, "plain" if row.is_disputed else "")))
            for row in latest
        ]
    return list(desk.asked["figures"])


def numbers(desk: Desk) -> Chapter:
    """The latest figure of each indicator, with its period."""
    tell = Teller(desk, "numbers")
    parts = [
        desk.say(
            "item-figure",
            what=desk.indicator(row.indicator),
            figure=desk.figure(f"numbers.{row.indicator_id}", found),
            day=desk.date(row.period),
        )
        for row, found in _figures(desk)
    ]
    if parts:
        tell.paragraph("latest", desk.say("numbers-latest", list=desk.enumerated(parts)))
    return tell.chapter()


def _open(desk: Desk) -> list[Commitment]:
    """Unfinished commitments with the partner, the soonest due first. One SQL query."""
    if "open" not in desk.asked:
        rows = _with(desk, Commitment).filter(status__in=Commitment.UNFINISHED)
        desk.asked["open"] = list(rows.order_by(F("next_due_latest").asc(nulls_last=True), "reference"))
    return list(desk.asked["open"])


def promised(desk: Desk) -> Chapter:
    """Open commitments by whose they are. Two SQL queries."""
    tell, rows = Teller(desk, "promised"), _open(desk)
    behind = Behind(rows, visible_to=desk.person)
    for key, sides in _SIDES:
        found = [row for row in rows if row.side in sides]
        if found:
            listed = tell.listed(f"promised.{key}", found, behind, "next_due")
            figure = desk.count(f"promised.{key}", found)
            tell.paragraph(key, desk.say(f"promised-{key}", figure=figure, list=listed))
    return tell.chapter()


def _points(tell: Teller, prefix: str, found: dict[str, tuple[Sequence[Record], str]]) -> None:
    """A paragraph for each point that has records."""
    for key, (rows, day) in found.items():
        if rows:
            behind = Behind(rows[:_NAMED], visible_to=tell.desk.person)
            listed = tell.listed(f"{prefix}.{key}.{rows[0].register()}", rows, behind, day)
            of = f"{key}.{rows[0].register()}"
            figure = tell.desk.count(f"{prefix}.{of}", rows)
            tell.paragraph(of, tell.desk.say(f"{prefix}-{key}", figure=figure, list=listed))


def _texts(desk: Desk) -> list[Agreement]:
    """Agreements before their signature."""
    return list(_with(desk, Agreement).filter(status__in=BEFORE_SIGNATURE))


def talking(desk: Desk) -> Chapter:
    """What to speak of, drafted from what is open: promises that are late, terms that end, texts, what is coming."""
    tell, today = Teller(desk, "talking"), desk.on
    late = [row for row in _open(desk) if row.next_due_latest is not None and row.next_due_latest < today]  # type: ignore[attr-defined]
    running = _with(desk, Agreement).filter(status__in=RUNNING, expires_latest__isnull=False)
    running = list(running.exclude(renewal=Agreement.Renewal.TACIT).exclude(status__in=OVER))
    coming = [
        *_with(desk, Delegation).exclude(status__in=Delegation.NOT_MADE).filter(dates_earliest__gt=today),
        *_with(desk, Event).exclude(status__in=NOT_HELD).filter(dates_earliest__gt=today),
    ]
    _points(
        tell,
        "talking",
        {
            "late-ours": ([row for row in late if row.side in _SIDES[0][1]], "next_due"),
            "late-theirs": ([row for row in late if row.side not in _SIDES[0][1]], "next_due"),
            "expiring": ([row for row in running if today <= row.expires_latest <= today + _A_YEAR], "expires"),
            "ended": ([row for row in running if row.expires_latest < today], "expires"),
            "negotiating": (_texts(desk), ""),
        },
    )
    for key, model in (("coming-visits", Delegation), ("coming-events", Event)):
        _points(tell, "talking", {key: ([row for row in coming if isinstance(row, model)], "dates")})
    if not tell.blocks:
        tell.paragraph("none", (desk.text("talking-none"),))
    return tell.chapter()


def sensitive(desk: Desk) -> Chapter:
    """Disputed figures, what was refused or cancelled, and closed records, as far as the person may see them."""
    tell = Teller(desk, "sensitive")
    parts = [
        desk.say(
            "item-count", what=desk.indicator(row.indicator), figure=desk.figure(f"sensitive.{row.indicator_id}", found)
        )
        for row, found in _figures(desk)
        if found.conflict
    ]
    if parts:
        tell.paragraph("disputed", desk.say("sensitive-disputed", list=desk.enumerated(parts)))
    for model, states in (
        (Delegation, Delegation.NOT_MADE),
        (Event, (Event.Status.REFUSED, Event.Status.CANCELLED)),
        (Agreement, GIVEN_UP),
    ):
        rows = list(_with(desk, model).filter(status__in=states))
        _points(tell, "sensitive", {"not-made": (rows, _orders()[model])})
    for kept, day in (*_orders().items(), (Commitment, "made")):
        rows = list(_with(desk, kept).filter(mark__gt=Mark.PUBLIC))
        _points(tell, "sensitive", {"closed": (rows, day)})
    if not tell.blocks:
        tell.paragraph("none", (desk.text("sensitive-none"),))
    return tell.chapter()


def ask(desk: Desk) -> Chapter:
    """What the office asks of a head of mission: promises to be kept, texts to be supported, projects to be shown."""
    tell = Teller(desk, "ask")
    theirs = [row for row in _open(desk) if row.side not in _SIDES[0][1]]
    assert desk.partner is not None
    if theirs:
        behind = Behind(theirs[:_NAMED], visible_to=desk.person)
        listed = tell.listed("ask.open", theirs, behind, "next_due")
        tell.paragraph("open", desk.say("ask-open", **desk.named(desk.partner), list=listed))
    _points(tell, "ask", {"texts": (_texts(desk), ""), "calls": (calls_of(desk), "")})
    return tell.chapter()


def calls_of(desk: Desk) -> list[Call]:
    """Projects offered to investors that are published. One SQL query."""
    rows = Call.objects.visible_to(desk.person).filter(status=Call.Status.PUBLISHED)
    return list(rows.order_by("published_on_earliest", "title"))


def calls(desk: Desk) -> Chapter:
    """Projects open to investors."""
    tell, rows = Teller(desk, "calls"), calls_of(desk)
    if rows:
        behind = Behind(rows, visible_to=desk.person)
        listed = tell.listed("calls.list", rows, behind, "")
        tell.paragraph("list", desk.say("calls-list", figure=desk.count("calls", rows), list=listed))
    return tell.chapter()
