"""The project paper of a conference (form 01 of the rules on conferences), made from the record; what is missing named.

Its parts are those that the form asks for: reason and name used, aim, time and place with visits, format, content with
side events, organisers and sponsors, who attends, cost and who pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from proxeny.core.home import home_name
from proxeny.core.wording import country_name, in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.events.models import Backer, Count, Event, Session
from proxeny.procedures import office
from proxeny.procedures.office import said

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``widths`` are shares."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    widths: tuple[int, ...]


@dataclass
class Part:
    """One numbered part: its paragraphs, its tables, and what of it is missing."""

    number: int
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ProjectPaper:
    """The paper in one language, as plain values for the page, for Word and for PDF."""

    title: str
    subtitle: str
    form: str
    office: str
    date: str
    language: str
    parts: list[Part]
    to_fill: str
    signature: str

    @property
    def missing(self) -> list[str]:
        """What the form asks for and the record does not hold."""
        return [words for part in self.parts for words in part.missing]

    def as_data(self) -> dict[str, Any]:
        """Plain JSON values, for the typesetter."""
        return asdict(self)


def paper_of(event: Event, *, language: str, on: date | None = None) -> ProjectPaper:
    """The paper of an event in a language. Three SQL queries, and two for the partners of the backers."""
    day = on or timezone.localdate()
    with translation.override(language):
        return ProjectPaper(
            title=_("Project paper: organisation of an international conference"),
            subtitle=event.title,
            form=_form_words(day),
            office=_("External affairs of %(home)s") % {"home": home_name(language)},
            date=edtf_in_words(day.isoformat(), language),
            language=language,
            parts=list(_parts(event, list(event.sessions.all()), language)),
            to_fill=_("to be completed"),
            signature=_("Signature of the organiser"),
        )


def missing_parts(event: Event, *, sessions: Iterable[Session] | None = None) -> list[str]:
    """What the form asks for and the record does not hold, in the active language."""
    language = (translation.get_language() or "en").split("-")[0]
    held = list(sessions) if sessions is not None else list(event.sessions.all())
    return [words for part in _parts(event, held, language) for words in part.missing]


def _form_words(day: date) -> str:
    """What the rules call the form, with their citation; empty where the office's pack prescribes none."""
    for procedure in office.procedures_for("events"):
        book = procedure.in_force(day)
        for form in book.forms if book is not None else ():
            return f"{said(form.title)} ({said(form.citation.words)})"
    return ""


def _parts(event: Event, sessions: list[Session], language: str) -> Iterator[Part]:
    yield _written(1, _("Reason, and the name under which it is held"), event.reason, _("reason and name used"))
    yield _written(2, _("Aim"), event.aim, _("aim"))
    yield _when_and_where(event, language)
    yield _format(event)
    yield _content(event, sessions, language)
    yield _organisers(event, language)
    yield _attendance(event, language)
    yield _cost(event, language)


def _written(number: int, heading: str, text: str, name: str) -> Part:
    part = Part(number, heading, [line.strip() for line in text.splitlines() if line.strip()])
    if not part.paragraphs:
        part.missing.append(name)
    return part


def _line(part: Part, label: str, value: str, *, needed: str = "") -> None:
    if value:
        part.paragraphs.append(f"{label}: {value}")
    elif needed:
        part.missing.append(needed)


def _when_and_where(event: Event, language: str) -> Part:
    part = Part(3, _("Time and place, visits and tours"))
    _line(part, _("Time"), edtf_in_words(event.dates, language) if event.dates else "", needed=_("time"))
    if event.dates and event.first_day is None:
        part.missing.append(_("time, to the day"))
    online = event.format == Event.Format.ONLINE
    _line(part, _("Place"), event.place, needed="" if online else _("place"))
    _line(part, _("Visits and tours"), event.tours)
    return part


def _format(event: Event) -> Part:
    part = Part(4, _("Format"))
    if event.format:
        part.paragraphs.append(str(event.get_format_display()).capitalize() + ".")
    else:
        part.missing.append(_("format: on site or online"))
    return part


def _content(event: Event, sessions: list[Session], language: str) -> Part:
    part = _written(5, _("Content, programme and side events"), event.content, _("content"))
    if not sessions:
        part.missing.append(_("programme"))
        return part
    rows = [
        (
            _time_of(session, language),
            f"{session.title} ({session.get_kind_display()})",
            "; ".join(filter(None, (session.room, session.chair, ", ".join(map(str, session.speakers))))),
        )
        for session in sessions
    ]
    part.tables.append(Table((_("Time"), _("Session"), _("Room, chair, speakers")), rows, (3, 6, 5)))
    return part


def _time_of(session: Session, language: str) -> str:
    day = edtf_in_words(session.day, language, short=True) if session.day else ""
    hours = "–".join(f"{time:%H:%M}" for time in (session.begins, session.ends) if time)
    return ", ".join(part for part in (day, hours) if part)


def _organisers(event: Event, language: str) -> Part:
    part = Part(6, _("Organisers, foreign partners and sponsors"))
    _line(part, _("Organiser"), event.organiser, needed=_("organiser"))
    _line(part, _("Foreign co-organiser"), event.foreign_organiser)
    backers = list(event.backers.select_related("partner"))
    if backers:
        rows = [
            (str(backer.get_role_display()), _named(backer, language), _gives(backer, language))
            for backer in backers
        ]
        part.tables.append(Table((_("Role"), _("Name"), _("What they give")), rows, (3, 6, 5)))
    elif not event.foreign_organiser:
        part.paragraphs.append(_("No foreign co-organiser and no sponsor."))
    return part


def _named(backer: Backer, language: str) -> str:
    country = backer.country or (backer.partner.country if backer.partner is not None else "")
    return f"{backer.name} ({country_name(country, language)})" if country else backer.name


def _gives(backer: Backer, language: str) -> str:
    money = ""
    if backer.amount is not None:
        money = in_words(backer.amount, backer.amount_currency, language, compact=False).sentence
    return "; ".join(part for part in (money, backer.in_kind) if part)


def _attendance(event: Event, language: str) -> Part:
    part = _written(7, _("Who attends, and how many"), event.attendance, _("who attends"))
    counts = {(count.of, count.is_planned): count for count in event.counts.all()}
    rows = []
    for of in Count.Delegates:
        count = counts.get((of.value, True)) or counts.get((of.value, False))
        if count is not None and count.value is not None:
            number = in_words(count.value, "count", language, high=count.high, qualifier=count.qualifier)
            rows.append((str(of.label).capitalize(), number.sentence))
        else:
            part.missing.append(_("number of %(of)s") % {"of": of.label})
    if rows:
        part.tables.append(Table((_("Delegates"), _("Number")), rows, (8, 3)))
    return part


def _cost(event: Event, language: str) -> Part:
    part = Part(8, _("Cost and who pays"))
    amount = ""
    if event.cost is not None:
        amount = in_words(event.cost, event.cost_currency or "count", language, compact=False).sentence
    _line(part, _("Cost"), amount, needed=_("cost"))
    _line(part, _("Paid by"), event.cost_source, needed=_("who pays"))
    return part
