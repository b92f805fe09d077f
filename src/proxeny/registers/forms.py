"""The form of a record: its fields, the source of what is written, and the version that the person saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.core.fields import ExactDecimalField
from proxeny.core.forms import AmountFormField
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement
from proxeny.registers import services


class ListField(forms.CharField):
    """A list of words, one a line, kept as a JSON list."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that are not empty."""
        text = super().clean(value)
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(str(item) for item in value) if isinstance(value, list) else value


def form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The office's form field for a model field."""
    if isinstance(field, ExactDecimalField):
        return AmountFormField(label=kwargs.get("label", field.verbose_name), required=not field.blank)
    if isinstance(field, models.JSONField):
        return ListField(label=field.verbose_name, required=False, help_text=_("One a line."))
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    if isinstance(field, models.ManyToManyField | models.ForeignKey):
        kwargs.pop("widget", None)
        made = field.formfield(**kwargs)
        if made is not None:
            made.widget.attrs["data-select"] = ""
        return made
    return field.formfield(**kwargs)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record's fields and where they come from.

    The source is a document of the record (with the words that say it, where its text is held) or a note to file. A
    change of nothing but note or mark needs none.
    """

    source_document = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Document.objects.none(),
        required=False,
        help_text=_("The document that says so."),
        widget=forms.Select(attrs={"data-select": "", "data-url": reverse_lazy("documents:choices")}),
    )
    source_quote = forms.CharField(
        label=_("Words of the source"),
        required=False,
        help_text=_("Copied from its text, letter by letter."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source_note = forms.CharField(
        label=_("Or a note to file"),
        required=False,
        help_text=_("What you know yourself and from where; kept as a source under your name."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    SOURCE_FIELDS = ("source_document", "source_quote", "source_note")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        visible = Document.objects.visible_to(person)
        chosen = self.data.get(self.add_prefix("source_document")) or self.initial.get("source_document")
        source = self.fields["source_document"]
        assert isinstance(source, forms.ModelChoiceField)
        source.queryset = visible
        # Only the chosen document is rendered; the others come as the person types.
        source.widget.choices = [("", "")] + [(d.pk, str(d)) for d in visible.filter(pk=chosen or None)]
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name not in self.SOURCE_FIELDS:
                related = field.queryset.model._default_manager
                if hasattr(related, "visible_to"):
                    field.queryset = related.visible_to(person)

    @property
    def content_fields(self) -> list[forms.BoundField]:
        """The record's own fields, as bound."""
        return [self[name] for name in self.fields if name not in (*self.SOURCE_FIELDS, "version")]

    @property
    def source_fields(self) -> list[forms.BoundField]:
        """The fields of the source, as bound."""
        return [self[name] for name in self.SOURCE_FIELDS]

    def clean(self) -> dict[str, Any]:
        """A quote needs a document that has text."""
        cleaned = super().clean() or {}
        document, quote = cleaned.get("source_document"), cleaned.get("source_quote")
        if quote and document is None:
            self.add_error("source_document", ValidationError(_("Choose the document that the words are from.")))
        if quote and document is not None and document.has_text and quote not in document.body.text:
            self.add_error(
                "source_quote",
                ValidationError(_("These words are not in that document. Copy them from its text, letter by letter.")),
            )
        return cleaned

    def _post_clean(self) -> None:
        """The model is checked by the service, on a fresh row; the form only constructs values."""

    def _split(self) -> tuple[dict[str, Any], dict[str, Any]]:
        own, many = {}, {}
        for field in self._meta.model._meta.get_fields():
            if field.name in self.cleaned_data and field.name not in (*self.SOURCE_FIELDS, "version"):
                (many if field.many_to_many else own)[field.name] = self.cleaned_data[field.name]
        return own, many

    def statements(self) -> list[Statement]:
        """The source as statements: made only when the record is saved, in its transaction."""
        cleaned, made = self.cleaned_data, []
        content = {
            name: str(cleaned[name]) for name in self.changed_data if name in cleaned and name not in self.SOURCE_FIELDS
        }
        if cleaned.get("source_document"):
            made.append(
                documents.state(
                    cleaned["source_document"],
                    kind=Statement.Kind.RECORD,
                    payload=content,
                    quote=cleaned.get("source_quote") or "",
                    by=self.person,
                )
            )
        if cleaned.get("source_note"):
            mark = cleaned.get("mark") or 0
            note = documents.write_note(cleaned["source_note"], by=self.person, mark=int(mark))
            made.append(
                documents.state(note, kind=Statement.Kind.RECORD, payload=content, quote=note.body.text, by=self.person)
            )
        return made

    def save(self, commit: bool = True) -> Record:  # type: ignore[override]
        """Through the register's services. Raises ``DomainError``; nothing is written then."""
        own, many = self._split()
        if self.instance.pk:
            return services.change(
                self.instance,
                own,
                many=many,
                by=self.person,
                evidence=self.statements(),
                version=self.cleaned_data.get("version"),
            )
        record: Record = self._meta.model(**own)
        return services.create(record, many=many, by=self.person, evidence=self.statements())


__all__ = ["DomainError", "ListField", "RecordForm", "form_field"]
