"""Gathers every sentence that the pages can show into the catalogue of each language, and says which lack a wording.

``.venv/bin/python tools/translations.py`` rewrites ``src/proxeny/locale/*/LC_MESSAGES/django.po``: new sentences come
in empty, those that nothing says any more go to the end (``#~``) and come back with their wording when they are said
again. The order is alphabetical and no line number or hour is kept, so that running it twice changes nothing.
``--check`` writes nothing; it names what lacks a wording or has a wrong one, and ends with status 1 if there is any.

It needs no GNU gettext: Python is read by ``ast``, templates by Django's own ``templatize``. Besides our own sentences
it gathers those of the libraries that our pages show and that the library itself does not have in the language.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from proxeny.reader.doubts import WORDING

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "proxeny"
LOCALES = PACKAGE / "locale"

# What the libraries say on our pages. Whatever their own catalogue of a language has, stays theirs.
LIBRARIES = {
    "django": [
        "core/validators.py",
        "db/models/fields",
        "forms",
        "utils/text.py",
        "utils/timesince.py",
        "contrib/auth/forms.py",
        "contrib/auth/password_validation.py",
        "contrib/auth/validators.py",
    ],
    "django_filters": ["."],
    "axes": ["conf.py"],
}
CATALOGUES_OF_LIBRARIES = ["django/conf", "django/contrib/auth", "django_filters", "axes"]

# How many strings a call begins with, by what it is called in django.utils.translation.
_CALLS = {
    "gettext": "m",
    "gettext_lazy": "m",
    "gettext_noop": "m",
    "ngettext": "mp",
    "ngettext_lazy": "mp",
    "pgettext": "cm",
    "pgettext_lazy": "cm",
    "npgettext": "cmp",
    "npgettext_lazy": "cmp",
}
_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"(?<!\w)(gettext|ngettext|pgettext|npgettext|_)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")
_PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!%)%([sd])|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Sentence:
    """What is said, its form for several where it has one, and the context that tells it from its double."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by: gettext leaves the form for several out of account."""
        return self.one, self.context


def _sentence(call: str, strings: list[str]) -> Sentence:
    parts = dict(zip(_CALLS[call], strings, strict=False))
    return Sentence(one=parts["m"], many=parts.get("p", ""), context=parts.get("c", ""))


def _names(tree: ast.Module) -> dict[str, str]:
    """What a module calls the functions of ``django.utils.translation``, however it imports them."""
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in _CALLS
    }


def in_python(source: str) -> Iterator[Sentence]:
    """Sentences that a module says; a call whose text is not written out is left to where the text is written."""
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            call = names.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", None) == "translation":
            call = node.func.attr if node.func.attr in _CALLS else None
        else:
            call = None
        if call is None:
            continue
        strings = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if len(strings) >= len(_CALLS[call]) and all(isinstance(text, str) for text in strings[: len(_CALLS[call])]):
            yield _sentence(call, strings)


def in_template(source: str, name: str) -> Iterator[Sentence]:
    """Sentences that a template says: ``translate``, ``blocktranslate`` and ``_("…")`` within other tags."""
    for call, arguments in _IN_TEMPLATE.findall(templatize(source, origin=name)):
        yield _sentence("gettext" if call == "_" else call, list(ast.literal_eval(f"({arguments},)")))


def of_the_package() -> dict[Sentence, set[str]]:
    """Every sentence of ours, and the files that say it, relative to the root of the project."""
    said: dict[Sentence, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            for sentence in in_python(path.read_text(encoding="utf-8")):
                said[sentence].add(path.relative_to(ROOT).as_posix())
    of_doubts = PACKAGE / "reader" / "doubts" / "wording.py"
    if of_doubts.is_file():  # the reader knows no catalogue; its doubts are put into words by the documents
        for doubt in WORDING.values():
            said[Sentence(doubt)].add(of_doubts.relative_to(ROOT).as_posix())
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            name = path.relative_to(ROOT).as_posix()
            for sentence in in_template(path.read_text(encoding="utf-8"), name):
                said[sentence].add(name)
    return said


def _folder(library: str) -> Path:
    found = importlib.util.find_spec(library)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"'{library}' is not installed; run tools/environment.sh development first.")
    return Path(found.submodule_search_locations[0])


def of_the_libraries(language: str) -> dict[Sentence, set[str]]:
    """Sentences of the libraries that our pages show and that the library does not have in a language."""
    known: set[tuple[str, str]] = set()
    for name in CATALOGUES_OF_LIBRARIES:
        library, _slash, rest = name.partition("/")
        path = _folder(library) / rest / "locale" / language / "LC_MESSAGES" / "django.po"
        if path.is_file():
            known |= {
                sentence.key for sentence, wording in _wordings(_catalogue(path, language)).items() if all(wording)
            }
    said: dict[Sentence, set[str]] = defaultdict(set)
    for library, places in LIBRARIES.items():
        folder = _folder(library)
        for place in places:
            for path in [folder / place] if place.endswith(".py") else sorted((folder / place).rglob("*.py")):
                for sentence in in_python(path.read_text(encoding="utf-8")):
                    if sentence.one and sentence.key not in known:
                        said[sentence].add(f"{library}/{path.relative_to(folder).as_posix()}")
    return said


def _catalogue(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _wordings(catalogue: Catalog) -> dict[Sentence, tuple[str, ...]]:
    """What a catalogue holds, obsolete sentences among it; a fuzzy wording counts as none."""
    held: dict[Sentence, tuple[str, ...]] = {}
    for message in [*catalogue.obsolete.values(), *catalogue]:
        if message.id:
            one, many = (message.id, "") if isinstance(message.id, str) else message.id
            strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            held[Sentence(one, many, message.context or "")] = ("",) if message.fuzzy else strings
    return held


def gathered(language: str) -> dict[Sentence, set[str]]:
    """Everything a catalogue has to hold; of two sentences that differ in the form for several, the one that has it."""
    said: dict[tuple[str, str], tuple[Sentence, set[str]]] = {}
    for source in (of_the_package(), of_the_libraries(language)):
        for sentence, places in source.items():
            held, found = said.get(sentence.key, (sentence, set()))
            said[sentence.key] = (max(held, sentence, key=lambda one: one.many), found | places)
    return dict(said.values())


def renewed(language: str, held: Catalog) -> Catalog:
    """The catalogue as it should be: all that is said, with the wordings that are held already."""
    wordings = {sentence.key: wording for sentence, wording in _wordings(held).items()}
    fresh = Catalog(locale=language, header_comment=held.header_comment, fuzzy=False)
    fresh.mime_headers = held.mime_headers
    fresh.creation_date, fresh.revision_date = held.creation_date, held.revision_date
    said = gathered(language)
    for sentence, places in sorted(said.items()):
        wording = wordings.pop(sentence.key, ("",))
        fresh.add(
            (sentence.one, sentence.many) if sentence.many else sentence.one,
            wording if sentence.many else wording[0],
            locations=[(place, 1) for place in sorted(places)],
            context=sentence.context or None,
        )
    for (one, context), wording in sorted(wordings.items()):
        if all(wording):
            fresh.obsolete[(one, context) if context else one] = Message(one, wording[0], context=context or None)
    return fresh


def _placeholders(text: str) -> set[str]:
    return {"".join(found) for found in _PLACEHOLDER.findall(text)}


def shortcomings(language: str) -> Iterator[str]:
    """One line for each sentence without a wording, and for each wording that would break where it is shown."""
    wordings = {sentence.key: wording for sentence, wording in _wordings(_catalogue(_path(language), language)).items()}
    for sentence, places in sorted(gathered(language).items()):
        wording = wordings.get(sentence.key, ("",))
        where = f"{language}: {sentence.one!r} ({min(places)})"
        if not all(text.strip() for text in wording):
            yield f"{where} has no wording."
        elif any(_placeholders(text) != _placeholders(sentence.many or sentence.one) for text in wording):
            yield f"{where} has other placeholders than its wording {wording[0]!r}."
        elif any(text.startswith("\n") != sentence.one.startswith("\n") for text in wording):
            yield f"{where} and its wording {wording[0]!r} do not both begin on a new line."


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    """Languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


def write(language: str) -> None:
    """Bring a language's catalogue up to date."""
    fresh = renewed(language, _catalogue(_path(language), language))
    with _path(language).open("wb") as file:
        write_po(file, fresh, width=110, include_lineno=False)


def main() -> int:
    """Write the catalogues, or only check them; gives the exit status."""
    parser = argparse.ArgumentParser(description="Gather the sentences to translate.")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if a wording is missing or wrong")
    check = parser.parse_args().check
    if not check:
        for language in languages():
            write(language)
    found = [line for language in languages() for line in shortcomings(language)]
    for line in found:
        sys.stderr.write(line + "\n")
    return 1 if found and check else 0


if __name__ == "__main__":
    sys.exit(main())
