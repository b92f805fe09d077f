"""What of a record, document or indicator is searched, and how it is shown among results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import translation

from proxeny.core.fields import EdtfField
from proxeny.core.lists.painting import Fetched, fetched
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
    Person: ("posts", "aliases"),
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
    return rows.select_related(*foreign) if foreign else rows


def fetch_lists(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Fetch the lists and parts of records, as ``prefetch_related`` does in three times the time: it makes a query set
    for each list of each record, and each partner anew for everybody who names it."""
    by_key = {row.pk: row for row in rows}
    for row in by_key.values():
        row._prefetched_objects_cache = {}
    lists: list[Any] = list(model._meta.many_to_many)
    for many in lists:
        through = many.remote_field.through._default_manager
        own, other = many.m2m_field_name(), many.m2m_reverse_field_name()
        linked: dict[Any, list[Any]] = defaultdict(list)
        for key, key_of_other in through.filter(**{f"{own}__in": list(by_key)}).order_by().values_list(own, other):
            linked[key_of_other].append(key)
        found: dict[Any, Fetched] = defaultdict(Fetched)
        for one in many.related_model._default_manager.filter(pk__in=list(linked)):
            for key in linked[one.pk]:
                found[key].append(one)
        _give(by_key, many.name, found)
    for name in PARTS.get(model, ()):
        relation: Any = model._meta.get_field(name)
        parts: dict[Any, Fetched] = defaultdict(Fetched)
        for part in relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": list(by_key)}):
            parts[getattr(part, relation.field.attname)].append(part)
        _give(by_key, name, parts)


def _give(by_key: dict[Any, Any], name: str, found: dict[Any, Fetched]) -> None:
    for key, row in by_key.items():
        row._prefetched_objects_cache[name] = found.get(key, Fetched())


@cache
def _address(register: str) -> str:
    return reverse(f"{register}:page", args=["-"])


def _address_of(subject: Indexed) -> str:
    if isinstance(subject, Record) and type(subject).get_absolute_url is Record.get_absolute_url:
        return _address(subject.register()).replace("/-/", f"/{subject.reference}/")
    return subject.get_absolute_url()


def _leads_to_record(field: Any) -> bool:
    target = getattr(field, "related_model", None)
    return isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, Record | Indicator)


def entries_of(subject: Indexed) -> list[SearchEntry]:
    """The entries of a record or indicator (one) or of a document (one for each stretch of its text)."""
    return list(entries_of_many([subject]))


def entries_of_many(subjects: Sequence[Indexed]) -> Iterator[SearchEntry]:
    """The entries of several; the language is changed once for all of them, which takes longer than a title does."""
    with translation.override("vi"):
        titles_vi = ["" if isinstance(subject, Document) else str(subject) for subject in subjects]
    with translation.override("en"):
        titles = ["" if isinstance(subject, Document) else str(subject) for subject in subjects]
    for subject, title, title_vi in zip(subjects, titles, titles_vi, strict=True):
        if isinstance(subject, Document):
            yield from _of_document(subject)
        elif isinstance(subject, Indicator):
            yield _of_indicator(subject, title, title_vi)
        else:
            yield _of_record(subject, title, title_vi)


def _entry(subject: Indexed, *, titles: Iterable[str], texts: Iterable[str], **shown: Any) -> SearchEntry:
    folded_title, exact_title = index_text(dict.fromkeys(titles))
    folded_body, exact_body = index_text(texts)
    return SearchEntry(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=str(subject.pk),
        url=_address_of(subject),
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


def _of_record(record: Record, title: str, title_vi: str) -> SearchEntry:
    register = record.register()
    related = list(dict.fromkeys(_related(record)))
    names = [other.name for other in related]
    shown = [name for name in names if name not in title]
    prose = [text for text in _prose(record) if text not in (title, title_vi)]
    parts = [str(part) for name in PARTS.get(type(record), ()) for part in fetched(record, name).all()]
    named = isinstance(record, Partner | Person)
    titles = [title, title_vi, *([str(other) for other in fetched(record, "aliases").all()] if named else ())]
    if isinstance(record, Partner):
        titles += names_of(record)
    found_by = [
        *prose,
        *parts,
        *(name for other in related for name in names_of(other)),
        record.searchable(),
        *_words_of_choices(record),
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


@cache
def _names_of_country(code: str) -> tuple[str, ...]:
    return (*(country_name(code, language) for language in LANGUAGES), *ALSO_CALLED.get(code, ()))


def names_of(subject: Any) -> list[str]:
    """Every name by which a partner, person or indicator is looked for; a country's in all languages of the sources."""
    names = [subject.name, getattr(subject, "name_vi", "")]
    if isinstance(subject, Partner) and subject.kind == Partner.Kind.COUNTRY and subject.country:
        names += _names_of_country(subject.country)
    return list(dict.fromkeys(name for name in names if name))


def _figure(record: Record) -> dict[str, str | None] | None:
    if not isinstance(record, StatedValue) or record.value is None:
        return None
    high = f"{record.high:f}" if record.high is not None else None
    return {"value": f"{record.value:f}", "unit": record.unit, "qualifier": record.qualifier, "high": high}


@cache
def _related_fields(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the fields that lead to a record or indicator, and of the lists."""
    foreign = tuple(field.name for field in model._meta.concrete_fields if _leads_to_record(field))
    return foreign, tuple(field.name for field in model._meta.many_to_many)


def _related(record: Record) -> Iterator[Any]:
    """Partners, people and indicators that a record names, as far as its own mark lets them be told."""
    foreign, lists = _related_fields(type(record))
    for name in foreign:
        other = getattr(record, name)
        if other is not None and hasattr(other, "name") and getattr(other, "mark", 0) <= record.mark:
            yield other
    for name in lists:
        for other in fetched(record, name).all():
            if hasattr(other, "name") and getattr(other, "mark", 0) <= record.mark:
                yield other


@cache
def _prose_fields(model: type[models.Model]) -> tuple[tuple[str, bool], ...]:
    """The columns of running text, and whether each is a list of texts."""
    found = []
    for field in model._meta.concrete_fields:
        if field.name in _CODES or field.choices or isinstance(field, _NOT_PROSE):
            continue
        if isinstance(field, models.CharField | models.TextField) and getattr(field, "max_length", None) != 2:
            found.append((field.attname, False))
        elif isinstance(field, models.JSONField):
            found.append((field.attname, True))
    return tuple(found)


def _prose(record: Record) -> Iterator[str]:
    for name, is_list in _prose_fields(type(record)):
        value = getattr(record, name)
        if not is_list:
            if value:
                yield str(value)
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


def _words_of_choices(subject: Indexed) -> Iterator[str]:
    """The words of its kind, state …, in English and in Vietnamese."""
    model = type(subject)
    for name in _shown_choices(model):
        value = getattr(subject, name)
        if value:
            yield from _words_of_choice(model, name, value)


@cache
def _shown_choices(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(name for name in _SHOWN_CHOICES if hasattr(model, f"get_{name}_display"))


@lru_cache(maxsize=2_000)
def _words_of_choice(model: type[models.Model], name: str, value: Any) -> tuple[str, ...]:
    found = []
    for language in ("en", "vi"):
        with translation.override(language):
            choices = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
            found.append(str(choices.get(value, value)))
    return tuple(dict.fromkeys(found))


@cache
def _date_fields(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, EdtfField))


def _date(record: Record) -> str:
    """The first date of a record: when an agreement was signed, a visit made, a period counted."""
    for name in _date_fields(type(record)):
        return getattr(record, name) or ""
    return ""
