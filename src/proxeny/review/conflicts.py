"""The list of conflicts: what a person may see, filtered, the weightiest first, each with what it needs to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Abs, Cast, NullIf

from proxeny.checks.rules import NAMES
from proxeny.checks.wording import explanation
from proxeny.core.lists.filters import YearFilter
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers.register import REGISTERS
from proxeny.review.uses import Use

# In the order in which they weigh: a slip of scale is wrong by a thousand times, a revision is expected.
GRAVITY = (
    Conflict.Kind.SCALE,
    Conflict.Kind.CURRENCY,
    Conflict.Kind.PARTS,
    Conflict.Kind.SHARE,
    Conflict.Kind.DEFINITION,
    Conflict.Kind.PERIOD,
    Conflict.Kind.PLAIN,
    Conflict.Kind.SERIES,
    Conflict.Kind.REVISION,
)
# What ``Asked.check`` is for the fields of records that are neither a value nor the name of a check.
OTHER_FIELD = "other"
_PARAMETERS = 5000  # of one query, well below what SQLite takes


@dataclass(frozen=True)
class Asked:
    """What a person wants to see of the conflicts; nothing set is everything that waits.

    ``is_nothing`` where they ask for what they may not see, which is as what does not exist.
    """

    is_open: bool = True
    kind: str = ""
    check: str = ""
    indicator: Indicator | None = None
    partner: Partner | None = None
    year: int | None = None
    publisher: str = ""
    is_nothing: bool = False


@dataclass(frozen=True)
class Shown:
    """A conflict in the list: why it is one in the reader's words, and the papers that state one of its figures."""

    conflict: Conflict
    explanation: str
    uses: tuple[Use, ...]


def seen(*, visible_to: Any) -> QuerySet[Conflict]:
    """The conflicts up to a person's clearance."""
    return Conflict.objects.filter(mark__lte=getattr(visible_to, "clearance", 0))


def asked_for(asked: Asked, *, visible_to: Any) -> QuerySet[Conflict]:
    """The conflicts that are asked for, in no order. Looked for from the conflicts, however many records there are."""
    found = seen(visible_to=visible_to).filter(is_open=asked.is_open)
    if asked.is_nothing:
        return found.none()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.check == OTHER_FIELD:
        found = found.exclude(field__in=("value", *NAMES))
    elif asked.check:
        found = found.filter(field=asked.check)
    if asked.indicator is not None:
        found = found.filter(_about(Observation, Q(indicator=asked.indicator)))
    if asked.partner is not None:
        found = found.filter(_about_partner(asked.partner))
    if asked.year is not None:
        found = found.filter(_about_year(asked.year))
    if asked.publisher:
        said = Statement.conflicts.through.objects.filter(
            conflict=OuterRef("pk"), statement__document__publisher__icontains=asked.publisher
        )
        found = found.filter(Exists(said))
    return found


def _about(model: Any, which: Q) -> Q:
    """Conflicts about records of a model of which something holds."""
    rows = model._default_manager.filter(which, pk=OuterRef("object_id")).order_by()
    return Q(Exists(rows), content_type=ContentType.objects.get_for_model(model))


def _about_partner(partner: Partner) -> Q:
    found = Q(content_type=ContentType.objects.get_for_model(Partner), object_id=partner.pk)
    for register in REGISTERS.values():
        fields = {field.name: field.related_model for field in register.model._meta.get_fields()}
        name = next((one for one in ("partners", "partner") if fields.get(one) is Partner), "")
        if name:
            found |= _about(register.model, Q(**{name: partner}))
    return found


def _about_year(year: int) -> Q:
    """Records whose list shows them for the year: each register says itself which of its days decides."""
    found = Q(pk__in=[])
    for register in REGISTERS.values():
        by_year = register.filters.base_filters.get("year") if register.filters is not None else None
        if isinstance(by_year, YearFilter):
            name = by_year.field_name
            first, last = f"{name}_earliest__year__lte", f"{name}_latest__year__gte"
            found |= _about(register.model, Q(**{first: year, last: year}))
    return found


def by_weight(found: QuerySet[Conflict], in_use: Collection[int]) -> QuerySet[Conflict]:
    """Those on figures in use in a paper first; then the gravest kinds; then by how far the statements are apart."""
    values = (
        Statement.conflicts.through.objects.filter(conflict=OuterRef("pk"), statement__value__isnull=False)
        .order_by()
        .values("conflict")
        .annotate(
            most=Cast(Max("statement__value"), FloatField()),
            least=Cast(Min("statement__value"), FloatField()),
            units=Count("statement__unit", distinct=True),
        )
        .annotate(apart=Case(When(units=1, then=Abs(F("most") / NullIf(F("least"), Value(0.0))))))
        .values("apart")  # type: ignore[misc]
    )
    gravity = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(GRAVITY)),
        default=Value(len(GRAVITY)),
        output_field=IntegerField(),
    )
    # without any the case is a bare number, and a number to order by is to PostgreSQL the place of a column
    use = [Case(When(pk__in=list(in_use), then=Value(0)), default=Value(1), output_field=IntegerField())][: len(in_use)]
    # a check sets parts beside wholes, whose ratio says nothing
    apart = Case(When(field="value", then=Subquery(values, output_field=FloatField())))
    return found.annotate(apart=apart).order_by(
        *use, gravity, F("apart").desc(nulls_last=True), "-opened_at", "pk"
    )


def in_use(found: QuerySet[Conflict], uses: Mapping[int, Any]) -> set[int]:
    """Which of the conflicts hold a statement that a paper rests on. One SQL query for every five thousand of them."""
    keys = sorted(uses)
    held: set[int] = set()
    for start in range(0, len(keys), _PARAMETERS):
        links = Statement.conflicts.through.objects.filter(statement__in=keys[start : start + _PARAMETERS])
        held.update(links.filter(conflict__in=found.order_by().values("pk")).values_list("conflict", flat=True))
    return held


def with_all(found: QuerySet[Conflict]) -> QuerySet[Conflict]:
    """With record, statements, documents, rulings and people: a fixed number of queries for a page."""
    records: list[QuerySet[Any]] = [Observation.objects.select_related("indicator", "partner")]
    return found.select_related("content_type").prefetch_related(
        "statements__document", "rulings__by", GenericPrefetch("record", records)
    )


def shown(conflicts: Iterable[Conflict], uses: Mapping[int, tuple[Use, ...]]) -> list[Shown]:
    """Conflicts as the list tells them."""
    found = []
    for conflict in conflicts:
        papers = dict.fromkeys(use for one in conflict.statements.all() for use in uses.get(one.pk, ()))
        found.append(Shown(conflict, explanation(conflict), tuple(papers)))
    return found


def weighed(asked: Asked, uses: Mapping[int, Any], *, visible_to: Any) -> QuerySet[Any]:
    """The keys of the conflicts asked for, the weightiest first: keys alone sort in a third of the time."""
    found = asked_for(asked, visible_to=visible_to)
    return by_weight(found, in_use(found, uses) if uses else ()).values_list("pk", flat=True)


def in_order(keys: Iterable[int], uses: Mapping[int, tuple[Use, ...]]) -> list[Shown]:
    """The conflicts of a page as the list tells them, in the order of their keys."""
    wanted = list(keys)
    held = {one.pk: one for one in with_all(Conflict.objects.filter(pk__in=wanted))}
    return shown((held[key] for key in wanted if key in held), uses)
