"""The forms of an agreement: what is known beside its acts, and each act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proxeny.agreements import services
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.services.keeping import entry_of
from proxeny.agreements.states import Deed, State
from proxeny.core.errors import DomainError
from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Record
from proxeny.procedures.services import OutOfOrder
from proxeny.registers.forms import RecordForm, SourcedForm, form_field

# What a new agreement's form asks for, and what later is an act's.
OF_ACTS = ("signed", "entry_into_force", "expires")


class AgreementForm(RecordForm):
    """An agreement. Its state is never asked for: it follows from the acts.

    A new one may come with its signature, entry into force and end: its first acts; later those are corrected there.
    ``status`` stands among the fields for lists that are brought in, where it is what the list tells.
    """

    class Meta:
        model = Agreement
        fields = [
            "title",
            "kind",
            "partners",
            "status",
            "signed",
            "entry_into_force",
            "expires",
            "term",
            "renewal",
            "renewal_months",
            "notice",
            "notice_unit",
            "signed_by",
            "parties",
            "fields_of_work",
            "proposer",
            "capacity",
            "approved_by",
            "delegated",
            "languages",
            "authentic",
            "prevailing",
            "in_plan",
            "at_high_level_visit",
            "note",
            "mark",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_acts = bool(self.instance.pk) and self.instance.acts.exists()
        left_out = ("status", *OF_ACTS, "signed_by") if has_acts else ("status",)
        for name in left_out:
            del self.fields[name]
        self.fields["notice_unit"].required = False
        self.fields["renewal_months"].help_text = _("For how many months it goes on each time: 12 for a year.")
        self.fields["notice"].help_text = _("How long before the end notice is due, as the text says.")
        self.fields["authentic"].help_text = _("Which language versions are equally authentic.")

    def clean_notice_unit(self) -> str:
        """Months where nothing is said."""
        return str(self.cleaned_data.get("notice_unit") or Agreement.NoticeUnit.MONTHS)

    def save(self, commit: bool = True) -> Record:  # type: ignore[override]
        """Through the services. Raises ``DomainError``; nothing is written then."""
        own, many = self.split()
        if self.instance.pk:
            return services.change_agreement(
                self.instance,
                own,
                many=many,
                by=self.person,
                evidence=self.statements(),
                version=self.cleaned_data.get("version"),
            )
        return services.enter_agreement(Agreement(**own), many=many, by=self.person, evidence=self.statements())


_PAPER = ("instrument", "summary")
# What the form of each act asks for; the names in the second place must be given.
_ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Deed.SIGN: (("date", "expires", "place", "signatories", "instrument"), ("date",)),
    Deed.ENTER: (("effective", "summary"), ("effective",)),
    Deed.AMEND: (
        ("date", "summary", "instrument", "effective", "expires", "signatories", "place"),
        ("date", "summary"),
    ),
    Deed.EXTEND: (("date", "expires", "instrument", "summary", "signatories", "place"), ("date", "expires")),
    Deed.RENEW: (("date", "expires", "instrument", "summary", "signatories", "place"), ("date", "expires")),
    Deed.SUSPEND: (("date", *_PAPER), ("date",)),
    Deed.RESUME: (("date", "expires", *_PAPER), ("date",)),
    Deed.TERMINATE: (("date", "effective", *_PAPER), ("date",)),
    Deed.SUPERSEDE: (("date", "successor", "summary"), ("date",)),
    Deed.TELL: (("told", "date", "expires", "summary"), ("told",)),
    **dict.fromkeys((Deed.APPROVE, Deed.REFUSE, Deed.SUBMIT), (("date", *_PAPER), ("date",))),
    Deed.WITHDRAW: (("date", "summary"), ("date",)),
    Deed.LAPSE: (("date", "summary"), ()),
    Deed.EXPIRE: (("date", "summary"), ()),
    **dict.fromkeys(
        (Deed.PROPOSE, Deed.NEGOTIATE, Deed.ANNOUNCE, Deed.DRAFT, Deed.CONSULT, Deed.REVISE), (("date", *_PAPER), ())
    ),
}
# States that only a source can tell of, where it names no act.
_TOLD = (State.UNKNOWN, State.IN_FORCE, State.NEGOTIATING, State.SUSPENDED, State.EXPIRED, State.DORMANT)


class ActForm(SourcedForm):
    """An act of an agreement, new or to be corrected, and the source that says so."""

    override_reason = forms.CharField(
        label=_("Reason for signing out of order"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The procedure has steps left to do: say why it was signed all the same. It stays on record."),
    )
    entry_into_force = EdtfFormField(label=_("entry into force"), required=False)

    class Meta:
        model = Act
        fields = [
            "told",
            "date",
            "effective",
            "expires",
            "summary",
            "instrument",
            "successor",
            "signatories",
            "place",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, record: Agreement, deed: str, steps_left: bool = False, **kwargs: Any) -> None:
        kwargs["instance"] = kwargs.get("instance") or Act(agreement=record, deed=deed)
        super().__init__(*args, **kwargs)
        self.record, self.deed = record, Deed(deed)
        self.fields["version"].initial = record.version
        asked, needed = _ASKED[self.deed]
        is_new_signature = self.deed == Deed.SIGN and not self.instance.pk
        extra = (("entry_into_force",) if is_new_signature else ()) + (
            ("override_reason",) if is_new_signature and steps_left else ()
        )
        for name in [name for name in self.fields if name not in (*asked, *extra, *self.SOURCE_FIELDS, "version")]:
            del self.fields[name]
        self.order_fields([*asked[:1], *extra[:1], *asked[1:], *extra[1:], *self.SOURCE_FIELDS])
        for name in needed:
            self.fields[name].required = True
        if "told" in self.fields:
            told = self.fields["told"]
            assert isinstance(told, forms.TypedChoiceField)
            told.choices = [(state.value, state.label) for state in _TOLD]
        if self.deed == Deed.SIGN:
            self.fields["expires"].label = _("expires")

    def clean(self) -> dict[str, Any]:
        """An agreement is not replaced by itself."""
        cleaned = super().clean()
        if cleaned.get("successor") == self.record:
            self.add_error("successor", ValidationError(_("Choose another agreement than this one.")))
        return cleaned

    def refuse(self, error: DomainError) -> None:
        """What a service refused, beside the field that it is about."""
        if isinstance(error, OutOfOrder) and "override_reason" in self.fields:
            self.add_error("override_reason", str(error))
        else:
            super().refuse(error)

    def save(self, commit: bool = True) -> Act:
        """Through the services. Raises ``DomainError``; nothing is written then."""
        own, many = self.split()
        if self.deed == Deed.ENTER:
            own["date"] = entry_of(own["effective"]).date
        common: dict[str, Any] = {
            "by": self.person,
            "evidence": self.statements(),
            "version": self.cleaned_data.get("version"),
        }
        if self.instance.pk:
            return services.correct_act(self.instance, own, signatories=many.get("signatories"), **common)
        if self.deed == Deed.SIGN:
            date, more = own.pop("date"), {"override_reason": self.cleaned_data.get("override_reason", "")}
            signed = services.record_signature(
                self.record,
                signed_on=date,
                entry_into_force=self.cleaned_data.get("entry_into_force", ""),
                signatories=many.get("signatories", ()),
                **own,
                **more,
                **common,
            )
            return signed.acts.get(deed=Deed.SIGN)
        return services.record_act(
            self.record, self.deed, signatories=many.get("signatories", ()), **own, **common
        )
