"""Writes docs/reference/data-model.md from the models, so that the page cannot say anything else than they do.

``.venv/bin/python tools/data_model.py`` writes the page; tests/docs compares it with ``page()``.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "data-model.md"

OPENING = """\
# Data model

Every model and every field, written by `tools/data_model.py` from the models themselves; do not edit it by hand. The
storeys stand lowest first, as in [the house](../topics/the-house.md). What each row means and why is told in
[statements and citations](../topics/statements-and-citations.md).

- *reference*: letters, digits, hyphens and underscores, for addresses.
- *period*: an EDTF string ([levels 0 and 1](https://www.loc.gov/standards/datetime/)), as `2023-04-13/2023-04-16`.
  Beside each period `x` stand the columns `x_earliest` and `x_latest`: its first and last day, for order and filters.
- *exact decimal*: up to 30 digits, 6 of them behind the point
  ([decision 4](../decisions/0004-exact-decimals-on-sqlite.md)).
- A dot in the column *empty* says that the field may be left out. Every table also has a number `id`, but where a field
  is called the key.
"""


def _escaped(words: object) -> str:
    return str(words).replace("|", "\\|").replace("\n", " ")


def _named(model: type) -> str:
    name = model.__name__
    return f"[{name}](#{name.lower()})" if model.__module__.startswith("proxeny.") else f"{name} (Django)"


def _kind(field: object) -> str:
    """What a field holds, in words."""
    from django.db import models

    from proxeny.core.fields import EdtfField, ExactDecimalField

    if isinstance(field, models.ManyToManyField):
        return f"any number of {_named(field.related_model)}"
    if isinstance(field, models.ForeignKey):
        return f"one {_named(field.related_model)}" + (", each once" if isinstance(field, models.OneToOneField) else "")
    choices = getattr(field, "choices", None)
    if choices:
        return "one of " + ", ".join(f"`{value}` {_escaped(label)}" for value, label in choices)
    for kind, words in (
        (EdtfField, "period"),
        (ExactDecimalField, "exact decimal"),
        (models.SlugField, "reference, up to {0}"),
        (models.URLField, "address, up to {0}"),
        (models.EmailField, "address for mail, up to {0}"),
        (models.CharField, "text, up to {0}"),
        (models.TextField, "text"),
        (models.BinaryField, "bytes"),
        (models.BooleanField, "yes or no"),
        (models.IntegerField, "whole number"),
        (models.FloatField, "number"),
        (models.DateTimeField, "time"),
        (models.DateField, "day"),
        (models.TimeField, "time of day"),
        (models.JSONField, "JSON"),
    ):
        if isinstance(field, kind):
            return words.format(getattr(field, "max_length", ""))
    raise TypeError(f"{field}: tools/data_model.py has no words for a {type(field).__name__}; add them to _kind.")


def _row(field: object) -> str:
    name = field.name.replace("_", " ")
    meaning = str(field.verbose_name)
    notes = [meaning] if meaning != name else []
    notes += ["the key"] if field.primary_key else ["no two alike"] if field.unique else []
    is_set_by_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    empty = "·" if (field.null or field.blank) and not is_set_by_itself else ""
    return f"| `{field.name}` | {_kind(field)} | {empty} | {_escaped(', '.join(notes))} |"


def _columns(fields: list[object]) -> Iterator[str]:
    periods = [field.name for field in fields if type(field).__name__ == "EdtfField"]
    days = {f"{name}_{end}" for name in periods for end in ("earliest", "latest")}
    yield "| field | holds | empty | is |"
    yield "|---|---|---|---|"
    for field in fields:
        if field.name not in days and field.name != "id":
            yield _row(field)


def _words(model: type) -> str:
    return inspect.cleandoc(model.__doc__ or "").replace("``", "`")


def _model(model: type) -> Iterator[str]:
    from proxeny.core.records import Record, StatedValue

    shared: set[str] = set()
    above = []
    for base, title in ((Record, "every record"), (StatedValue, "every figure")):
        if issubclass(model, base):
            shared |= {field.name for field in base._meta.get_fields()}
            above.append(f"the fields of [{title}](#{title.replace(' ', '-')})")
    yield f"### {model.__name__}"
    yield ""
    yield _words(model)
    yield ""
    if above:
        yield f"Has {' and '.join(above)}, and:"
        yield ""
    own = [field for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if field.name not in shared]
    yield from _columns(own)
    together = [constraint.fields for constraint in model._meta.constraints if getattr(constraint, "fields", None)]
    for names in [*together, *model._meta.unique_together]:
        yield ""
        yield f"No two alike in {', '.join(f'`{name}`' for name in names)} together."
    yield ""


def page() -> str:
    """The page as it should be. Django must be set up."""
    from django.apps import apps
    from django.utils import translation

    from proxeny.core.records import Record, StatedValue

    with translation.override("en"):
        lines = [OPENING, "## For all", ""]
        for base, title in ((Record, "Every record"), (StatedValue, "Every figure")):
            lines += [f"### {title}", "", _words(base), "", *_columns(list(base._meta.get_fields())), ""]
        for config in reversed(list(apps.get_app_configs())):
            models = [model for model in config.get_models() if model.__module__.startswith("proxeny.")]
            if models:
                lines += [f"## {config.label}", ""]
                for model in models:
                    lines += _model(model)
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")
    import django

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
