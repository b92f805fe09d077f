"""Taking in the office's own Word templates."""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import WrongState
from proxeny.documents import originals
from proxeny.reports import office_template
from proxeny.reports.models import WordTemplate


@transaction.atomic
def add_template(data: bytes, *, file_name: str, by: User, name: str = "") -> WordTemplate:
    """Keep a Word file with fields as a template. The same file twice is one template, in use again.

    Raises ``BadTemplate`` for a file that cannot be one.
    """
    demand(by, "draft")
    file_name = PurePath(file_name).name or "template.docx"
    fields = office_template.check(data, file_name=file_name)
    sha256 = originals.checksum(data)
    template = WordTemplate.objects.filter(sha256=sha256).first()
    if template is not None and template.retired_at is None:
        raise WrongState(
            _("%(name)s is a template already, as “%(template)s”.") % {"name": file_name, "template": template}
        )
    if template is None:
        template = WordTemplate(sha256=sha256, added_by=by, size=len(data))
    template.name = (name.strip() or PurePath(file_name).stem)[:120]
    template.file_name, template.fields, template.retired_at = file_name[:255], fields, None
    template.full_clean()
    template.save()
    originals.keep(data)
    audit.record("report_template.added", template, by=by)
    return template


@transaction.atomic
def retire_template(template: WordTemplate, *, by: User) -> None:
    """Take a template out of use; what was frozen with it keeps it."""
    demand(by, "draft")
    before = audit.snapshot(template)
    template.retired_at = timezone.now()
    template.save()
    template.report_set.update(template=None)
    audit.record("report_template.removed", template, by=by, before=before, changes={"name": [template.name, None]})
