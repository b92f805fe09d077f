"""Several commitments from one page: rows with what is common to all; of a briefing, each row for each mission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from proxeny.core.forms import EdtfFormField
from proxeny.core.lists.widgets import RemoteSelectMultiple
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.documents.queries import passage
from proxeny.missions.forms import colleague_field
from proxeny.missions.models import Briefing, Mission
from proxeny.plans import services
from proxeny.plans.forms import FromOrigin, Suggestions, origin_field
from proxeny.plans.models import Commitment
from proxeny.plans.services import Promise
from proxeny.registers.forms import SourcedForm, form_field

ROWS = 5


class SeveralForm(FromOrigin, SourcedForm):
    """What the rows have in common: who promised, when, where, and the source."""

    origin_key = origin_field()

    class Meta:
        model = Commitment
        fields = ["side", "by", "partners", "made", "owner_body", "origin_note", "mark"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.initial.pop("origin", "")
        self.dress_origin(self.data.get("origin_key", "") if self.is_bound else given)
        widget = RemoteSelectMultiple(Mission)
        widget.person = self.person
        self.fields["missions"] = forms.ModelMultipleChoiceField(
            queryset=Mission.objects.visible_to(self.person),
            label=_("Asked of these missions"),
            required=False,
            widget=widget,
            help_text=_("Every row below is entered once for each of them."),
        )
        self.fields["owner"] = colleague_field(_("Seen to by"))
        if not self.is_bound and self.origin is not None:
            self._prefill()
        self.order_fields(["origin_key", "origin_note", "side", "by", "missions", "partners", "made", "owner"])
        for name in ("source_quote",):
            self.fields[name].help_text = _("For all rows; a row may have words of its own.")

    def _prefill(self) -> None:
        origin = self.origin
        assert origin is not None
        self.initial.setdefault("mark", origin.mark)
        if isinstance(origin, Briefing):
            self.initial.setdefault("missions", [mission.pk for mission in origin.missions.visible_to(self.person)])
            self.initial.setdefault("side", Commitment.Side.MISSION)
            self.initial.setdefault("made", origin.held)
            return
        for name in ("dates", "signed", "date"):
            if isinstance(getattr(origin, name, None), str) and getattr(origin, name):
                self.initial.setdefault("made", getattr(origin, name))
                break
        partners = getattr(origin, "partners", None)
        if partners is not None and hasattr(partners, "visible_to"):
            self.initial.setdefault("partners", [partner.pk for partner in partners.visible_to(self.person)])


class RowForm(forms.Form):
    """One promise: what, the part of the record that it stands in, when it is due, the words that say it."""

    what = forms.CharField(label=_("What"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    part = forms.CharField(label=_("Part of it"), required=False, max_length=200, widget=Suggestions)
    due = EdtfFormField(label=_("Due"), required=False, help_text="")
    quote = forms.CharField(label=_("Its own words"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def is_filled(self) -> bool:
        """Whether something is to be entered."""
        return bool(self.cleaned_data.get("what", "").strip())

    def clean(self) -> dict[str, Any]:
        """A row with a day or words says what."""
        cleaned = super().clean() or {}
        if not cleaned.get("what", "").strip() and any(cleaned.get(name) for name in ("part", "due", "quote")):
            self.add_error("what", ValidationError(_("Write what was promised, or empty the row.")))
        return cleaned


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """The rows, at least one of them filled."""

    common: SeveralForm | None = None

    def clean(self) -> None:
        """Words of a row are words of the document, letter by letter."""
        if any(self.errors):
            return
        if not any(form.is_filled for form in self.forms):
            raise ValidationError(_("Write at least one promise."))
        document = getattr(self.common, "cleaned_data", {}).get("source_document") if self.common else None
        for form in self.forms:
            quote = form.cleaned_data.get("quote")
            if not quote:
                continue
            if document is None:
                form.add_error("quote", ValidationError(_("Choose the document that the words are from.")))
            elif document.has_text:
                found = passage(document, quote)
                if found is None:
                    form.add_error(
                        "quote",
                        ValidationError(
                            _("These words are not in that document. Copy them from its text, letter by letter.")
                        ),
                    )
                else:
                    form.cleaned_data["quote"] = found


RowSet = formset_factory(RowForm, formset=Rows, extra=ROWS, max_num=60, validate_max=True)


def save(common: SeveralForm, rows: Any) -> list[Commitment]:
    """Enter every filled row, once for each mission chosen, all or none. Raises ``DomainError``."""
    cleaned = common.cleaned_data
    own, many = common.split()
    own["owner"] = cleaned.get("owner")
    missions: list[Mission | None] = list(cleaned["missions"]) or [None]
    with transaction.atomic():
        shared = common.statements()
        promises = []
        for row in (form.cleaned_data for form in rows.forms if form.is_filled):
            evidence = _evidence(common, row, shared)
            for mission in missions:
                content = {**own, "what": row["what"].strip(), "part": row["part"], "due": row["due"]}
                if mission is not None:
                    content["mission"] = mission
                    content["side"] = content["side"] or Commitment.Side.MISSION
                    content["owner"] = content["owner"] or mission.owner
                promises.append(Promise(Commitment(**content), evidence, many.get("partners", ())))
        return services.promise_several(promises, by=common.person, origin=cleaned.get("origin_key"))


def _evidence(common: SeveralForm, row: dict[str, Any], shared: list[Statement]) -> list[Statement]:
    """The statements of a row: its own words in the document where it has some, else those of all rows."""
    document = common.cleaned_data.get("source_document")
    if not row.get("quote") or document is None:
        return shared
    said = documents.state(
        document,
        kind=Statement.Kind.RECORD,
        payload={"what": row["what"], "due": row["due"]},
        quote=row["quote"],
        by=common.person,
    )
    return [said, *(statement for statement in shared if statement.document_id != document.pk)]
