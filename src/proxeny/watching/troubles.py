"""What stands in the way of a look at a place or of taking an item: by code, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from proxeny.core.errors import DomainError

# code → the sentence: what was found, what to do.
SENTENCES: dict[str, str] = {
    "network.away": gettext_noop(
        "No host could be found: the network seems to be away. Folders are watched all the same."
    ),
    "network.unknown_host": gettext_noop(
        "No address is known for %(host)s. See whether it is written rightly and whether the network is there."
    ),
    "network.unreachable": gettext_noop("%(host)s does not answer: %(reason)s. It is tried again by itself."),
    "network.slow": gettext_noop("%(host)s took longer than %(seconds)s seconds. It is tried again by itself."),
    "network.cut_off": gettext_noop("The answer of %(host)s broke off in the middle. It is tried again by itself."),
    "network.certificate": gettext_noop(
        "The certificate of %(host)s does not hold (%(reason)s), so nothing was taken. Ask its owner, or correct the "
        "address."
    ),
    "network.nonsense": gettext_noop("What %(host)s answers is no HTTP: %(reason)s. See whether the address is right."),
    "address.malformed": gettext_noop(
        "“%(address)s” is no web address. Write it as https://host/path, without a password."
    ),
    "address.private": gettext_noop(
        "%(host)s leads to %(ip)s, an address inside a private network, where nothing is fetched. An administrator of "
        "the server may name the host in PROXENY_PRIVATE_HOSTS."
    ),
    "address.redirects": gettext_noop(
        "%(address)s leads on more than %(count)s times. Enter the address where it ends."
    ),
    "http.refused": gettext_noop("%(host)s refuses (%(status)s). Ask its owner whether the page may be fetched."),
    "http.missing": gettext_noop("There is nothing at %(address)s (404). Look up the address on the publisher's site."),
    "http.gone": gettext_noop(
        "%(address)s was given up by its publisher (410). Watch another place, and pause this one."
    ),
    "http.busy": gettext_noop("%(host)s asks to come back later (%(status)s). It is tried again then."),
    "http.broken": gettext_noop(
        "%(host)s answered with an error of its own (%(status)s). It is tried again by itself."
    ),
    "http.other": gettext_noop(
        "%(host)s answered %(status)s where a page was expected. See whether the address is right."
    ),
    "robots.closed": gettext_noop(
        "The robots.txt of %(host)s closes %(path)s to programs, so it is not fetched. Save the page by hand into a "
        "watched folder."
    ),
    "body.too_large": gettext_noop(
        "The answer is larger than %(limit)s MB and was not taken. Add the file by hand if it is needed."
    ),
    "body.damaged": gettext_noop("The answer is packed wrongly and cannot be unpacked. It is tried again by itself."),
    "feed.page": gettext_noop(
        "This is a web page, not a feed. Enter the address of its feed: most pages name it at their foot."
    ),
    "feed.page_with_feed": gettext_noop("This is a web page, not a feed. Its feed is %(feed)s: enter that address."),
    "feed.broken": gettext_noop(
        "The feed cannot be read, and nothing was taken from it: %(reason)s. Tell its publisher, or watch another one."
    ),
    "feed.crooked": gettext_noop(
        "The feed is not well formed (%(reason)s); %(count)s whole items could be read all the same."
    ),
    "feed.not_one": gettext_noop("What stands there is neither RSS nor Atom. Enter the address of a feed."),
    "feed.empty": gettext_noop(
        "The feed is whole but offers nothing. Nothing is wrong; if it stays so, see if it has moved."
    ),
    "feed.moved": gettext_noop("It answers from another address now: %(address)s. Enter that one."),
    "feed.long": gettext_noop("It offers %(offered)s items; the newest %(taken)s were noted."),
    "sitemap.broken": gettext_noop("The sitemap cannot be read, and nothing was taken from it: %(reason)s."),
    "sitemap.index": gettext_noop("This is an index of sitemaps. Enter the address of one of them, as %(first)s."),
    "folder.missing": gettext_noop("The folder %(folder)s is not there. Make it, or correct the address."),
    "folder.outside": gettext_noop(
        "“%(folder)s” lies outside the folder in which watched folders stand (%(root)s). Write its name only."
    ),
    "folder.closed": gettext_noop("%(folder)s cannot be read: %(reason)s. Give the program leave to read it."),
    "item.empty": gettext_noop("It has neither a page nor a text of its own."),
    "item.future": gettext_noop("Its date (%(date)s) lies in the future and was left out."),
    "item.again": gettext_noop("The same text is held already as “%(title)s”."),
    "item.unreadable": "%(words)s",
    "item.given_up": gettext_noop("Given up after %(tries)s tries: %(words)s"),
    "person.may_not": gettext_noop(
        "%(person)s, in whose name documents come in from here, may not add documents any more. Let somebody who may "
        "save this place."
    ),
}

# After these the same address may answer later; all others are settled.
PASSING = {
    "network.away", "network.unknown_host", "network.unreachable", "network.slow", "network.cut_off", "http.busy",
    "http.broken", "body.damaged",
}  # fmt: skip


class Trouble(DomainError):
    """Something in the way; ``code`` is a key of ``SENTENCES``. ``wait`` is seconds that the server asks for."""

    def __init__(self, code: str, *, wait: int | None = None, **values: Any) -> None:
        self.code = code
        self.values = values
        self.wait = wait
        super().__init__(in_words(self.as_json()))

    @property
    def is_passing(self) -> bool:
        """Whether the same may work later."""
        return self.code in PASSING

    def as_json(self) -> dict[str, Any]:
        """As places and items keep it."""
        return {"code": self.code, "values": {name: str(value) for name, value in self.values.items()}}


def in_words(trouble: Mapping[str, Any]) -> str:
    """The sentence of a trouble as kept, in the reader's language; empty for none."""
    if not trouble:
        return ""
    values = dict(trouble.get("values", {}))
    if inner := trouble.get("inner"):
        values["words"] = in_words(inner)
    return _(SENTENCES[trouble["code"]]) % values
