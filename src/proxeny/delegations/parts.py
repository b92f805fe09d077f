"""What is entered on the page of a delegation: members, countries, programme, costs, gifts, papers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxeny.delegations.forms import MEMBER_FIELDS, MemberForm, PaperOfDelegationForm, ProgrammeForm
from proxeny.delegations.models import CostLine, DelegationPaper, Gift, Leg, Member, ProgrammeItem
from proxeny.registers.children import Children

MEMBERS_ON_PAGE = 20

MEMBERS = Children(
    name="members",
    model=Member,
    title=_("Members"),
    singular=_("member"),
    columns=("name", "person", "role", "post", "workplace", "passport_kind"),
    fields=MEMBER_FIELDS,
    form=MemberForm,
    empty=_("Nobody is listed yet. Add those who travel."),
    at_most=MEMBERS_ON_PAGE,
    all_at="delegation-members",
)

LEGS = Children(
    name="legs",
    model=Leg,
    title=_("Countries of the trip"),
    singular=_("country"),
    columns=("country", "place", "dates"),
    empty=_("Enter the countries in the order of travel, with the days in each."),
    is_sourced=False,
)

PROGRAMME = Children(
    name="programme",
    model=ProgrammeItem,
    title=_("Programme"),
    singular=_("programme item"),
    columns=("day", "begins", "ends", "what", "place", "with_whom", "attends", "note"),
    form=ProgrammeForm,
    empty=_("Nothing is planned yet. Enter the programme day by day; the booklet is printed from it."),
    is_sourced=False,
)

COSTS = Children(
    name="costs",
    model=CostLine,
    title=_("Costs"),
    singular=_("line of the budget"),
    columns=("item", "what", "estimate", "actual", "paid_by"),
    fields=("item", "what", "estimate", "actual", "currency", "paid_by"),
    empty=_("No line of the budget is entered yet: fares, accommodation, daily allowance, and who pays."),
)

GIFTS = Children(
    name="gifts",
    model=Gift,
    title=_("Gifts"),
    singular=_("gift"),
    columns=("direction", "what", "value", "giver", "recipient", "given_on", "kept_where", "declared"),
    fields=("direction", "what", "value", "currency", "giver", "recipient", "given_on", "kept_where", "declared"),
    empty=_("No gift is on record, given or received."),
)

PAPERS = Children(
    name="papers",
    model=DelegationPaper,
    title=_("Minutes and papers"),
    singular=_("paper"),
    columns=("kind", "document", "on", "what"),
    fields=("kind", "on", "what"),
    form=PaperOfDelegationForm,
    empty=_("Minutes, notes of talks and other papers of this delegation stand here."),
    is_sourced=False,
)

PARTS = (MEMBERS, LEGS, PROGRAMME, COSTS, GIFTS, PAPERS)
