"""Opening reports and editions."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.reports.briefing import Asked, Meeting, drafted
from proxeny.reports.composing import Audience
from proxeny.reports.models import Edition, Report, WordTemplate
from proxeny.reports.periods import Kind, period_of
from proxeny.reports.sentences import LANGUAGES


def _check_languages(languages: Sequence[str]) -> list[str]:
    known = [language for language in dict.fromkeys(languages) if language in LANGUAGES]
    if not known or len(known) != len(set(languages)):
        raise DomainError(
            _("A report is written in at least one of these languages: %(known)s. Asked for: %(asked)s.")
            % {"known": ", ".join(LANGUAGES), "asked": ", ".join(languages) or "–"}
        )
    return known


@transaction.atomic
def open_report(
    *,
    kind: Kind | str,
    period: str,
    languages: Sequence[str],
    by: User,
    mark: int = Mark.INTERNAL,
    title: str = "",
    template: WordTemplate | None = None,
    about: Asked | None = None,
) -> Edition:
    """Open a report, or keep a brief, with its first edition, a draft.

    ``period`` is a year (``2023``) where the kind says the months, else EDTF with both ends. ``about`` is what a brief
    is asked with: whom or what it is about, and the meeting. Raises ``BadPeriod``, ``NotToBeDrafted`` for a brief about
    nobody or about what its readers may not see, and ``WrongState`` where the periodic report of that kind, period and
    mark is there already.
    """
    demand(by, "draft")
    if mark > by.clearance:
        raise NotAllowed(
            _("A report marked %(mark)s is above your clearance. Choose a lower mark.") % {"mark": Mark(mark).label}
        )
    if kind in Report.BRIEFS:
        about = about or Asked(kind=kind, period=period)
        return _keep_brief(about, _check_languages(languages), mark, title, template, by)
    days = period_of(kind, period)  # type: ignore[arg-type]
    same = Report.objects.filter(kind=kind, period=days.edtf, mark=mark).first()
    if same is not None:
        raise WrongState(
            _("%(report)s is there already. Open a new edition of it.") % {"report": same.reference}
        )
    stem = f"{kind}-{period if kind != 'period' else days.edtf}".replace("/", "--")
    report = Report(kind=kind, period=days.edtf, mark=mark, title=title.strip(), template=template)
    report.reference = _free(stem)
    report.full_clean()
    report.save()
    audit.record("report.opened", report, by=by)
    return _edition(report, 1, _check_languages(languages), by, reason="")


def _keep_brief(
    about: Asked, languages: list[str], mark: int, title: str, template: WordTemplate | None, by: User
) -> Edition:
    """A brief becomes a report of its own; drafting it once shows that it can be made for its readers."""
    drafted(about, languages[0], visible_to=Audience(mark))
    subject = about.delegation or about.partner
    report = Report(
        kind=about.kind, period=about.period, mark=mark, title=title.strip(), template=template,
        partner=about.partner, delegation=about.delegation, day=about.day, place=about.place, to_raise=about.to_raise,
    )  # fmt: skip
    report.reference = _free(f"{about.kind}-{subject.reference if subject is not None else about.period}"[:110])
    report.full_clean()
    report.save()
    report.people.set(about.people)
    audit.record("report.opened", report, by=by)
    return _edition(report, 1, languages, by, reason="")


def _free(stem: str) -> str:
    taken = set(Report.objects.filter(reference__startswith=stem).values_list("reference", flat=True))
    number = 1
    while (reference := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return reference


def _edition(report: Report, ordinal: int, languages: list[str], by: User, *, reason: str) -> Edition:
    year = timezone.localdate().year
    taken = Edition.objects.select_for_update().filter(number__startswith=f"R{year}-").values_list("number", flat=True)
    number = max((int(one.rpartition("-")[2]) for one in taken), default=0) + 1
    edition = Edition.objects.create(
        report=report,
        number=f"R{year}-{number}",
        ordinal=ordinal,
        languages=languages,
        made_by=by,
        reason=reason,
    )
    audit.record("edition.opened", edition, by=by, reason=reason)
    return edition


@transaction.atomic
def open_edition(report: Report, *, reason: str, by: User, languages: Sequence[str] = ()) -> Edition:
    """Open the next edition of a report that was published; what was written over the last one goes with it.

    Raises ``WrongState`` while an edition is still on its way, and ``DomainError`` without a reason.
    """
    demand(by, "draft")
    report = Report.objects.select_for_update().get(pk=report.pk)
    last = report.editions.order_by("-ordinal").first()
    assert last is not None
    if not last.was_published:
        raise WrongState(
            _("Edition %(number)s is still %(state)s. Publish it before a new one is opened.")
            % {"number": last.number, "state": last.get_state_display()}
        )
    if not reason.strip():
        raise DomainError(_("Say why a new edition is needed: it is printed in it."))
    made = _edition(
        report, last.ordinal + 1, _check_languages(languages or last.languages), by, reason=reason.strip()
    )
    for edit in last.edits.filter(language__in=made.languages):
        edit.pk, edit.edition = None, made
        edit.save()
    for choice in last.choices.all():
        choice.pk, choice.edition = None, made
        choice.save()
    return made


@transaction.atomic
def change_report(
    report: Report, *, title: str, template: WordTemplate | None, by: User, meeting: Meeting | None = None
) -> Report:
    """Change the title or the Word template of a report, the meeting of a brief; what is frozen keeps its own."""
    demand(by, "draft")
    before = audit.snapshot(report)
    report.title, report.template = title.strip(), template
    if meeting is not None:
        report.day, report.place, report.to_raise = meeting.day, meeting.place.strip(), meeting.to_raise.strip()
        report.people.set(meeting.people)
    report.full_clean()
    report.version += 1
    report.save()
    audit.record("report.changed", report, by=by, before=before)
    return report
