"""What a brief says of a partner: who we meet, what was promised, what is open, and to whom what is shown."""

from __future__ import annotations

from datetime import date

import pytest
from tests.records import agreement, partner, person, said, source

from proxeny.agreements.models import Agreement
from proxeny.agreements.states import State
from proxeny.aid.models import Aid
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators.models import Indicator
from proxeny.investments.models import Project
from proxeny.partners.models import Partner
from proxeny.plans.models import Commitment
from proxeny.registers import services as registers
from proxeny.reports.drafting import NotToBeDrafted, draft
from proxeny.reports.parts import Paragraph, Picture, Report
from proxeny.reports.sentences import Words

pytestmark = pytest.mark.django_db

LANGUAGES = ("vi", "en", "id", "fr")
TODAY = date(2024, 1, 15)


def words(report: Report) -> str:
    """All words of a report."""
    found = [report.title]
    for chapter in report.chapters:
        found += [chapter.title, *chapter.missing]
        for block in chapter.blocks:
            if isinstance(block, Picture):
                found += [block.title, block.description]
                continue
            rows = [block.pieces] if isinstance(block, Paragraph) else [c.pieces for row in block.rows for c in row]
            found += ["".join(piece if isinstance(piece, str) else piece.text for piece in row) for row in rows]
    for annex in report.annexes:
        for row in annex.table.rows:
            found += ["".join(piece if isinstance(piece, str) else piece.text for piece in c.pieces) for c in row]
    return "\n".join(found)


def promise(document, by, paris, what: str, side: str, due: str, *, mark: int = Mark.PUBLIC) -> Commitment:
    made = Commitment(what=what, side=side, made="2023", due=due, mark=mark)
    return registers.create(made, by=by, evidence=[said(document, by, what=what)], many={"partners": [paris]})


@pytest.fixture
def paris(lan, hoa) -> Partner:
    """Paris with what was promised, an agreement that ends, one under negotiation, and something closed."""
    document = source(lan)
    made = partner(document, lan)
    promise(document, lan, made, "Send the heritage plan", Commitment.Side.HOME, "2023-10")
    promise(document, lan, made, "Lend two restorers", Commitment.Side.PARTNER, "2023-11")
    agreement(document, lan, "Memorandum with Paris on heritage", made, expires="2024-06-30")
    agreement(
        document, lan, "Programme on water", made, status=Agreement.Status.NEGOTIATING, signed=""
    )
    closed = source(hoa, mark=Mark.CONFIDENTIAL, name="note.txt", text="Paris will not renew, Anne Dupont said.")
    promise(closed, hoa, made, "Keep silent on the loan", Commitment.Side.BOTH, "2023-12", mark=Mark.CONFIDENTIAL)
    return made


def test_a_meeting_brief_says_what_each_side_owes_and_what_to_speak_of(paris, lan):
    report = draft("meeting-brief", "2023", "en", visible_to=lan, partner=paris, on=TODAY)

    text = words(report)
    assert "Hanoi still has 1 promise to keep: Send the heritage plan (October 2023)." in text
    assert "The other side still has 1 promise to keep: Lend two restorers (November 2023)." in text
    assert "Say where we stand with what we promised and is late: Send the heritage plan" in text
    assert "Ask after what they promised and is late: Lend two restorers" in text
    assert "Agree on what follows the agreement that ends within a year: Memorandum with Paris on heritage" in text
    assert "Take forward the text under negotiation: Programme on water" in text


def test_what_is_confidential_is_a_sensitive_point_for_those_cleared_and_nowhere_for_others(paris, lan, hoa, huong):
    kinds = ("partner-brief", "meeting-brief", "heads-briefing")

    for kind in kinds:
        for one in (lan, huong):
            assert "Keep silent" not in words(draft(kind, "2023", "en", visible_to=one, partner=paris, on=TODAY)), kind
    cleared = draft("meeting-brief", "2023", "en", visible_to=hoa, partner=paris, on=TODAY)
    assert "Not for everybody: Keep silent on the loan" in words(cleared)


def test_a_report_of_the_city_shows_nothing_above_its_reader(paris, lan, hoa, huong):
    closed = source(hoa, mark=Mark.CONFIDENTIAL, name="trip.txt", text="A delegation went to Paris in May 2023.")
    trip = Delegation(title="A quiet trip", direction="out", dates="2023-05-02/2023-05-04", mark=Mark.CONFIDENTIAL)
    registers.create(trip, by=hoa, evidence=[said(closed, hoa, title="A quiet trip")], many={"partners": [paris]})

    assert "A quiet trip" not in words(draft("yearly", "2023", "en", visible_to=huong, on=TODAY))
    assert "A quiet trip" not in words(draft("yearly", "2023", "en", visible_to=lan, on=TODAY))
    assert "A quiet trip" in words(draft("yearly", "2023", "en", visible_to=hoa, on=TODAY))


def test_a_figure_leads_only_to_statements_that_its_reader_may_see(paris, huong, hoa):
    for reader in (huong, hoa):
        report = draft("meeting-brief", "2023", "en", visible_to=reader, partner=paris, on=TODAY)
        keys = {pk for figure in report.figures() for pk in figure.statements}
        marks = set(Statement.objects.filter(pk__in=keys).values_list("document__mark", flat=True))
        assert keys
        assert max(marks) <= reader.clearance


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["partner-brief", "meeting-brief", "heads-briefing", "visit-file", "investor-profile"])
def test_every_brief_is_whole_in_every_language(paris, lan, kind, language):
    document = source(lan, name="visit.txt", text="Paris comes to Hanoi on 2 February 2024.")
    guest = person(document, lan, "Marc Petit")
    trip = Delegation(title="Paris to Hanoi", direction="in", dates="2024-02-02", purpose="Heritage")
    trip = registers.create(
        trip, by=lan, evidence=[said(document, lan, title="Paris to Hanoi")],
        many={"partners": [paris], "led_by": [guest]},
    )  # fmt: skip
    trip.programme.create(day=date(2024, 2, 2), what="Talks at the city hall")

    given = {"delegation": trip} if kind == "visit-file" else {"partner": paris}
    report = draft(kind, "2023", language, visible_to=lan, on=TODAY, **given)

    text = words(report)
    assert not any(mark in text for mark in ("{", "}", "\ue000", "\ue010", "None"))
    if kind == "visit-file":
        assert "Talks at the city hall" in text
        assert "Marc Petit" in text
    assert all(chapter.blocks for chapter in report.chapters)


def test_a_brief_about_nobody_and_an_unknown_kind_are_told_plainly(lan):
    with pytest.raises(NotToBeDrafted, match="Say which"):
        draft("partner-brief", "2023", "en", visible_to=lan)
    with pytest.raises(NotToBeDrafted, match="delegation"):
        draft("visit-file", "2023", "en", visible_to=lan)
    with pytest.raises(NotToBeDrafted, match="has not begun"):
        draft("yearly", "2199", "en", visible_to=lan, on=TODAY)
    with pytest.raises(NotToBeDrafted, match="weekly"):
        draft("weekly", "2023", "en", visible_to=lan)


def test_every_indicator_of_the_catalogue_has_a_name_in_every_language(db):
    for language in LANGUAGES:
        told = Words(language)
        for code in Indicator.objects.values_list("code", flat=True):
            assert told.text(f"indicator-{code}")


def test_every_kind_and_state_of_the_registers_has_a_word_in_every_language():
    wanted = {
        "level": Delegation.Level.values,
        "agreement": Agreement.Kind.values,
        "state": State.values,
        "project": Project.Status.values,
        "aid": Aid.Type.values,
        "remark": Conflict.Kind.values,
    }
    for language in LANGUAGES:
        told = Words(language)
        for prefix, values in wanted.items():
            for value in values:
                assert told.text(f"{prefix}-{value}")


def test_a_brief_takes_a_constant_number_of_queries(paris, lan, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        draft("meeting-brief", "2023", "en", visible_to=lan, partner=paris, on=TODAY)
