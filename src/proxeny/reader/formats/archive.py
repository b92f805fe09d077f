"""The ZIP files behind DOCX and XLSX, opened with distrust: no bombs, no XML entities, no passwords."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from lxml import etree

from proxeny.reader.formats.refusals import DamagedFile, EncryptedFile, TooLargeFile

UNPACKED_LIMIT = 400_000_000
"""Bytes that all parts together may have once unpacked."""
_RATIO_LIMIT = 200
_RATIO_COUNTS_FROM = 20_000_000
_PARTS_LIMIT = 20_000
# What zipfile raises where a part contradicts itself.
_BROKEN = (
    KeyError, ValueError, IndexError, EOFError, OSError, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Archive:
    """The parts of an office file.

    Raises ``DamagedFile``, ``EncryptedFile`` or ``TooLargeFile`` on opening; declared sizes are believed because
    unpacking stops at them.
    """

    def __init__(self, data: bytes, filename: str) -> None:
        self.filename = filename
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self.damaged(str(error)) from error
        parts = self._zip.infolist()
        unpacked = sum(part.file_size for part in parts)
        if any(part.flag_bits & 0x1 for part in parts):
            raise EncryptedFile(
                f"{filename}: the file is protected by a password; expected an open one. Remove the password in the "
                "program that made it and add the file again."
            )
        if (
            unpacked > UNPACKED_LIMIT
            or len(parts) > _PARTS_LIMIT
            or (unpacked > _RATIO_COUNTS_FROM and unpacked > _RATIO_LIMIT * max(1, len(data)))
        ):
            raise TooLargeFile(
                f"{filename}: {len(data):,} bytes would unpack to {unpacked:,} in {len(parts):,} parts; at most "
                f"{UNPACKED_LIMIT:,} bytes are unpacked, and no office document is packed that tightly. If the file is "
                "genuine, split it."
            )
        self.names = frozenset(part.filename for part in parts)

    def damaged(self, why: str) -> DamagedFile:
        """The refusal to raise where a part does not hold what it should."""
        return DamagedFile(
            f"{self.filename}: the file is damaged ({why}); expected a complete Office file. Open it in the program "
            "that made it, save it again and add that copy."
        )

    def part(self, name: str) -> bytes:
        """The bytes of one part."""
        try:
            return self._zip.read(name)
        except _BROKEN as error:
            raise self.damaged(f"part {name}: {error}") from error

    def xml(self, name: str) -> etree._Element:
        """The root of one XML part; a document type declaration, the door of entity bombs, is refused."""
        data = self.part(name)
        self.refuse_entities(name, data)
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"part {name}: {error.msg}") from error

    def refuse_entities(self, name: str, data: bytes) -> None:
        """Raise where a part declares a document type, in UTF-8 or UTF-16."""
        head = data[:200_000]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
            head = head.replace(b"\x00", b"")
        if _DOCTYPE.search(head):
            raise DamagedFile(
                f"{self.filename}: part {name} declares XML entities, which no office program writes and which can be "
                "used to exhaust a machine; the file was not read. Save it anew in an office program."
            )
