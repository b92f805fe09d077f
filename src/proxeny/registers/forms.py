"""The form of a record: its fields, the source of what is written, and the version that the person saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.audit.models import Entry
from proxeny.audit.services import plain
from proxeny.core.errors import DomainError, NoEvidence
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.forms import AmountFormField, EdtfFormField
from proxeny.core.lists.widgets import RemoteSelect, RemoteSelectMultiple
from proxeny.core.records import Mark, Record
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement
from proxeny.documents.queries import passage
from proxeny.registers import services
from proxeny.registers.content import Shown, shown


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
    if isinstance(field, EdtfField) and not kwargs.get("help_text"):
        kwargs["help_text"] = EdtfFormField().help_text
    if isinstance(field, ExactDecimalField):
        return AmountFormField(label=kwargs.get("label", field.verbose_name), required=not field.blank)
    if isinstance(field, models.JSONField):
        return ListField(label=field.verbose_name, required=False, help_text=_("One a line."))
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    if isinstance(field, models.ManyToManyField | models.ForeignKey):
        return _related(field, kwargs)
    made = field.formfield(**kwargs)
    if isinstance(made, forms.NullBooleanField):
        made.widget.choices = [("unknown", _("not stated")), ("true", _("yes")), ("false", _("no"))]
    return made


def _related(field: Any, kwargs: dict[str, Any]) -> forms.Field | None:
    """Records of a register are found with a few letters; rows of a short table are listed."""
    related = field.related_model
    if isinstance(related, type) and issubclass(related, Record):
        remote = RemoteSelectMultiple if field.many_to_many else RemoteSelect
        return field.formfield(**{**kwargs, "widget": remote(related)})  # type: ignore[no-any-return]
    kwargs.pop("widget", None)
    made: forms.Field | None = field.formfield(**kwargs)
    if made is not None:
        made.widget.attrs["data-select"] = ""
    return made


class SourcedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Fields and where they come from.

    The source is a document of the record (with the words that say it, where its text is held) or a note to file. A
    change of nothing but note or mark needs none.
    """

    source_document = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Document.objects.none(),
        required=False,
        help_text=_("The document that says so."),
        widget=RemoteSelect(Document, address="documents:choices"),
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
        self.differing: list[Differing] = []
        for name, field in self.fields.items():
            if isinstance(field.widget, RemoteSelect):
                field.widget.person = person
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                related = field.queryset.model._default_manager
                if hasattr(related, "visible_to"):
                    widget = field.widget
                    field.queryset = related.visible_to(person)
                    widget.choices = [] if isinstance(widget, RemoteSelect) else widget.choices
                self._initial_by_reference(name, field)
        self._own_marks()

    def _initial_by_reference(self, name: str, field: forms.ModelChoiceField) -> None:
        """An address may name what is linked by its reference: ``new/?partners=city-paris``."""
        given = self.initial.get(name)
        assert field.queryset is not None
        if isinstance(given, str) and given and not given.isdecimal() and hasattr(field.queryset.model, "reference"):
            found = list(field.queryset.filter(reference__in=given.split(",")).values_list("pk", flat=True))
            several = isinstance(field, forms.ModelMultipleChoiceField)
            self.initial[name] = found if several else next(iter(found), None)

    def _own_marks(self) -> None:
        """Nobody marks a record so that they cannot see it themselves."""
        field = self.fields.get("mark")
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(mark, words) for mark, words in Mark.choices if mark <= self.person.clearance]

    @property
    def content_fields(self) -> list[forms.BoundField]:
        """The fields of what is written, as bound."""
        return [self[name] for name in self.fields if name not in (*self.SOURCE_FIELDS, "version")]

    @property
    def source_fields(self) -> list[forms.BoundField]:
        """The fields of the source, as bound."""
        return [self[name] for name in self.SOURCE_FIELDS]

    def clean(self) -> dict[str, Any]:
        """A quote needs a document that has text; it is kept as it stands there, line ends and spaces included."""
        cleaned = super().clean() or {}
        document, quote = cleaned.get("source_document"), cleaned.get("source_quote")
        if quote and document is None and "source_document" not in self.errors:
            self.add_error("source_document", ValidationError(_("Choose the document that the words are from.")))
        if quote and document is not None and document.has_text:
            found = passage(document, quote)
            if found is None:
                self.add_error(
                    "source_quote",
                    ValidationError(
                        _("These words are not in that document. Copy them from its text, letter by letter.")
                    ),
                )
            else:
                cleaned["source_quote"] = found
        return cleaned

    def _post_clean(self) -> None:
        """The model is checked by the service, on a fresh row; the form only constructs values."""

    def split(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values of plain fields, and of lists of linked records."""
        own: dict[str, Any] = {}
        many: dict[str, Any] = {}
        for field in self._meta.model._meta.get_fields():
            if field.name in self.cleaned_data and field.name not in (*self.SOURCE_FIELDS, "version"):
                (many if field.many_to_many else own)[field.name] = self.cleaned_data[field.name]
        return own, many

    def _stated(self) -> dict[str, Any]:
        """What the source is said to say: the fields that differ from what the record holds, in plain values."""
        own, many = self.split()
        stated = {
            name: plain(value)
            for name, value in own.items()
            if name not in services.WITHOUT_SOURCE and value not in ("", None, []) and value != self._held(name)
        }
        return stated | {name: sorted(str(item) for item in items) for name, items in many.items() if items}

    def _held(self, name: str) -> Any:
        return getattr(self.instance, name) if self.instance.pk else None

    def statements(self) -> list[Statement]:
        """The source as statements: made only when the record is saved, in its transaction."""
        cleaned, made, content = self.cleaned_data, [], self._stated()
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
            of = getattr(self, "record", self.instance)  # a part has the mark of its record
            mark = cleaned.get("mark") or getattr(of, "mark", 0) or 0
            note = documents.write_note(cleaned["source_note"], by=self.person, mark=int(mark))
            made.append(
                documents.state(note, kind=Statement.Kind.RECORD, payload=content, quote=note.body.text, by=self.person)
            )
        return made

    def refuse(self, error: DomainError) -> None:
        """Put what a service refused beside the field that it is about, else above the form."""
        if isinstance(error, services.BadContent):
            for name, messages in error.fields.items():
                self.add_error(name if name in self.fields else None, ValidationError(messages))
        else:
            self.add_error("source_document" if isinstance(error, NoEvidence) else None, str(error))


@dataclass(frozen=True)
class Differing:
    """A field that somebody else saved meanwhile: both versions as shown; ``is_taken`` if theirs stands in the form."""

    name: str
    label: str
    mine: Shown | None
    theirs: Shown | None
    is_taken: bool


class RecordForm(SourcedForm):
    """A record's fields and where they come from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version

    def save(self, commit: bool = True) -> Record:  # type: ignore[override]
        """Through the register's services. Raises ``DomainError``; nothing is written then."""
        own, many = self.split()
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

    def meet(self, current: Record, entries: Iterable[Entry]) -> None:
        """After somebody else saved: keep what this person wrote, take over what they had left as it was.

        ``entries`` are the acts since the version that the person saw. Both versions of every field that differs are
        put into ``differing``; saving again then replaces the version now on record, knowingly.
        """
        before: dict[str, Any] = {}
        for entry in entries:  # the newest first, so that the oldest has the last word
            before.update({name: values[0] for name, values in entry.changes.items() if "." not in name})
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("version")] = str(current.version)
        mine = self._as_record(current)
        own, many = self.split()
        for name, value in {**own, **many}.items():
            held = list(getattr(current, name).all()) if name in many else getattr(current, name)
            written, on_record = _comparable(value), _comparable(held)
            if written == on_record:
                continue
            is_taken = name in before and written == (before[name] if before[name] is not None else _empty(value))
            if is_taken:
                self._put(data, name, held)
            elif name not in before:
                continue  # only this person changed it
            theirs = shown(current, name, visible_to=self.person)
            self.differing.append(
                Differing(
                    name,
                    str(self.fields[name].label or name),
                    None if is_taken else mine.get(name) or self._links(name, value),
                    theirs,
                    is_taken,
                )
            )
        self.data = data

    def _as_record(self, current: Record) -> dict[str, Shown | None]:
        own, _many = self.split()
        written = type(current)(**own)
        return {name: shown(written, name, visible_to=self.person) for name in own}

    def _links(self, name: str, value: Any) -> Shown | None:
        if hasattr(value, "__iter__") and not isinstance(value, str):
            return Shown(name, str(self.fields[name].label), list(value), "links")
        return None

    def _put(self, data: Any, name: str, held: Any) -> None:
        key = self.add_prefix(name)
        if isinstance(held, list) and isinstance(self.fields[name], forms.ModelMultipleChoiceField):
            data.setlist(key, [str(item.pk) for item in held])
        elif isinstance(held, bool):
            data[key] = "true" if held else ""
        else:
            prepared = self.fields[name].prepare_value(held)
            data[key] = "" if prepared is None else str(prepared)


def _comparable(value: Any) -> Any:
    """A form's value as the audit keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet) or (
        isinstance(value, list) and any(isinstance(v, models.Model) for v in value)
    ):
        return sorted(str(item) for item in value)
    return plain(value)


def _empty(value: Any) -> Any:
    return [] if isinstance(value, list | models.QuerySet) else "" if isinstance(value, str) else None


class PartForm(SourcedForm):
    """A part of a record: a post, a member, a movement of capital. ``record`` is the one that it belongs to."""

    def __init__(self, *args: Any, record: Record, children: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record, self.children = record, children
        self.fields["version"].initial = record.version

    def save(self, commit: bool = True) -> Any:
        """Through the services of parts. Raises ``DomainError``; nothing is written then."""
        own, _many = self.split()
        common: dict[str, Any] = {
            "by": self.person,
            "evidence": self.statements(),
            "version": self.cleaned_data.get("version"),
            "is_sourced": self.children.is_sourced,
        }
        if self.instance.pk:
            return services.change_part(self.record, self.children.name, self.instance, own, **common)
        return services.add_part(self.record, self.children.name, self._meta.model(**own), **common)


__all__ = ["Differing", "DomainError", "ListField", "PartForm", "RecordForm", "SourcedForm", "form_field"]
