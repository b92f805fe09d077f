"""The office's own Word forms: looked through, kept as originals, taken out of use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.delegations.models import OfficeTemplate
from proxeny.delegations.papers.filling import check_form
from proxeny.documents import originals


@transaction.atomic
def keep_form(
    data: bytes, *, file_name: str, kind: str, language: str, sample: Mapping[str, Any], by: User
) -> OfficeTemplate:
    """Use a Word file as the office's form of a paper in a language, in place of the one before.

    ``sample`` is what it would be filled with. Raises ``BadForm`` for a file that cannot be filled; nothing is kept
    then. An administrator's act: a form speaks for the office.
    """
    demand(by, "administer")
    name = PurePath(file_name).name or "form.docx"
    check_form(data, name, sample)
    OfficeTemplate.objects.filter(kind=kind, language=language, is_used=True).update(is_used=False)
    made = OfficeTemplate.objects.create(
        kind=kind, language=language, file_name=name[:255], sha256=originals.keep(data), added_by=by
    )
    audit.record("delegations.form_added", made, by=by)
    return made


@transaction.atomic
def drop_form(form: OfficeTemplate, *, by: User) -> None:
    """Go back to the form of the house; the file stays with the originals."""
    demand(by, "administer")
    if form.is_used:
        form.is_used = False
        form.save(update_fields=["is_used"])
        audit.record("delegations.form_dropped", form, by=by, changes={"is_used": [True, False]})


def form_in_use(kind: str, language: str) -> bytes | None:
    """The office's form of a paper, if it has one. One SQL query."""
    found = OfficeTemplate.objects.filter(kind=kind, language=language, is_used=True).first()
    return originals.load(found.sha256) if found is not None else None
