"""One request over one connection that is checked before and after it is made, with a limit on time and size."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from proxeny.watching.reaching.addresses import Target, found, is_allowed
from proxeny.watching.troubles import Trouble

PATIENCE = 15.0  # seconds for a connection and for each answer of the other side
WHOLE = 60  # seconds for all of it, however steadily it drips
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Reply:
    """What a server answered to one request; the body unpacked."""

    status: int
    headers: Message
    body: bytes


def ask(target: Target, headers: Mapping[str, str], *, limit: int) -> Reply:
    """GET a target. Raises ``Trouble``: unknown, private, slow, cut off, over ``limit`` bytes (packed or unpacked)."""
    line = _connected(target)
    is_over = threading.Event()

    def give_up() -> None:
        is_over.set()
        # another thread waits in a read of it, which ends with this
        _shut(line)

    watch = threading.Timer(WHOLE, give_up)
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(target.host, target.port, timeout=PATIENCE)
    connection.sock = line
    try:
        connection.request("GET", target.path, headers={"Host": target.authority, **headers})
        answer = connection.getresponse()
        body = b"" if answer.status in (204, 304) else _body(answer, target, limit)
        if is_over.is_set():
            raise Trouble("network.slow", host=target.host, seconds=WHOLE)
        return Reply(answer.status, answer.headers, body)
    except (http.client.HTTPException, OSError) as error:
        if is_over.is_set() or isinstance(error, TimeoutError):
            seconds = WHOLE if is_over.is_set() else int(PATIENCE)
            raise Trouble("network.slow", host=target.host, seconds=seconds) from error
        if isinstance(error, OSError | http.client.IncompleteRead | http.client.RemoteDisconnected):
            raise Trouble("network.cut_off", host=target.host) from error
        raise Trouble("network.nonsense", host=target.host, reason=type(error).__name__) from error
    finally:
        watch.cancel()
        connection.close()
        line.close()


def _shut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()  # the other side was faster


def _connected(target: Target) -> socket.socket:
    refusal = ""
    for ip in found(target):
        try:
            line = socket.create_connection((str(ip), target.port), timeout=PATIENCE)
        except OSError as error:
            refusal = error.strerror or str(error) or type(error).__name__
            continue
        there = ipaddress.ip_address(str(line.getpeername()[0]).partition("%")[0])
        if not is_allowed(target.host, there):
            line.close()
            raise Trouble("address.private", host=target.host, ip=there)
        return _secured(line, target) if target.is_secure else line
    raise Trouble("network.unreachable", host=target.host, reason=refusal)


def _secured(line: socket.socket, target: Target) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
    except ssl.SSLError as error:
        line.close()
        reason = getattr(error, "verify_message", "") or error.reason or "TLS"
        raise Trouble("network.certificate", host=target.host, reason=reason) from error
    except OSError as error:
        line.close()
        raise Trouble("network.unreachable", host=target.host, reason=error.strerror or "TLS") from error


def _body(answer: http.client.HTTPResponse, target: Target, limit: int) -> bytes:
    """The body unpacked, never more of it in memory than the limit and a piece."""
    too_large = Trouble("body.too_large", limit=limit // 1_000_000)
    said = answer.headers.get("Content-Length", "")
    if said.isdecimal() and int(said) > limit:
        raise too_large
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    # 32 more than the largest window: zlib takes gzip and zlib alike
    unpack = zlib.decompressobj(32 + zlib.MAX_WBITS) if packing in ("gzip", "x-gzip", "deflate") else None
    if unpack is None and packing not in ("", "identity"):
        raise Trouble("body.damaged")
    body, raw = bytearray(), 0
    while piece := answer.read(_PIECE):
        raw += len(piece)
        if unpack is not None:
            try:
                piece = unpack.decompress(piece, limit + 1 - len(body))
            except zlib.error as error:
                raise Trouble("body.damaged") from error
        body += piece
        if len(body) > limit or raw > limit:
            raise too_large
    if said.isdecimal() and answer.headers.get("Transfer-Encoding") is None and raw < int(said):
        raise Trouble("network.cut_off", host=target.host)
    if unpack is not None and raw and not unpack.eof:
        raise Trouble("network.cut_off", host=target.host)
    return bytes(body)
