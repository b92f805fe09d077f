"""Filling Word forms safely: a form is tried before it is kept, and runs in a closed room when it is filled."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from proxeny.core.errors import DomainError

LARGEST = 5_000_000  # bytes of a form
LARGEST_UNPACKED = 60_000_000
_WORD = "word/document.xml"


class BadForm(DomainError):
    """A Word form that cannot be filled; the message says which place, and what can stand there."""

    code = "delegations.bad_form"


def environment() -> ImmutableSandboxedEnvironment:
    """Where forms are filled: nothing but the names that are given, and a name that is not given is an error."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def check_form(data: bytes, file_name: str, sample: Mapping[str, Any]) -> None:
    """Raises ``BadForm`` for a file that is no Word document, or for a place that none of ``sample``'s names fills.

    ``sample`` is what a delegation would fill it with; the form is filled with it, so that what holds here will hold.
    """
    _check_archive(data, file_name)
    try:
        word = DocxTemplate(BytesIO(data))
        wanted = set(word.get_undeclared_template_variables(jinja_env=environment()))
        unknown = sorted(wanted - set(sample))
        if unknown:
            raise BadForm(_unknown(file_name, unknown, sample))
        word = DocxTemplate(BytesIO(data))
        word.render(dict(sample), jinja_env=environment(), autoescape=True)
        word.save(BytesIO())
    except UndefinedError as error:
        raise BadForm(_of_undefined(file_name, str(error), sample)) from error
    except SecurityError as error:
        raise BadForm(
            _("%(file)s: a place in it does what no form may do (%(what)s). Take it out.")
            % {"file": file_name, "what": error}
        ) from error
    except TemplateError as error:
        raise BadForm(
            _(
                "%(file)s: a place in it cannot be read (%(what)s). Write it as {{ title }}, without anything between "
                "the two braces."
            )
            % {"file": file_name, "what": error}
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadForm(
            _("%(file)s cannot be filled (%(what)s). Save it again as a Word document (.docx).")
            % {"file": file_name, "what": error}
        ) from error


def _check_archive(data: bytes, file_name: str) -> None:
    if len(data) > LARGEST:
        raise BadForm(
            _("%(file)s has %(size)s MB; a form has at most %(most)s MB. Take the pictures out.")
            % {"file": file_name, "size": len(data) // 1_000_000, "most": LARGEST // 1_000_000}
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise BadForm(
            _("%(file)s is no Word document. Save the form as .docx and upload that.") % {"file": file_name}
        ) from error
    if _WORD not in names:
        raise BadForm(_("%(file)s is no Word document. Save the form as .docx and upload that.") % {"file": file_name})
    if unpacked > LARGEST_UNPACKED:
        raise BadForm(
            _("%(file)s unpacks to %(size)s MB; that is no form. Save it anew from Word.")
            % {"file": file_name, "size": unpacked // 1_000_000}
        )


def _unknown(file_name: str, unknown: list[str], sample: Mapping[str, Any]) -> str:
    said = []
    for name in unknown[:5]:
        near = difflib.get_close_matches(name, sample, n=1)
        said.append(f"{{{{ {name} }}}}" + (_(" (did you mean {{ %(near)s }}?)") % {"near": near[0]} if near else ""))
    return _("%(file)s: nothing fills these places: %(places)s. A form can use: %(known)s.") % {
        "file": file_name,
        "places": ", ".join(said),
        "known": ", ".join(sorted(sample)),
    }


def _of_undefined(file_name: str, message: str, sample: Mapping[str, Any]) -> str:
    """``'dict object' has no attribute 'nam'`` in words that help."""
    found = re.search(r"'(\w+)'$", message)
    name = found[1] if found else message
    rows = [value[0] for value in sample.values() if isinstance(value, list) and isinstance(value[0], dict)]
    inner = sorted({key for row in rows for key in row})
    near = difflib.get_close_matches(name, inner, n=1)
    hint = _(" (did you mean “%(near)s”?)") % {"near": near[0]} if near else ""
    return _("%(file)s: “%(name)s” is no part of a row%(hint)s. Rows have: %(known)s.") % {
        "file": file_name,
        "name": name,
        "hint": hint,
        "known": ", ".join(inner),
    }
