"""What the figures of a report rest on, as it is now: statements with their words, records with theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType

from proxeny.charts.naming import partner_name
from proxeny.core.home import area_name
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import BY_PUBLICATION, Citation, Statement
from proxeny.indicators.models import Observation
from proxeny.registers.register import REGISTERS
from proxeny.reports.sentences import Words

AT_ONCE = 2000  # keys in one SQL query
# registers whose records are called by their title: read by columns, for a report names ten thousands of them
CALLED_BY_TITLE = frozenset({"delegations", "events", "investments", "agreements", "aid"})
PER_RECORD = 3  # statements of a counted record that a report names; the record's page has all

_SAID = ("pk", "value", "language", "document__language")
_AS_THEY_ARE = {
    "quote": "quote", "start": "start", "end": "end", "unit": "unit", "qualifier": "qualifier", "status": "status",
    "document": "document__reference", "title": "document__title", "publisher": "document__publisher",
    "published": "document__published", "url": "document__url", "kind": "document__kind",
}  # fmt: skip


def portions(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Keys in lists that one SQL query takes."""
    left = iter(keys)
    while portion := list(islice(left, AT_ONCE)):
        yield portion


def statements_as_they_are(keys: Iterable[int], *, visible_to: Any) -> dict[int, dict[str, Any]]:
    """Each statement as it stands: its words, where they stand, and its document. One SQL query for 2,000 of them."""
    found: dict[int, dict[str, Any]] = {}
    for portion in portions(sorted(set(keys))):
        rows = Statement.objects.visible_to(visible_to).filter(pk__in=portion)
        # by columns: a report names thousands, and a model instance with its payload takes ten times as long
        for key, value, language, of_document, *plain in rows.order_by().values_list(*_SAID, *_AS_THEY_ARE.values()):
            found[key] = {
                "id": key,
                "value": f"{value:f}" if value is not None else "",
                "language": language or of_document,
                **dict(zip(_AS_THEY_ARE, plain, strict=True)),
            }
            found[key]["published"] = found[key]["published"] or ""
    return found


def records_as_they_are(
    names: Iterable[str], *, visible_to: Any, languages: Iterable[str] = ()
) -> dict[str, dict[str, Any]]:
    """Each record named ``register:reference``: its name and the statements behind it, at most three.

    An observation, which nobody gave a title, is also named in each of ``languages``, by ``titles``. Two SQL queries
    for each register among them.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for name in names:
        register, _colon, reference = name.partition(":")
        if register in REGISTERS:
            wanted[register].add(reference)
    worded = [Words(language) for language in languages]
    found: dict[str, dict[str, Any]] = {}
    for register, references in sorted(wanted.items()):
        model: Any = REGISTERS[register].model
        for portion in portions(sorted(references)):
            seen = model._default_manager.visible_to(visible_to).filter(reference__in=portion)
            if register in CALLED_BY_TITLE:
                rows = list(seen.order_by().values_list("pk", "reference", "title", named=True))
            else:
                linked = [field.name for field in model._meta.concrete_fields if field.many_to_one]
                rows = list(seen.select_related(*linked))
            behind = _standing_behind(model, [row.pk for row in rows], visible_to=visible_to)
            for row in rows:
                standing = behind.get(row.pk, ())
                found[f"{register}:{row.reference}"] = {
                    "register": register,
                    "reference": row.reference,
                    "title": row.title if register in CALLED_BY_TITLE else str(row),
                    "statements": list(standing[:PER_RECORD]),
                }
                if isinstance(row, Observation):
                    found[f"{register}:{row.reference}"]["titles"] = {
                        one.language: _named(row, one) for one in worded
                    }
    return found


def _named(row: Observation, words: Words) -> str:
    """An observation in a language: what of, of which partner, where, when."""
    called = row.label or words.indicator(row.indicator)
    of = f" ({partner_name(row.partner, words.language)})" if row.partner is not None else ""
    period = edtf_in_words(row.period, words.language, short=True)
    return f"{called}{of}, {area_name(row.area, words.language)}, {period}"


def _standing_behind(model: Any, keys: list[int], *, visible_to: Any) -> dict[int, tuple[int, ...]]:
    """The standing statements behind records, those for the record as a whole before those for its fields."""
    cited = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=keys,
        statement__status__in=STANDING,
        statement__document__mark__lte=getattr(visible_to, "clearance", 0),
    ).order_by(*BY_PUBLICATION)
    by_field: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, field, statement in cited.values_list("object_id", "field", "statement_id"):
        by_field[key][field].append(statement)
    return {
        key: tuple(dict.fromkeys(one for name in sorted(fields, key=bool) for one in fields[name]))
        for key, fields in by_field.items()
    }


STANDING = frozenset({Statement.Status.ACCEPTED, Statement.Status.CORRECTED})
