"""How letters leave the house: the address of the site and of its mail server, from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def site_address() -> str:
    """``PROXENY_ADDRESS`` without a slash at its end, for links in letters and feeds; empty where it is not set."""
    given = os.environ.get("PROXENY_ADDRESS", "").strip().rstrip("/")
    if given and (urlsplit(given).scheme not in {"http", "https"} or not urlsplit(given).hostname):
        raise ImproperlyConfigured(
            f"PROXENY_ADDRESS is '{given}': expected the address that people open, as https://record.city.example."
        )
    return given


@dataclass(frozen=True)
class MailServer:
    """The server that takes letters. ``uses_starttls`` begins in the clear and turns to TLS, ``uses_tls`` begins so."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    uses_starttls: bool = False
    uses_tls: bool = False


def mail_server() -> MailServer | None:
    """The server of ``PROXENY_MAIL``; ``None`` where it is not set, and then ``proxeny remind`` says so."""
    url = os.environ.get("PROXENY_MAIL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or not parts.hostname or not port:
        raise ImproperlyConfigured(
            f"PROXENY_MAIL is '{parts.scheme}://…': expected smtp://, smtp+tls:// (STARTTLS) or smtps:// with "
            "user:password@host:port, as smtp+tls://office:secret@mail.city.example:587."
        )
    return MailServer(
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        uses_starttls=parts.scheme == "smtp+tls",
        uses_tls=parts.scheme == "smtps",
    )


def sender(server: MailServer | None) -> str:
    """Whom letters come from: ``PROXENY_MAIL_FROM``, else the user of the server where that is an address."""
    given = os.environ.get("PROXENY_MAIL_FROM", "").strip()
    if given:
        return given
    if server is None:
        return "proxeny@localhost"
    return server.user if "@" in server.user else f"proxeny@{server.host}"
