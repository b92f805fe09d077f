"""What somebody asks of the catalogue, read from the address; what no link of ours says is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from proxeny.core.folding import fold
from proxeny.programmes.models import Offer
from proxeny.public.refusals import Refused

A_PAGE = 24
LAST_PAGE = 500
SORTS: dict[str, Any] = {
    "discount": gettext_lazy("greatest discount"),
    "price": gettext_lazy("lowest price"),
    "name": pgettext_lazy("order", "name"),
    "end": gettext_lazy("ending soonest"),
}
_ORDER: dict[str, list[Any]] = {
    "discount": [F("discount").desc(nulls_last=True), "title", "pk"],
    "price": [F("price_after").asc(nulls_last=True), "title", "pk"],
    "name": ["title", "pk"],
    "end": [F("dates_latest").asc(nulls_last=True), "title", "pk"],
}
DISCOUNTS = ("10", "20", "30", "50")
STARS = ("3", "4", "5")


@dataclass(frozen=True)
class Asked:
    """Filters, order and page of the catalogue; empty for any."""

    q: str = ""
    category: str = ""
    ward: str = ""
    discount: str = ""
    ocop: str = ""
    programme: str = ""
    sort: str = ""
    page: int = 1

    def apply(self, offers: QuerySet[Offer]) -> QuerySet[Offer]:
        """The offers asked for, in the order asked for. Words are looked for without case and diacritics."""
        for word in fold(self.q).split()[:8]:
            offers = offers.filter(folded__contains=word)
        if self.category:
            offers = offers.filter(category=self.category)
        if self.ward:
            offers = offers.filter(ward=self.ward)
        if self.discount:
            offers = offers.filter(discount__gte=int(self.discount))
        if self.ocop:
            offers = offers.filter(ocop_stars__gte=int(self.ocop))
        if self.programme:
            offers = offers.filter(participation__programme__reference=self.programme)
        return offers.order_by(*_ORDER[self.sort or "discount"])

    def query(self, **changes: Any) -> str:
        """The address of the same with something changed; nothing empty in it."""
        names = ("q", "category", "ward", "discount", "ocop", "programme", "sort")
        said = {name: getattr(self, name) for name in names}
        said |= {"page": self.page if self.page > 1 else ""} | changes
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page is asked for."""
        return any((self.q, self.category, self.ward, self.discount, self.ocop, self.programme))


def asked(request: HttpRequest) -> Asked:
    """What the address says. Raises ``Refused`` for a choice that there is none of; unknown names are passed over."""
    given = {name: request.GET.get(name, "").strip() for name in ("q", "category", "ward", "discount", "ocop",
                                                                  "programme", "sort", "page")}  # fmt: skip
    if any("\x00" in value or len(value) > 120 for value in given.values()):
        raise Refused(400, _("Part of the address is too long or no text. Search with fewer words."))
    known = {
        "category": set(Offer.Category.values),
        "discount": set(DISCOUNTS),
        "ocop": set(STARS),
        "sort": set(SORTS),
    }
    for name, values in known.items():
        if given[name] and given[name] not in values:
            raise Refused(400, _("“%(value)s” is no choice here. Choose from the lists.") % {"value": given[name]})
    page = given.pop("page") or "1"
    if not (page.isascii() and page.isdecimal()) or not 1 <= int(page) <= LAST_PAGE:
        raise Refused(404, _("There is no page %(page)s. Begin with the first.") % {"page": page[:20]})
    return Asked(**given, page=int(page))  # type: ignore[arg-type]
