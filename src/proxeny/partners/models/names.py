"""Other names of partners and people: historic, in other languages and scripts, short, or as sources write them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField
from proxeny.core.records import FoldedField
from proxeny.partners.models.partner import Partner
from proxeny.partners.models.person import Person

# ISO 15924 codes of the scripts that names come in; the office may enter any other code.
SCRIPTS = {
    "Latn": _("Latin"),
    "Hani": _("Chinese characters"),
    "Jpan": _("Japanese"),
    "Kore": _("Korean"),
    "Cyrl": _("Cyrillic"),
    "Arab": _("Arabic"),
    "Laoo": _("Lao"),
    "Thai": _("Thai"),
    "Khmr": _("Khmer"),
    "Mymr": _("Burmese"),
    "Deva": _("Devanagari"),
    "Grek": _("Greek"),
    "Hebr": _("Hebrew"),
}


class OtherName(models.Model):
    """Another name. ``language`` is BCP 47, ``script`` ISO 15924, ``during`` when it was in use, as far as known."""

    class Kind(models.TextChoices):
        """What sort of name."""

        OTHER = "other", pgettext_lazy("name", "another name")
        OFFICIAL = "official", pgettext_lazy("name", "full official name")
        HISTORIC = "historic", pgettext_lazy("name", "historic")
        ABBREVIATION = "abbreviation", pgettext_lazy("name", "abbreviation")
        SOURCE = "source", pgettext_lazy("name", "as sources write it")

    name = models.CharField(_("name"), max_length=200, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("As vi, en, zh, ja."))
    script = models.CharField(
        _("script"), max_length=4, blank=True, choices=list(SCRIPTS.items()), help_text=_("Where it is not Latin.")
    )
    during = EdtfField(_("in use"), help_text=_("As 1010/1831, ../1976, 2008/.."))
    folded = FoldedField(default="", editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def searchable(self) -> str:
        """The name."""
        return self.name


class Alias(OtherName):
    """Another name of a partner."""

    partner = models.ForeignKey(Partner, related_name="aliases", on_delete=models.CASCADE)

    class Meta(OtherName.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "name", "kind", "language", "script", "during"], name="one_alias"
            )
        ]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")


class NameOfPerson(OtherName):
    """Another name of a person: in another script, a former name, as sources write it."""

    person = models.ForeignKey(Person, related_name="aliases", on_delete=models.CASCADE)

    class Meta(OtherName.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "kind", "language", "script", "during"], name="one_name_of_person"
            )
        ]
        verbose_name = _("other name of a person")
        verbose_name_plural = _("other names of people")
