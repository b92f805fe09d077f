"""A large file, written beside the requests: in a thread, in one transaction, its progress on the import's page.

Should the process end meanwhile, the transaction is taken back by the database and the page offers to write again.
"""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import Any

from django.db import close_old_connections, connection
from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.exchange import drafts, services
from proxeny.exchange.checking import Report
from proxeny.exchange.mapping import Mapping
from proxeny.exchange.models import Import
from proxeny.exchange.targets import register_named

LARGE = 5_000  # rows from which the writing takes longer than somebody waits for a page
log = logging.getLogger(__name__)


def table_of(brought_in: Import) -> tuple[Any, Any, Mapping, services.Options, bytes]:
    """Register, table, mapping, options and bytes of an import. Raises ``DomainError``, ``FileNotFoundError``."""
    register = register_named(brought_in.register)
    options = services.Options(**brought_in.options)
    data = drafts.load(brought_in.sha256)
    table = services.open_table(register, data, brought_in.file_name, options)
    return register, table, Mapping.from_json(brought_in.mapping), options, data


def write(brought_in: Import) -> Report:
    """Write a draft; it is back a draft where errors stand in the way. Raises ``DomainError``."""
    register, table, mapping, options, data = table_of(brought_in)
    written, report = services.bring_in(
        register,
        table,
        mapping,
        options,
        data=data,
        file_name=brought_in.file_name,
        by=brought_in.by,
        draft=brought_in,
        progress=partial(_tell, brought_in.pk),
    )
    if written is None:
        Import.objects.filter(pk=brought_in.pk).update(
            state=Import.State.DRAFT, document=None, report={**report.as_dict(), "rows": [], "is_refused": True}
        )
    else:
        drafts.drop(brought_in.sha256)
    drafts.forget(brought_in.pk)
    return report


class Stopped(DomainError):
    """An import that somebody stopped; nothing of it is written."""

    code = "import.stopped"


def _tell(number: int, done: int, total: int) -> None:
    if drafts.is_to_stop(number):
        raise Stopped(_("The import was stopped; nothing of it is written. Go on with it, or forget the file."))
    drafts.say(number, done, total)


def start(brought_in: Import) -> None:
    """Begin to write in a thread of its own."""
    Import.objects.filter(pk=brought_in.pk).update(state=Import.State.RUNNING)
    drafts.say(brought_in.pk, 0, 0)
    language = translation.get_language() or "en"
    threading.Thread(target=_run, args=(brought_in.pk, language), name=f"import-{brought_in.pk}").start()


def _run(number: int, language: str) -> None:
    close_old_connections()
    try:
        with translation.override(language):
            brought_in = Import.objects.select_related("by").get(pk=number)
            try:
                write(brought_in)
            except (DomainError, OSError) as error:
                failed = {"failure": str(error)}
                drafts.forget(number)
                Import.objects.filter(pk=number).update(state=Import.State.FAILED, report=failed)
            else:
                fresh = Import.objects.get(pk=number)
                if fresh.state == Import.State.WRITTEN:
                    services.finish_index(fresh)
    except Exception:
        log.exception("import %s", number)
        Import.objects.filter(pk=number, state=Import.State.RUNNING).update(state=Import.State.FAILED)
        raise
    finally:
        connection.close()
