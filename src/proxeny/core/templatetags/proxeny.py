"""What templates say about figures, dates, countries and the frame; ``core/templates/README.md`` shows each in use."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from proxeny.core import navigation as rail
from proxeny.core import wording
from proxeny.core.home import area_name as area_in
from proxeny.core.home import home_name
from proxeny.core.wording_of_dates import edtf_in_words

register = template.Library()


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None


@register.simple_tag
def figure(
    value: Any,
    unit: str = "count",
    qualifier: str = "exact",
    high: Any = None,
    compact: bool = True,
) -> SafeString | str:
    """A figure in the active language, set in type: digits, small unit, mark of exactness with its word on hover.

    ``{% figure row.value row.unit row.qualifier row.high %}``. All digits stand in the title. Nothing for no value.
    """
    amount = _decimal(value)
    if amount is None:
        return ""
    words = wording.in_words(
        amount, unit or "count", _language(), high=_decimal(high), qualifier=qualifier or "exact", compact=compact
    )
    sign: SafeString | str = ""
    if words.sign:
        sign = format_html(
            '<abbr class="figure-sign" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="sr-only">{} </span></abbr>',
            words.exactness,
            words.sign,
            words.exactness,
        )
    before = format_html('<span class="figure-unit">{}</span>\u00a0', words.before) if words.before else ""
    after: SafeString | str = ""
    if words.after:
        gap = "" if words.after == "%" else "\u00a0"
        after = format_html('{}<span class="figure-unit">{}</span>', gap, words.after)
    digits = format_html('<span class="figure-digits">{}</span>', words.number)
    title = words.exact if words.exact != words.text else ""
    return format_html(
        '<span class="figure"{}>{}{}{}{}</span>',
        format_html(' title="{}"', title) if title else "",
        sign,
        before,
        digits,
        after,
    )


@register.filter
def figure_words(value: Any, unit: str = "count") -> str:
    """A figure as plain text, for titles and attributes: ``{{ value|figure_words:"USD" }}``."""
    amount = _decimal(value)
    return "" if amount is None else wording.in_words(amount, unit or "count", _language()).text


@register.simple_tag
def change(current: Any, previous: Any, unit: str = "count") -> SafeString | str:
    """The change on the period before, with sign and a mark that needs no colour. Nothing where it has no meaning."""
    now, before = _decimal(current), _decimal(previous)
    moved = wording.change(now, before, _language(), unit=unit) if now is not None and before is not None else None
    if moved is None:
        return ""
    marks = {"up": "▲", "down": "▼", "level": "■"}
    words = {
        "up": pgettext("change", "more than the period before"),
        "down": pgettext("change", "less than the period before"),
        "level": pgettext("change", "as in the period before"),
    }
    return format_html(
        '<span class="change change-{}" title="{}"><span class="change-mark" aria-hidden="true">{}</span>{}'
        '<span class="sr-only">, {}</span></span>',
        moved.direction,
        words[moved.direction],
        marks[moved.direction],
        moved.text,
        words[moved.direction],
    )


@register.simple_tag
@register.filter
def edtf(value: Any, form: str = "long") -> str:
    """An EDTF date in words: ``{{ row.signed_on|edtf }}`` or ``{% edtf row.signed_on %}``, in tables ``"short"``."""
    return edtf_in_words(str(value), _language(), short=form == "short") if value else ""


@register.filter
def area_name(area: Any) -> str:
    """An area in the active language: ``{{ observation.area|area_name }}``."""
    return area_in(str(area), _language()) if area else ""


@register.filter
def language_name(tag: Any) -> str:
    """The name of a language in the active one: ``{{ document.language|language_name }}``."""
    return wording.language_name(str(tag), _language()) if tag else ""


@register.filter
def country_name(code: Any) -> str:
    """The name of a country in the active language: ``{{ "US"|country_name }}``."""
    return wording.country_name(str(code), _language()) if code else ""


@register.simple_tag
def flag(code: Any) -> SafeString | str:
    """A country's two letters as a chip with its name; letters, because flag emoji are missing on many machines."""
    if not code:
        return ""
    return format_html('<abbr class="flag" title="{}">{}</abbr>', country_name(code), str(code).upper())


@register.simple_tag
def icon(name: str, words: str = "") -> SafeString:
    """A drawing from ``proxeny/icons.svg``; silent unless ``words`` are given."""
    address = static("proxeny/icons.svg")
    if words:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', words, address, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)


@register.simple_tag
def icons() -> str:
    """The address of the file of drawings."""
    return static("proxeny/icons.svg")


@register.filter
def initials(person: Any) -> str:
    """The letters that stand for a person in the frame: of the first and the last word of the name."""
    names = str(person).split()
    return (names[0][:1] + (names[-1][:1] if len(names) > 1 else "")).upper() if names else ""


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[tuple[rail.Group, list[rail.Shown]]]:
    """The rail's groups and entries for the person and page in hand."""
    request = context.get("request")
    return list(rail.shown_to(getattr(request, "user", None), getattr(request, "path", "")))


@register.simple_tag
def address(url_name: str) -> str:
    """The address of a page, or nothing where the site leaves it out: ``{% address "accounts:login" as there %}``."""
    return rail.address(url_name)


@register.simple_tag
def script_words() -> SafeString:
    """The words that the scripts say, in the active language, as JSON that the page carries."""
    return json_script(
        {
            "undo": gettext("Undo"),
            "close": gettext("Close"),
            "failed": gettext("That did not work: the server answered with an error. Try again, or reload the page."),
            "forbidden": gettext("You may not do this. Sign in again, or ask an administrator."),
            "gone": gettext("This is no longer there. Reload the page to see what is."),
            "changed": gettext("Somebody changed this meanwhile. Reload the page to see both versions."),
            "offline": gettext("The server cannot be reached. What you entered is still here; try again."),
            "nothing": gettext("Nothing found. Try fewer letters or another name."),
            "loading": gettext("Looking …"),
            "filters": gettext("More filters"),
            "unsaved": gettext("What you entered is not saved yet."),
            "not_drawn": gettext("The picture could not be drawn; its figures are in the table below."),
        },
        "words",
    )


@register.simple_tag
def home_city() -> str:
    """The city that keeps this record, in the active language where the settings give its name."""
    return home_name(_language())


@register.simple_tag
def table_rows(table: Any) -> SafeString:
    """The rows of a django-tables2 table, drawn without a template for each cell: ten milliseconds a page less.

    A cell's class is its column's ``attrs["td"]["class"]``; other attributes of cells are not drawn.
    """
    columns = list(table.columns)
    openings = []
    for place, column in enumerate(columns):
        classes = column.column.attrs.get("td", {}).get("class", "")
        label = str(column.header)
        openings.append(
            format_html(
                '<td class="{}" data-col="{}" data-label="{}">',
                f"{classes} table-main".strip() if place == 0 else classes,
                column.name,
                label[:1].upper() + label[1:],
            )
        )
    nothing = format_html('<span class="none" title="{}">–</span>', gettext("not stated"))
    lines = []
    for row in table.paginated_rows:
        cells = []
        for opening, column in zip(openings, columns, strict=True):
            cell = row.get_cell(column.name)
            drawn = nothing if cell is None or cell == table.default else conditional_escape(localize(cell))
            cells.append(f"{opening}{drawn}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return mark_safe("".join(lines))  # every part above is escaped or safe


@register.filter
def part_of(value: Any, whole: Any) -> int:
    """A share in whole per cent, between 0 and 100, for meters and bars."""
    amount, total = _decimal(value), _decimal(whole)
    if amount is None or not total:
        return 0
    return max(0, min(100, int(amount / total * 100)))
