"""Which column of a list says what: headings as Indico exports them, and as offices write them in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.core.folding import fold

# What a column may say → its words. First and last name are put together, a withdrawn registration is left out.
TARGETS: dict[str, str | Promise] = {
    "name": _("name"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "organisation": _("organisation"),
    "post": _("post"),
    "email": _("e-mail"),
    "country": _("country"),
    "origin": _("comes from"),
    "role": _("role"),
    "is_vip": _("guest of honour"),
    "came": _("came"),
    "registration": _("registration no."),
    "state": _("state of the registration"),
}

# Folded headings. Indico's are those of its registration list (ID, Name, Affiliation, Checked in …).
_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "participant", "participant name", "delegate", "guest", "ho va ten", "ho ten", "ten",
        "dai bieu", "ten dai bieu", "ho va ten dai bieu", "khach moi", "ho, ten",
    ),
    "first_name": ("first name", "given name", "forename", "ten goi", "ten rieng"),
    "last_name": ("last name", "family name", "surname", "ho"),
    "organisation": (
        "organisation", "organization", "affiliation", "institution", "company", "agency", "co quan", "don vi",
        "to chuc", "co quan/don vi", "co quan, don vi", "don vi cong tac", "noi cong tac", "co quan/to chuc",
    ),
    "post": ("post", "position", "job title", "function", "chuc vu", "chuc danh", "vi tri"),
    "email": ("email", "e-mail", "email address", "e-mail address", "thu dien tu", "dia chi email", "hop thu"),
    "country": ("country", "nationality", "country of residence", "quoc gia", "nuoc", "quoc tich"),
    "origin": (
        "origin", "comes from", "kind of delegate", "delegate type", "type of delegate", "dien", "dien dai bieu",
        "loai dai bieu", "thanh phan",
    ),
    "role": ("role", "capacity", "participant role", "vai tro", "tu cach"),
    "is_vip": ("vip", "guest of honour", "is vip", "khach vip", "khach quy", "khach danh du"),
    "came": ("checked in", "checked-in", "came", "attended", "present", "co mat", "da den", "co tham du", "diem danh"),
    "registration": (
        "id", "registration id", "registration no.", "registration number", "ma dang ky", "ma so", "so dang ky",
    ),
    "state": ("registration state", "state", "status", "registration status", "trang thai", "tinh trang dang ky"),
}  # fmt: skip
_BY_HEADING = {heading: target for target, headings in _HEADINGS.items() for heading in headings}
_LOOKED_AT = 15


def target_of(heading: str) -> str:
    """What a column of a heading says; empty where nobody would know."""
    words = fold(heading).strip(" *:.()")
    return _BY_HEADING.get(words, "")


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The number of the row with the headings: that of the first rows in which most are known; ``None`` for none."""
    scores = [len({target_of(cell) for cell in row} - {""}) for row in rows[:_LOOKED_AT]]
    best = max(range(len(scores)), key=lambda at: scores[at], default=None)
    return best if best is not None and scores[best] else None


def guess(headings: Sequence[str]) -> list[str]:
    """The target of each column; a target is filled by the first column that names it."""
    taken: set[str] = set()
    targets = []
    for heading in headings:
        target = target_of(heading)
        targets.append("" if target in taken else target)
        taken.add(target)
    return targets


def is_enough(targets: Sequence[str]) -> bool:
    """Whether the columns name a participant."""
    return "name" in targets or {"first_name", "last_name"} <= set(targets)
