"""Records counted by the month or year in which they begin, by the database: a lane of a thousand is not read."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, Func, QuerySet
from django.db.models.functions import Coalesce


class MonthOf(Func):
    """The month of a day as text, ``2019-05``; the same on both databases."""

    template, length = "TO_CHAR(%(expressions)s, 'YYYY-MM')", 7
    output_field = CharField()  # type: ignore[var-annotated]

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Days are text there, and a function of Python for each row would cost more than the rows."""
        return self.as_sql(compiler, connection, template=f"SUBSTR(%(expressions)s, 1, {self.length})", **more)


class YearOf(MonthOf):
    """The year of a day as text, ``2019``."""

    template, length = "TO_CHAR(%(expressions)s, 'YYYY')", 4


def by_month(rows: QuerySet[Any], name: str, *group: str) -> list[tuple[Any, ...]]:
    """(…``group``, first month, last month, records) of rows; ``name`` is their EDTF field. One SQL query.

    The months of what is not dated are ``None``.
    """
    first, last = f"{name}_earliest", f"{name}_latest"
    return list(
        rows.order_by()
        .annotate(first_month=MonthOf(Coalesce(first, last)), last_month=MonthOf(Coalesce(last, first)))
        .values_list(*group, "first_month", "last_month")
        .annotate(number=Count("pk"))
    )


def months_since_zero(month: str) -> int:
    """A number for a month, to reckon with: of ``2019-05`` 24232."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1
