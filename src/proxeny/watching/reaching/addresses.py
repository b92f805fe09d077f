"""Which addresses may be reached: none inside a private network, whatever name or redirect leads there."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.conf import settings

from proxeny.watching.troubles import Trouble

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# What programs hang onto an address to see where readers come from: the page is the same without.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """A web address taken apart. ``path`` has the query with it."""

    is_secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host, with the port where it is not the usual one: what is asked one request at a time."""
        usual = 443 if self.is_secure else 80
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"


def target_of(address: str) -> Target:
    """Take an address apart. Raises ``Trouble`` for what is no plain http or https address."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError as error:
        raise Trouble("address.malformed", address=address[:200]) from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise Trouble("address.malformed", address=address[:200])
    path = _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in path):
        raise Trouble("address.malformed", address=address[:200])
    is_secure = parts.scheme == "https"
    return Target(is_secure, host, port or (443 if is_secure else 80), path)


def _ascii(path: str) -> str:
    """A path or query as it goes over the wire: other letters and blanks as ``%C3%A9``, what is escaped stays."""
    return "".join(
        letter if 32 < ord(letter) < 127 else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        for letter in path
    )


def joined(base: str, link: str) -> str:
    """A link as a whole address. Raises ``Trouble`` for one that cannot be taken apart, as ``http://[``."""
    try:
        return urljoin(base, link.strip())
    except ValueError as error:
        raise Trouble("address.malformed", address=link[:200]) from error


def plain(address: str) -> str:
    """An address without its fragment and without what only says where the reader came from."""
    parts = urlsplit(address.strip())
    query = parts.query
    if query and any(mark in query for mark in _TRACKING):
        kept = [(name, value) for name, value in parse_qsl(query, True) if not name.startswith(_TRACKING)]
        query = urlencode(kept)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def is_public(ip: IpAddress) -> bool:
    """Whether an address is one of the open internet, also when it is wrapped in another."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_allowed(host: str, ip: IpAddress) -> bool:
    """Whether a host may be reached at an address: any public one; a private one where the setting names the host."""
    return is_public(ip) or host in settings.PROXENY_PRIVATE_HOSTS


def found(target: Target) -> list[IpAddress]:
    """The addresses of a host, every one of them allowed. Raises ``Trouble`` where there is none, or one is not.

    The caller connects to one of these and to nothing else, so that a name which answers differently the next moment
    (rebinding) gains nothing.
    """
    try:
        known = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Trouble("network.unknown_host", host=target.host) from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in known))
    for ip in addresses:
        if not is_allowed(target.host, ip):
            raise Trouble("address.private", host=target.host, ip=ip)
    if not addresses:
        raise Trouble("network.unknown_host", host=target.host)
    return addresses
