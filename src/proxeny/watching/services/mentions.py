"""Which documents say a partner's name: counted as documents come in, and anew where names have changed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import ahocorasick
from django.db import transaction
from django.db.models import Count, Max

from proxeny.core.folding import fold
from proxeny.documents.models import Document, DocumentText
from proxeny.partners.models import Alias, Partner
from proxeny.watching.models import Mention, NamesLookedFor, Profile

_SHORT = 8  # letters: a single shorter word is looked for as it is written, not folded ("Hue" is no "Huế")
_FEWEST = 2
_A_TIME = 500  # texts


def names_of(partners: Iterable[Partner]) -> dict[int, list[str]]:
    """The names of partners in any language, by partner. One SQL query."""
    known = {partner.pk: {partner.name, partner.name_vi} for partner in partners}
    for partner, name in Alias.objects.filter(partner__in=list(known)).values_list("partner", "name"):
        known[partner].add(name)
    return {pk: sorted(name for name in names if len(name.strip()) >= _FEWEST) for pk, names in known.items()}


class Names:
    """All names at once, found in one pass over a text: folded, but for short single words, which stay as written."""

    def __init__(self, names: dict[int, list[str]]) -> None:
        self._folded: dict[str, set[int]] = defaultdict(set)
        self._written: dict[str, set[int]] = defaultdict(set)
        for partner, known in names.items():
            for name in known:
                if " " in name.strip() or len(name) >= _SHORT:
                    self._folded[fold(name)].add(partner)
                else:
                    self._written[unicodedata.normalize("NFC", name.strip())].add(partner)
        self._folded.pop("", None)
        self._machines = _machine(self._folded), _machine(self._written)

    def said_in(self, text: str) -> set[int]:
        """The partners whose name a text says, as whole words."""
        written = " ".join(unicodedata.normalize("NFC", text).split())
        found: set[int] = set()
        for machine, known, said in (
            (self._machines[0], self._folded, fold(text)),
            (self._machines[1], self._written, written),
        ):
            if machine is None:
                continue
            for end, name in machine.iter(said):
                start = end - len(name) + 1
                if not _is_letter(said[start - 1 : start]) and not _is_letter(said[end + 1 : end + 2]):
                    found |= known[name]
        return found


def _machine(names: dict[str, set[int]]) -> Any:
    if not names:
        return None
    machine = ahocorasick.Automaton()
    for name in names:
        machine.add_word(name, name)
    machine.make_automaton()
    return machine


def _is_letter(sign: str) -> bool:
    return bool(re.fullmatch(r"\w", sign))


def _all_names() -> Names:
    """The names of all partners; made anew when a partner or a name was added or changed. Two SQL queries."""
    partners = Partner.objects.aggregate(n=Count("pk"), at=Max("updated_at"))
    aliases = Alias.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return _kept_names(partners["n"], partners["at"], aliases["n"], aliases["last"])


@lru_cache(maxsize=1)
def _kept_names(*_state: Any) -> Names:
    return Names(names_of(Partner.objects.only("pk", "name", "name_vi")))


@transaction.atomic
def count_mentions(document: Document) -> None:
    """Keep which partners a document's text names, once its traits are kept. Six SQL queries."""
    said = _all_names().said_in(document.body.text)
    Mention.objects.filter(document=document).delete()
    day = Profile.objects.filter(document=document).values_list("day", flat=True).first()
    Mention.objects.bulk_create([Mention(document=document, partner_id=partner, day=day) for partner in sorted(said)])


def count_names() -> int:
    """Search all texts for partners that are new or have other names than were looked for; returns how many.

    One pass over the texts, however many partners; each partner's count is replaced whole.
    """
    now = names_of(Partner.objects.only("pk", "name", "name_vi"))
    then = dict(NamesLookedFor.objects.values_list("partner", "names"))
    changed = {partner: names for partner, names in now.items() if then.get(partner) != names}
    if not changed:
        return 0
    names = Names(changed)
    found = []
    texts = DocumentText.objects.exclude(document__kind=Document.Kind.NOTE).order_by("pk")
    rows = texts.values_list("pk", "text", "document__profile__day")
    for pk, text, day in rows.iterator(chunk_size=_A_TIME):
        found += [Mention(document_id=pk, partner_id=partner, day=day) for partner in names.said_in(text)]
    with transaction.atomic():
        Mention.objects.filter(partner__in=list(changed)).delete()
        Mention.objects.bulk_create(found, batch_size=2000, ignore_conflicts=True)
        NamesLookedFor.objects.bulk_create(
            [NamesLookedFor(partner_id=partner, names=known) for partner, known in changed.items()],
            update_conflicts=True,
            unique_fields=["partner"],
            update_fields=["names"],
        )
    return len(changed)
