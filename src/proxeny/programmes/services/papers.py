"""Files that businesses hand in: taken unread, looked at by an officer, then documents of the record."""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.records import Mark
from proxeny.documents import originals
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement
from proxeny.programmes import deadlines
from proxeny.programmes.errors import BadPaper
from proxeny.programmes.models import Access, Paper, Participation
from proxeny.programmes.services.acts import locked, needed, write
from proxeny.programmes.services.participations import participation_of

LIMIT = 10 * 1024 * 1024  # bytes a file
MOST = 40  # files of one participation
# What a file must begin with; the name is not believed.
_KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
)
# Which fact of the participation a paper of a kind settles.
_SETTLES = {Paper.Kind.ORIGIN: "origin_papers", Paper.Kind.QUALITY: "quality_papers"}


def _media_type(data: bytes, name: str) -> tuple[str, str]:
    for opening, media_type, ending in _KINDS:
        if data.startswith(opening) and (ending != ".docx" or name.lower().endswith(".docx")):
            return media_type, ending
    raise BadPaper(_("%(name)s: PDF, JPEG, PNG and DOCX are taken. Save it as one of them.") % {"name": name})


@transaction.atomic
def hand_in(access: Access, *, kind: str, data: bytes, file_name: str) -> Paper:
    """Take a file at a secret address. Raises ``BadPaper`` for its kind or size, ``NotNow`` where none is taken."""
    participation = participation_of(access)
    deadlines.demand_papers(access, participation, timezone.localdate())
    assert participation is not None
    name = PurePath(file_name.replace("\\", "/")).name[:200] or "paper"
    if not data:
        raise BadPaper(_("%(name)s: the file is empty.") % {"name": name})
    if len(data) > LIMIT:
        said = _("%(name)s: the file has %(size)s MB; at most %(limit)s MB are taken. Hand it in in parts.")
        raise BadPaper(said % {"name": name, "size": len(data) // 1048576, "limit": LIMIT // 1048576})
    media_type, ending = _media_type(data, name)
    sha256 = originals.checksum(data)
    known = participation.papers.filter(sha256=sha256, kind=kind).first()
    if known is not None:
        return known
    if participation.papers.count() >= MOST:
        raise BadPaper(_("%(count)s files were handed in already; ask the organisers.") % {"count": MOST})
    originals.keep(data)
    paper = Paper.objects.create(
        participation=participation,
        kind=kind,
        file_name=name if name.lower().endswith(ending) else f"{name[:190]}{ending}",
        media_type=media_type,
        size=len(data),
        sha256=sha256,
    )
    changes = {"papers": [None, str(paper)]}
    audit.record("participations.paper_handed_in", participation, by=None, changes=changes)
    return paper


def _on_file(paper: Paper, participation: Participation, by: User) -> Document:
    """The paper as a document for reference; for a picture, which has no text, a note that says where it is kept."""
    title = f"{paper.get_kind_display()} – {participation.business}"
    mark = max(Mark.INTERNAL, participation.mark)
    try:
        document = documents.add_file(
            originals.load(paper.sha256),
            file_name=paper.file_name,
            by=by,
            title=title[:400],
            publisher=participation.business.name,
            published=timezone.localdate(paper.handed_in_at).isoformat(),
            mark=mark,
        ).document
    except documents.CannotAdd:
        words = _("%(name)s, handed in by %(business)s and looked at; kept with the participation, SHA-256 %(sum)s.")
        said = words % {"name": paper.file_name, "business": participation.business, "sum": paper.sha256}
        return documents.write_note(said, by=by, title=title[:400], mark=mark)
    if document.status == Document.Status.WAITING:  # it proves something; nobody has to read it for facts
        documents.describe(document, {"status": Document.Status.REFERENCE}, by=by)
    return document


@transaction.atomic
def accept_paper(paper: Paper, *, by: User) -> Paper:
    """Find a paper in order: it becomes a document of the record, and the participation rests on it."""
    demand(by, "change")
    participation = locked(paper.participation)
    document = _on_file(paper, participation, by)
    paper.state, paper.reason, paper.document = Paper.State.ACCEPTED, "", document
    paper.save()
    settled = _SETTLES.get(Paper.Kind(paper.kind))
    changes = {settled: True, "checked_by": by} if settled else {"checked_by": by}
    write(participation, changes, act="paper_accepted", by=by)
    payload = {"paper": paper.kind, "file": paper.file_name}
    statement = documents.state(document, kind=Statement.Kind.RECORD, payload=payload, by=by)
    documents.cite(participation, [settled or "", ""], statement)
    return paper


@transaction.atomic
def refuse_paper(paper: Paper, *, by: User, reason: str) -> Paper:
    """Find a paper not in order, with what is wrong with it, which the business will read."""
    demand(by, "change")
    participation = locked(paper.participation)
    paper.state, paper.reason = Paper.State.REFUSED, needed(reason)[:300]
    paper.save()
    settled = _SETTLES.get(Paper.Kind(paper.kind))
    others = participation.papers.filter(kind=paper.kind, state=Paper.State.ACCEPTED).exists()
    changes = {settled: False} if settled and not others else {}
    write(participation, {**changes, "checked_by": by}, act="paper_refused", by=by, reason=reason.strip())
    return paper


def papers_of(participation: Participation) -> list[Paper]:
    """The files handed in, by what they show. One SQL query."""
    return list(participation.papers.select_related("document"))
