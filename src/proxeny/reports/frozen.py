"""What is frozen stays: content as canonical JSON, its seal, and the check of both on every reading."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError
from proxeny.reports.content import Content
from proxeny.reports.models import Edition, FrozenFigure

ACT = "edition.approved"  # the act whose audit entry has the seal


class Tampered(DomainError):
    """The frozen content is not what was approved."""

    code = "reports.tampered"


def canonical(content: Content) -> str:
    """The content as text: its keys in order, without spaces; the same content is the same text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def seal_of(text: str) -> str:
    """The SHA-256 of canonical content, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def opened(edition: Edition) -> Content:
    """The content of a frozen edition, checked against its seal and the audit. One SQL query.

    Raises ``Tampered`` where they do not agree.
    """
    if seal_of(edition.content) != edition.seal or _sealed_in_audit(edition) != edition.seal:
        raise Tampered(
            _(
                "%(edition)s is not what was approved: its text does not fit the seal in the audit. Nothing of it is "
                "shown. Restore it from a backup, and ask an administrator to look at the audit."
            )
            % {"edition": edition.number}
        )
    content: Content = json.loads(edition.content)
    return content


def _sealed_in_audit(edition: Edition) -> str:
    entry = (
        Entry.objects.filter(
            content_type=ContentType.objects.get_for_model(Edition), object_id=edition.pk, action=ACT
        )
        .order_by("-id")
        .first()
    )
    return str(entry.changes.get("seal", [None, ""])[1]) if entry is not None else ""


def row_of(figure: dict[str, Any], evidence: list[dict[str, Any]], edition: Edition) -> FrozenFigure:
    """A figure of the content as a row of its own."""
    return FrozenFigure(
        edition=edition,
        number=figure["n"],
        key=figure["key"],
        texts=figure["texts"],
        value=figure["value"],
        unit=figure["unit"],
        origin=figure["origin"],
        how=figure["how"],
        statements=[statement["id"] for statement in evidence],
        evidence=evidence,
    )


def check_row(row: FrozenFigure, figure: dict[str, Any], evidence: list[dict[str, Any]]) -> None:
    """Raises ``Tampered`` where the row of a figure does not say what the sealed content says."""
    sealed = row_of(figure, evidence, row.edition)
    names = ("key", "texts", "value", "unit", "origin", "how", "statements", "evidence")
    if any(getattr(row, name) != getattr(sealed, name) for name in names):
        raise Tampered(
            _("The row of figure %(figure)s is not what was approved. Ask an administrator to look at the audit.")
            % {"figure": row}
        )
