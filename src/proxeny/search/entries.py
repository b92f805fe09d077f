"""What of a record, document or indicator is searched, and how it is shown among results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record, StatedValue
from proxeny.core.wording import country_name
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Document
from proxeny.indicators.models import Indicator
from proxeny.partners.models import LANGUAGES, Partner, Person
from proxeny.search.models import SearchEntry
from proxeny.search.words import index_text

PART_LENGTH = 20_000  # letters of a document in one entry; all words of a query stand in one part

# Where a name is what is looked for, its own record comes before those that mention it.
WEIGHT = {"partners": 3.0, "people": 2.0, "indicators": 0.6, "targets": 0.7}
INDICATOR_WEIGHT = 2.0

# Rows of other tables that belong to a record and are found with it.
PARTS: dict[type[models.Model], tuple[str, ...]] = {
    Partner: ("aliases",),
    Person: ("posts",),
    Delegation: ("members",),
}

Indexed = Record | Document | Indicator
_NOT_PROSE = (models.SlugField, EdtfField)
_CODES = {"folded", "unit", "result_unit", "cost_currency", "origin", "outcomes"}

# What people call a country beside its names in CLDR.
ALSO_CALLED = {
    "AU": ("Úc",),
    "CN": ("PRC",),
    "CZ": ("Czech Republic", "Cộng hòa Séc", "Tiệp"),
    "GB": ("UK", "Great Britain", "Vương quốc Anh"),
    "IN": ("Bharat",),
    "IT": ("Ý",),
    "KP": ("DPRK", "CHDCND Triều Tiên"),
    "KR": ("Republic of Korea", "Nam Hàn"),
    "LA": ("Lao PDR",),
    "MM": ("Burma", "Miến Điện"),
    "PH": ("Phi-líp-pin",),
    "PT": ("Bồ Đào Nha",),
    "RU": ("Russian Federation", "Liên bang Nga"),
    "TW": ("Đài Loan",),
    "US": ("Mỹ", "US", "USA", "America", "Hợp chúng quốc Hoa Kỳ"),
}
_SHOWN_CHOICES = ("kind", "status", "grade", "direction", "level")


def with_what_is_indexed(model: type[models.Model]) -> models.QuerySet[Any]:
    """All rows of a model with everything that their entries need."""
    rows = model._default_manager.all()
    if model is Document:
        return rows.select_related("body")
    foreign = [field.name for field in model._meta.concrete_fields if _leads_to_record(field)]
    lists = [field.name for field in model._meta.many_to_many]
    rows = rows.prefetch_related(*lists, *PARTS.get(model, ()))
    return rows.select_related(*foreign) if foreign else rows


def _leads_to_record(field: Any) -> bool:
    target = getattr(field, "related_model", None)
    return isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, Record | Indicator)


def entries_of(subject: Indexed) -> list[SearchEntry]:
    """The entries of a record or indicator (one) or of a document (one for each stretch of its text)."""
    if isinstance(subject, Document):
        return list(_of_document(subject))
    with translation.override("vi"):
        title_vi = str(subject)
        words_vi = list(_words_of_choices(subject))
    with translation.override("en"):
        title = str(subject)
        if isinstance(subject, Indicator):
            return [_of_indicator(subject, title, title_vi)]
        return [_of_record(subject, title, title_vi, words_vi)]


def _entry(subject: Indexed, *, titles: Iterable[str], texts: Iterable[str], **shown: Any) -> SearchEntry:
    folded_title, exact_title = index_text(dict.fromkeys(titles))
    folded_body, exact_body = index_text(texts)
    return SearchEntry(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=str(subject.pk),
        url=subject.get_absolute_url(),
        folded_title=folded_title,
        exact_title=exact_title,
        folded_body=folded_body,
        exact_body=exact_body,
        **shown,
    )


def _of_document(document: Document) -> Iterator[SearchEntry]:
    body = getattr(document, "body", None)
    text = body.text if body is not None else ""
    facts = [document.publisher, document.reference, document.file_name, document.note]
    for part, piece in enumerate(_pieces(text)):
        yield _entry(
            document,
            titles=[document.title],
            texts=[piece, *(facts if part == 0 else ())],
            register="documents",
            part=part,
            mark=document.mark,
            title=document.title,
            subtitle=document.publisher,
            date=document.published,
            body=piece,
        )


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while True:
        end = start + PART_LENGTH
        if end < len(text):
            space = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = space if space > start else end
        yield text[start:end]
        start = end
        if start >= len(text):
            return


def _of_indicator(indicator: Indicator, title: str, title_vi: str) -> SearchEntry:
    return _entry(
        indicator,
        titles=[title, indicator.name, indicator.name_vi],
        texts=[indicator.code, indicator.meaning, indicator.meaning_vi, str(indicator.get_theme_display())],
        register="indicators",
        mark=0,
        weight=INDICATOR_WEIGHT,
        title=title,
        title_vi=title_vi if title_vi != title else "",
        body=indicator.meaning,
    )


def _of_record(record: Record, title: str, title_vi: str, words_vi: list[str]) -> SearchEntry:
    register = record.register()
    related = list(dict.fromkeys(_related(record)))
    names = [other.name for other in related]
    shown = [name for name in names if name not in title]
    prose = [text for text in _prose(record) if text not in (title, title_vi)]
    parts = [str(part) for name in PARTS.get(type(record), ()) for part in getattr(record, name).all()]
    titles = [title, title_vi, *(parts if isinstance(record, Partner) else ())]
    if isinstance(record, Partner):
        titles += names_of(record)
    found_by = [
        *prose,
        *parts,
        *(name for other in related for name in names_of(other)),
        record.searchable(),
        *_words_of_choices(record),
        *words_vi,
    ]
    return _entry(
        record,
        titles=titles,
        texts=dict.fromkeys(found_by),
        register=register,
        mark=record.mark,
        weight=WEIGHT.get(register, 1.0),
        title=title[:400],
        title_vi=title_vi[:400] if title_vi != title else "",
        subtitle=", ".join([*parts[:1], *shown[:3]])[:300],
        date=_date(record),
        figure=_figure(record),
        body=" · ".join(dict.fromkeys([*(text for text in prose if text not in title), *parts, *shown])),
    )


def names_of(subject: Any) -> list[str]:
    """Every name by which a partner, person or indicator is looked for; a country's in all languages of the sources."""
    names = [subject.name, getattr(subject, "name_vi", "")]
    if isinstance(subject, Partner) and subject.kind == Partner.Kind.COUNTRY and subject.country:
        names += [country_name(subject.country, language) for language in LANGUAGES]
        names += ALSO_CALLED.get(subject.country, ())
    return list(dict.fromkeys(name for name in names if name))


def _figure(record: Record) -> dict[str, str | None] | None:
    if not isinstance(record, StatedValue) or record.value is None:
        return None
    high = f"{record.high:f}" if record.high is not None else None
    return {"value": f"{record.value:f}", "unit": record.unit, "qualifier": record.qualifier, "high": high}


def _related(record: Record) -> Iterator[Any]:
    """Partners, people and indicators that a record names, as far as its own mark lets them be told."""
    for field in record._meta.concrete_fields:
        if _leads_to_record(field):
            other = getattr(record, field.name)
            if other is not None and hasattr(other, "name") and getattr(other, "mark", 0) <= record.mark:
                yield other
    for many in record._meta.many_to_many:
        for other in getattr(record, many.name).all():
            if hasattr(other, "name") and getattr(other, "mark", 0) <= record.mark:
                yield other


def _prose(record: Record) -> Iterator[str]:
    for field in record._meta.concrete_fields:
        if field.name in _CODES or field.choices or isinstance(field, _NOT_PROSE):
            continue
        value = getattr(record, field.attname)
        if isinstance(field, models.CharField | models.TextField) and value and getattr(field, "max_length", None) != 2:
            yield str(value)
        elif isinstance(field, models.JSONField) and isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


def _words_of_choices(subject: Indexed) -> Iterator[str]:
    for name in _SHOWN_CHOICES:
        show = getattr(subject, f"get_{name}_display", None)
        if show is not None and getattr(subject, name):
            yield str(show())


def _date(record: Record) -> str:
    """The first date of a record: when an agreement was signed, a visit made, a period counted."""
    for field in record._meta.concrete_fields:
        if isinstance(field, EdtfField):
            return getattr(record, field.attname) or ""
    return ""
