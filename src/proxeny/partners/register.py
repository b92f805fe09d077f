"""The registers of partners and of people."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from proxeny.partners.models import Partner, Person, Post
from proxeny.registers.filters import RegisterFilters
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import ChoiceColumn, PeriodColumn, RegisterTable, TitleColumn


class PartnerTable(RegisterTable):
    """Columns of the list of partners."""

    name = TitleColumn(verbose_name=_("name"), accessor="local_name", order_by="name")
    kind = ChoiceColumn(verbose_name=_("kind"))
    country = tables.TemplateColumn("{% country_name record.country %}", verbose_name=_("country"))
    grade = ChoiceColumn(verbose_name=_("relation"))
    since = PeriodColumn(field="since", verbose_name=_("relation since"))
    agreements = tables.Column(verbose_name=_("agreements"), accessor="agreement_count", attrs={"td": {"class": "num"}})
    delegations = tables.Column(
        verbose_name=_("delegations"), accessor="delegation_count", attrs={"td": {"class": "num"}}
    )

    class Meta(RegisterTable.Meta):
        model = Partner
        fields = ("name", "kind", "country", "grade", "since", "agreements", "delegations")


class PartnerFilters(RegisterFilters):
    """Filters of the list of partners."""

    kind = filters.ChoiceFilter(choices=Partner.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    country = filters.CharFilter(lookup_expr="iexact", label=_("country code"))
    grade = filters.ChoiceFilter(choices=Partner.Grade.choices, label=_("relation"), empty_label=_("any relation"))


class PartnerForm(RecordForm):
    """A partner."""

    class Meta:
        model = Partner
        fields = [
            "kind",
            "name",
            "name_vi",
            "country",
            "grade",
            "since",
            "through",
            "latitude",
            "longitude",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def partner_rows(rows: QuerySet[Partner]) -> QuerySet[Partner]:
    """With the counts that the list shows."""
    return rows.annotate(
        agreement_count=Count("agreements", distinct=True), delegation_count=Count("delegations", distinct=True)
    )


PARTNERS = Register(
    name="partners",
    model=Partner,
    title=_("Partners"),
    singular=_("partner"),
    table=PartnerTable,
    filters=PartnerFilters,
    columns=("name", "kind", "country", "grade", "agreements", "delegations"),
    form=PartnerForm,
    rows=partner_rows,
    empty=_("Countries, cities and organisations that the city works with stand here. Add the first one."),
)


class PersonTable(RegisterTable):
    """Columns of the list of people."""

    name = TitleColumn(verbose_name=_("name"))
    country = tables.TemplateColumn("{% country_name record.country %}", verbose_name=_("country"))
    posts = tables.Column(verbose_name=_("posts"), orderable=False)

    def render_posts(self, value: QuerySet[Post]) -> str:
        """All posts, the latest first."""
        return "; ".join(str(post) for post in value.all())

    def value_posts(self, value: QuerySet[Post]) -> str:
        """As shown."""
        return self.render_posts(value)

    class Meta(RegisterTable.Meta):
        model = Person
        fields = ("name", "country", "posts")


class PersonFilters(RegisterFilters):
    """Filters of the list of people."""

    country = filters.CharFilter(lookup_expr="iexact", label=_("country code"))
    partner = filters.CharFilter(field_name="posts__partner__reference", label=_("partner"))


class PersonForm(RecordForm):
    """A person; posts are entered on the person's page."""

    class Meta:
        model = Person
        fields = ["name", "country", "note", "mark"]
        formfield_callback = form_field


PEOPLE = Register(
    name="people",
    model=Person,
    title=_("People"),
    singular=_("person"),
    table=PersonTable,
    filters=PersonFilters,
    columns=("name", "country", "posts"),
    form=PersonForm,
    rows=lambda rows: rows.prefetch_related(Prefetch("posts", Post.objects.select_related("partner"))),
    template="partners/person.html",
    empty=_("People whom the city meets, with their posts and dates, stand here."),
)
