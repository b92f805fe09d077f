"""What every record of every register has: a reference, a mark, a version, and a door that checks clearance."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import ExactDecimalField
from proxeny.core.folding import fold
from proxeny.core.money import Qualifier


class Mark(models.IntegerChoices):
    """Who may see a record or document; a person's clearance is the highest mark they may see."""

    PUBLIC = 0, _("public")
    INTERNAL = 1, _("internal")
    CONFIDENTIAL = 2, _("confidential")


class RecordQuerySet(models.QuerySet[Any]):
    """Rows that know who may see them."""

    def visible_to(self, person: Any) -> Self:
        """The rows up to a person's clearance; the public ones for somebody who is not signed in."""
        return self.filter(mark__lte=getattr(person, "clearance", Mark.PUBLIC))


class Marked(models.Model):
    """Something that carries a mark."""

    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark.choices, default=Mark.PUBLIC)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class FoldedField(models.TextField):  # type: ignore[type-arg]
    """The searchable words of a record, folded; follows the record on every save, bulk ones included."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Takes the words from the record's ``searchable``."""
        words = fold(model_instance.searchable())  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, words)
        return words


@cache
def _texts_of(model: type[models.Model]) -> tuple[str, ...]:
    """The text columns of a model, in its order."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and not field.choices
    )


@cache
def _page_of(register: str, prefix: str, urlconf: str | None) -> tuple[str, str]:
    """What stands before and after the reference in the addresses of a register's records under a prefix.

    Looked up once: a list has thousands of them. A reference is a slug, so that it needs no quoting.
    """
    before, after = reverse(f"{register}:page", args=["reference"], urlconf=urlconf).rsplit("reference", 1)
    return before, after


class Record(Marked):
    """A row of a register.

    ``reference`` is stable and unique in its register, for addresses and imports. ``version`` counts changes, so that
    the second of two people saving at once is told. ``register_name`` names its register; the app's name if left out.
    """

    register_name: ClassVar[str] = ""

    reference = models.SlugField(_("reference"), max_length=120, unique=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    folded = FoldedField(default="", editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The record's page: every register names its pages alike."""
        before, after = _page_of(self.register(), get_script_prefix(), get_urlconf())
        return f"{before}{self.reference}{after}"

    def searchable(self) -> str:
        """The words by which lists find the record: every text column of it."""
        return " ".join([text for name in _texts_of(type(self)) if (text := getattr(self, name))])

    @classmethod
    def register(cls) -> str:
        """The name of the register that keeps such records."""
        return cls.register_name or cls._meta.app_label


class StatedValue(models.Model):
    """A figure as a source states it: value in base units, upper end of a range, unit, exactness."""

    value = ExactDecimalField(_("value"), null=True, blank=True)
    high = ExactDecimalField(_("upper end"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    qualifier = models.CharField(_("exactness"), max_length=8, choices=Qualifier.choices, default=Qualifier.EXACT)

    class Meta:
        abstract = True
