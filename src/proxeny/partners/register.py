"""The registers of partners and of people."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.columns import language
from proxeny.core.wording import country_name
from proxeny.partners.models import Alias, Grading, NameOfPerson, Partner, Person, Post
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, WordsFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    CountryColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)

COUNTED = ("agreements", "delegations", "events")


def _list_of(register: str) -> Any:
    def address(partner: Partner) -> str:
        try:
            return f"{reverse(f'{register}:list')}?partner={partner.reference}"
        except NoReverseMatch:
            return partner.get_absolute_url()

    return address


class PartnerTable(RegisterTable):
    """Columns of the list of partners."""

    name = TitleColumn(verbose_name=_("name"), accessor="local_name", order_by="name")
    kind = WordsColumn(verbose_name=_("kind"), accessor="get_kind_display", order_by="kind")
    country = CountryColumn(verbose_name=_("country"))
    grade = ChoiceColumn(verbose_name=_("relation"))
    since = PeriodColumn(field="since", verbose_name=_("relation since"))
    agreements = NumberColumn(verbose_name=_("agreements"), accessor="agreements_count", to=_list_of("agreements"))
    delegations = NumberColumn(verbose_name=_("delegations"), accessor="delegations_count", to=_list_of("delegations"))
    events = NumberColumn(verbose_name=_("events"), accessor="events_count", to=_list_of("events"))
    through = tables.Column(verbose_name=_("through whom"))

    class Meta(RegisterTable.Meta):
        model = Partner
        fields = ("name", "kind", "country", "grade", "since", *COUNTED)


class PartnerWords(WordsFilter):
    """Words of a partner's name in any language, or of one of its other names."""

    def holds(self, word: str) -> Q:
        """Either."""
        return Q(folded__contains=word) | Q(pk__in=Alias.objects.filter(folded__contains=word).values("partner"))


class PartnerFilters(RegisterFilters):
    """Filters of the list of partners."""

    q = PartnerWords()
    kind = filters.ChoiceFilter(choices=Partner.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    country = filters.CharFilter(
        lookup_expr="iexact", label=_("country code"), widget=forms.TextInput(attrs={"size": 4, "maxlength": 2})
    )
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


def _number(relation: str, person: Any) -> Coalesce:
    """How many records that the person may see a partner takes part in; counted apart, so that one list does not
    multiply the other."""
    link: Any = getattr(Partner, relation)
    seen = {f"{link.rel.related_model._meta.model_name}__mark__lte": getattr(person, "clearance", 0)}
    counted = (
        link.through.objects.filter(partner=OuterRef("pk"), **seen)
        .order_by()
        .values("partner")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def partner_rows(rows: QuerySet[Partner], person: Any) -> QuerySet[Partner]:
    """With the counts that the list shows."""
    return rows.annotate(**{f"{relation}_count": _number(relation, person) for relation in COUNTED})


def note_of(partner: Partner) -> str:
    """Its kind and country, to tell two of one name apart."""
    words = [partner.get_kind_display()]
    if partner.country and partner.kind != Partner.Kind.COUNTRY:
        words.append(country_name(partner.country, language()))
    return ", ".join(words)


ALIASES = Children(
    name="aliases",
    model=Alias,
    title=_("Other names"),
    singular=_("other name"),
    columns=("name", "kind", "language", "script", "during"),
    empty=_("Historic names, and names in other languages and scripts, by which sources call this partner."),
    is_sourced=False,
)

GRADINGS = Children(
    name="gradings",
    model=Grading,
    title=_("Stages of the relation"),
    singular=_("stage"),
    columns=("grade", "during", "definition"),
    empty=_("How close the relation was and when, with what the word meant: friendship, twinning, dormant."),
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
    rows_for=partner_rows,
    children=(ALIASES, GRADINGS),
    note_of=note_of,
    empty=_("Countries, cities and organisations that the city works with stand here. Add the first one."),
)


class PersonTable(RegisterTable):
    """Columns of the list of people."""

    name = TitleColumn(verbose_name=_("name"))
    country = CountryColumn(verbose_name=_("country"))
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


class PersonWords(WordsFilter):
    """Words of a person's name, or of one of the other names."""

    def holds(self, word: str) -> Q:
        """Either."""
        return Q(folded__contains=word) | Q(pk__in=NameOfPerson.objects.filter(folded__contains=word).values("person"))


class PersonFilters(RegisterFilters):
    """Filters of the list of people."""

    q = PersonWords()

    partner = LinkedFilter(field_name="posts__partner", to=Partner, label=_("partner"))
    country = filters.CharFilter(
        lookup_expr="iexact", label=_("country code"), widget=forms.TextInput(attrs={"size": 4, "maxlength": 2})
    )


class PersonForm(RecordForm):
    """A person; posts are entered on the person's page."""

    class Meta:
        model = Person
        fields = ["name", "country", "note", "mark"]
        formfield_callback = form_field


POSTS = Children(
    name="posts",
    model=Post,
    title=_("Posts"),
    singular=_("post"),
    columns=("role", "organisation", "partner", "begins", "ends", "seen"),
    empty=_("No post is on record. Add the one in which a source shows them."),
)

NAMES_OF_PERSON = Children(
    name="aliases",
    model=NameOfPerson,
    title=_("Other names"),
    singular=_("other name"),
    columns=("name", "kind", "language", "script", "during"),
    empty=_("The name in other scripts, a former name, or as sources write it."),
    is_sourced=False,
)

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
    children=(POSTS, NAMES_OF_PERSON),
    note_of=lambda person: country_name(person.country, language()) if person.country else "",
    empty=_("People whom the city meets, with their posts and dates, stand here."),
)
