"""How the peer reads and writes the register, as its documentation has it."""

from __future__ import annotations

from import_export import fields, resources
from import_export.widgets import ManyToManyWidget

from kept.models import Delegation, Partner, Person


class DelegationResource(resources.ModelResource):
    """Columns by their headings; links by name. ``use_bulk`` is no choice where there are lists of links."""

    title = fields.Field("title", "Title")
    direction = fields.Field("direction", "Direction")
    state = fields.Field("state", "State")
    dates = fields.Field("dates", "Dates")
    partners = fields.Field("partners", "Partners", ManyToManyWidget(Partner, separator="; ", field="name"))
    led_by = fields.Field("led_by", "Led by", ManyToManyWidget(Person, separator="; ", field="name"))
    purpose = fields.Field("purpose", "Purpose")
    size = fields.Field("size", "People")
    cost = fields.Field("cost", "Cost")
    cost_currency = fields.Field("cost_currency", "Currency")
    receiving_unit = fields.Field("receiving_unit", "Receiving unit")
    report_number = fields.Field("report_number", "Report no.")

    class Meta:
        """All that makes it quicker and is offered: no diffs, no report of rows, one transaction."""

        model = Delegation
        import_id_fields = ("title",)
        fields = ("title", "direction", "state", "dates", "partners", "led_by", "purpose", "size", "cost",
                  "cost_currency", "receiving_unit", "report_number")  # fmt: skip
        skip_diff = True
        report_skipped = False
        use_transactions = True
        force_init_instance = True  # the rows are known to be new: no query looks for each
