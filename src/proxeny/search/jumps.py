"""Pages and acts that the search box leads to: ``new agreement``, ``inbox``, ``đoàn``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.rights import can
from proxeny.core.navigation import NAVIGATION, address, may_see
from proxeny.registers.register import REGISTERS
from proxeny.search.words import Query, folded_words

MOST = 4


@dataclass(frozen=True)
class Jump:
    """A page to go to; ``is_act`` where something is made there."""

    label: str
    url: str
    is_act: bool = False


def _offered(person: Any) -> Iterator[tuple[str | Promise, str | Promise, str, bool]]:
    """(label, other words for it, address, whether it is an act) of all that a person may go to."""
    for register in REGISTERS.values():
        if register.form is not None and can(person, "change"):
            label = _("New: %(what)s") % {"what": register.singular}
            yield label, _("new add write"), address(f"{register.name}:new"), True
    if can(person, "add_document"):
        yield _("Add documents"), _("new add upload file document"), address("documents:add"), True
    for group in NAVIGATION:
        for entry in group.entries:
            if may_see(entry, person):
                yield entry.label, "", address(entry.url_name), False
    for register in REGISTERS.values():
        yield register.title, "", address(f"{register.name}:list"), False
    yield _("Disagreements"), _("conflicts"), address("review:conflicts"), False
    yield _("Your settings"), _("profile password language"), address("accounts:profile"), False


def jumps(query: Query, person: Any) -> list[Jump]:
    """Where every typed word begins a word of the label, in the reader's language or in English."""
    if not query.folded:
        return []
    found: dict[str, Jump] = {}
    for label, others, url, is_act in _offered(person):
        if url and url not in found and _begins(query, f"{label} {others}"):
            found[url] = Jump(capfirst(str(label)), url, is_act)
            if len(found) == MOST:
                break
    return list(found.values())


def _begins(query: Query, words: str | Promise) -> bool:
    with translation.override("en"):
        english = str(words)
    known = [*folded_words(str(words)), *folded_words(english)]
    return all(any(one.startswith(word) for one in known) for word in query.folded)


def doors(person: Any) -> list[Jump]:
    """Where to go when nothing was found: the lists, and adding what is missing."""
    offered = [Jump(capfirst(str(register.title)), address(f"{register.name}:list")) for register in REGISTERS.values()]
    if can(person, "add_document"):
        offered.insert(0, Jump(str(_("Add documents")), address("documents:add"), True))
    return [jump for jump in offered if jump.url]
