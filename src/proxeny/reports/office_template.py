"""The office's own Word template: what may stand in it, what is wrong with one, and how it is filled.

A template is a .docx file with fields in double braces. A field of words stands anywhere, in headers and footers too;
a field of parts (``{{ chapters }}``, ``{{ chapter_aid }}``, ``{{ annexes }}``) stands in a paragraph by itself. Fields
take no calculations, calls or loops: a template says where things stand, never what they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from proxeny.core.errors import DomainError
from proxeny.reports.as_docx import (
    describe,
    saved,
    write_annexes,
    write_chapters,
    write_contents,
    write_figures,
    write_mark,
    write_sources,
)
from proxeny.reports.content import Content
from proxeny.reports.framing import Frame, frame
from proxeny.reports.word_body import Body

LIMIT = 10_000_000  # bytes of the file
UNPACKED = 100_000_000  # bytes of its parts together
PARTS = 2_000

# Fields of words, and what they stand for.
WORDS = ("title", "subtitle", "office", "dated", "number", "reason", "mark")
# Fields of parts: each writes what it names.
PARTS_BY_NAME: dict[str, Callable[[Body], None]] = {
    "contents": write_contents,
    "chapters": write_chapters,
    "annexes": write_annexes,
    "figures": write_figures,
    "sources": write_sources,
}
CHAPTER, ANNEX = "chapter_", "annex_"
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
_PLACE = "\ue010{}\ue011"  # private-use characters hold the places of parts while words are filled in
_PLACED = re.compile("\ue010(\\w+)\ue011")


class BadTemplate(DomainError):
    """A file that cannot be a template; the message says what was found and what may stand there."""

    code = "reports.bad_template"


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def check(data: bytes, *, file_name: str, chapters: Iterable[str] = (), annexes: Iterable[str] = ()) -> list[str]:
    """The fields of a template. ``chapters`` and ``annexes`` are the names of those that a report may have; any name
    is allowed where they are left out.

    Raises ``BadTemplate`` for a file that is too large, no Word file, damaged, with macros, with parts from elsewhere,
    that unpacks to more than it should, or with a field that there is not.
    """
    _check_archive(data, file_name)
    try:
        template = DocxTemplate(BytesIO(data))
        template.init_docx()
        sources = list(_sources(template))
    except (KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile, SyntaxError) as error:
        raise BadTemplate(_damaged(file_name)) from error
    fields: dict[str, None] = {}
    for source in sources:
        fields.update(dict.fromkeys(_fields(source, file_name)))
    known_chapters, known_annexes = [name_of(key) for key in chapters], [name_of(key) for key in annexes]
    for field in fields:
        if not _is_known(field, known_chapters, known_annexes):
            raise BadTemplate(_unknown(field, file_name, known_chapters, known_annexes))
    if not fields:
        raise BadTemplate(
            _(
                "%(name)s has no field. Write at least {{ chapters }} in a paragraph of its own; the fields are: "
                "%(known)s."
            )
            % {"name": file_name, "known": _offer([], [])}
        )
    return list(fields)


def name_of(key: str) -> str:
    """A chapter's or annex's name as a field writes it: letters, digits and underscores."""
    return re.sub(r"\W", "_", key)


def _is_known(field: str, chapters: list[str], annexes: list[str]) -> bool:
    if field in WORDS or field in PARTS_BY_NAME:
        return True
    if field.startswith(CHAPTER):
        return not chapters or field.removeprefix(CHAPTER) in chapters
    return field.startswith(ANNEX) and (not annexes or field.removeprefix(ANNEX) in annexes)


def _offer(chapters: list[str], annexes: list[str]) -> str:
    named = [*WORDS, *PARTS_BY_NAME]
    named += [CHAPTER + name for name in chapters] or [CHAPTER + "…"]
    named += [ANNEX + name for name in annexes] or [ANNEX + "…"]
    return ", ".join(named)


def _unknown(field: str, file_name: str, chapters: list[str], annexes: list[str]) -> str:
    return _("%(name)s: there is no field “%(field)s”. The fields are: %(known)s.") % {
        "name": file_name,
        "field": field,
        "known": _offer(chapters, annexes),
    }


def _damaged(file_name: str) -> str:
    return _(
        "%(name)s cannot be opened: it is no Word document (.docx), or damaged. Save it in Word as .docx anew."
    ) % {"name": file_name}


def _check_archive(data: bytes, file_name: str) -> None:
    if len(data) > LIMIT:
        raise BadTemplate(
            _("%(name)s has %(size)s MB; a template has at most %(limit)s MB. Make its pictures smaller.")
            % {"name": file_name, "size": len(data) // 1_000_000, "limit": LIMIT // 1_000_000}
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise BadTemplate(
                    _("%(name)s unpacks to more than %(limit)s MB, which no template needs. It is not opened.")
                    % {"name": file_name, "limit": UNPACKED // 1_000_000}
                )
            _check_macros(archive, names, file_name)
            _check_parts(archive, parts, file_name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadTemplate(_damaged(file_name)) from error


def _check_macros(archive: zipfile.ZipFile, names: set[str], file_name: str) -> None:
    types = archive.read("[Content_Types].xml") if "[content_types].xml" in names else b""
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or b"macroEnabled" in types:
        raise BadTemplate(
            _("%(name)s holds a macro. Save it in Word as “Word document (.docx)”, without macros, and add that file.")
            % {"name": file_name}
        )
    if "word/document.xml" not in names:
        raise BadTemplate(_damaged(file_name))


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file_name: str) -> None:
    for part in parts:
        name = part.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        content = _read(archive, part, file_name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise BadTemplate(_damaged(file_name))
        if name.endswith(".rels") and b'TargetMode="External"' in content and _reaches_out(content):
            raise BadTemplate(
                _(
                    "%(name)s takes a template, picture or object from another place, which is not opened. Put it into "
                    "the file itself (Developer > Document Template, or Edit Links to Files)."
                )
                % {"name": file_name}
            )


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file_name: str) -> bytes:
    """A part, never more of it than its heading says."""
    with archive.open(part) as opened:
        content = opened.read(part.file_size + 1)
    if len(content) != part.file_size:
        raise BadTemplate(_damaged(file_name))
    return content


def _reaches_out(relations: bytes) -> bool:
    """Whether an external relation is anything else than a hyperlink, which nobody follows by itself."""
    for relation in re.findall(rb"<Relationship\b[^>]*>", relations):
        if b'TargetMode="External"' in relation and RELATIONSHIP_TYPE.HYPERLINK.encode() not in relation:
            return True
    return False


def _sources(template: Any) -> Iterable[str]:
    """The words of body, headers and footers, as the filling reads them."""
    yield template.patch_xml(template.get_xml())
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _key, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))


def _fields(source: str, file_name: str) -> Iterable[str]:
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        raise BadTemplate(
            _("%(name)s: a field is not written as {{ title }}: %(error)s")
            % {"name": file_name, "error": error.message}
        ) from error
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise BadTemplate(
                _(
                    "%(name)s: a field holds more than a name (%(found)s). Fields are names in double braces, as "
                    "{{ title }}; calculations, calls and loops are not taken."
                )
                % {"name": file_name, "found": type(node).__name__.lower()}
            )
        if isinstance(node, nodes.Name):
            yield node.name


def fill(data: bytes, content: Content, language: str, *, file_name: str) -> bytes:
    """The report in an office's template. The same content and template give the same bytes. Raises ``BadTemplate``."""
    framed = frame(content, language)
    paper = framed.paper
    fields = check(
        data,
        file_name=file_name,
        chapters=[chapter["key"] for chapter in paper["chapters"]],
        annexes=[annex["key"] for annex in paper["annexes"]],
    )
    template = DocxTemplate(BytesIO(data))
    try:
        template.render(_values(framed), jinja_env=_environment(), autoescape=True)
    except (TemplateError, KeyError, ValueError) as error:
        raise BadTemplate(f"{file_name}: {error}") from error
    word = template.docx
    _put_parts(word, framed, file_name)
    if "mark" not in fields and framed.mark:
        word = Document(BytesIO(saved(word)))  # filling puts headers into parts that only a new reading sees
        write_mark(word, framed)
    describe(word, framed)
    return saved(word)


def _values(framed: Frame) -> dict[str, str]:
    """Fields of words by what they say, fields of parts by a mark of their place."""
    paper = framed.paper
    values = {
        "title": paper["title"],
        "subtitle": paper["subtitle"],
        "office": framed.office,
        "dated": framed.dated,
        "number": framed.number,
        "reason": framed.reason,
        "mark": framed.mark,
    }
    names = [*PARTS_BY_NAME]
    names += [CHAPTER + name_of(chapter["key"]) for chapter in paper["chapters"]]
    names += [ANNEX + name_of(annex["key"]) for annex in paper["annexes"]]
    return values | {name: _PLACE.format(name) for name in names}


def _put_parts(word: Any, framed: Frame, file_name: str) -> None:
    """Parts in the place of the paragraphs that name them."""
    section = word.sections[-1]
    page = (section.page_width or Cm(21)) - (section.left_margin or Cm(2.5)) - (section.right_margin or Cm(2))
    width = page / Cm(1)
    for paragraph in list(word.element.body.iterchildren()):
        said = "".join(words.text or "" for words in paragraph.iter(qn("w:t")))
        found = _PLACED.search(said)
        if found is None:
            continue
        if said.strip() != found[0]:
            raise BadTemplate(
                _("%(name)s: {{ %(field)s }} writes whole paragraphs. Let it stand in a paragraph by itself.")
                % {"name": file_name, "field": found[1]}
            )
        _write(found[1], Body(word, paragraph, framed, width=width))
        paragraph.getparent().remove(paragraph)


def _write(field: str, body: Body) -> None:
    if field in PARTS_BY_NAME:
        PARTS_BY_NAME[field](body)
        return
    paper = body.framed.paper
    kind, wanted = ("chapters", CHAPTER) if field.startswith(CHAPTER) else ("annexes", ANNEX)
    chosen = [part for part in paper[kind] if wanted + name_of(part["key"]) == field]
    if kind == "chapters":
        write_chapters(body, chosen)
    else:
        write_annexes(body, chosen)
