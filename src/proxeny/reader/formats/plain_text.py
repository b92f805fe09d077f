"""Plain text: from bytes in whatever encoding to Unicode."""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer

from proxeny.reader.formats import old_vietnamese
from proxeny.reader.formats.extracted import Extracted, TextBuilder, first_heading
from proxeny.reader.formats.refusals import UncertainEncoding, UnknownKind
from proxeny.reader.formats.vietnamese_syllables import share_of_syllables

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_C1 = re.compile("[\x80-\x9f]")
_BEYOND_ASCII = re.compile("[\x80-\ufffc]")
_HIGH = re.compile("[\x80-\uffff]")
# Of the guesses of statistics only other scripts are believed: among Latin ones it errs on short texts (it took a
# French page for a Macintosh one from Poland).
_OTHER_SCRIPTS = {
    "cp1251", "koi8_r", "koi8_u", "mac_cyrillic", "iso8859_5", "cp866", "cp1253", "iso8859_7", "cp1255", "iso8859_8",
    "cp1256", "iso8859_6", "cp874", "tis_620", "big5", "big5hkscs", "gb2312", "gbk", "gb18030", "shift_jis", "cp932",
    "euc_jp", "euc_kr", "cp949", "johab", "iso2022_jp",
}  # fmt: skip

# How a person knows the encodings, for notes.
_NAMES = {
    "utf-8 with broken letters": "UTF-8 with a few broken letters, now shown as \ufffd,",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (Western European)",
    "cp1258": "Windows-1258 (Vietnamese)",
}


def extract(data: bytes, filename: str) -> Extracted:
    """The text of a plain file with its paragraphs; the encoding is decided by the bytes."""
    text, note = decode(data, filename)
    builder = TextBuilder()
    builder.add(text)
    return Extracted(
        text=builder.text,
        media_type="text/plain",
        title=first_heading(builder.text),
        segments=tuple(builder.segments),
        notes=(note,) if note else (),
    )


def decode(data: bytes, filename: str) -> tuple[str, str | None]:
    """Bytes to text with line feeds as line ends, and a note where the encoding was not UTF-8.

    Raises ``UnknownKind`` for binary data and ``UncertainEncoding`` where several encodings are as likely.
    """
    text, encoding = _decoded(data, filename)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if encoding in ("utf-8", "utf-8-sig", "ascii"):
        return text, None
    return text, f"The text was in the encoding {_NAMES.get(encoding, encoding)} and was converted to Unicode."


def _decoded(data: bytes, filename: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UncertainEncoding(
                    f"{filename}: the file opens with the mark of {encoding.upper()}, but byte {error.start} does not "
                    "fit it; expected text in one encoding throughout. Save it again as UTF-8."
                ) from error
    if b"\x00" in data[:4096] and (wide := _without_mark(data)):
        return wide
    if len(_CONTROL.findall(data[:65536])) > len(data[:65536]) / 200:
        raise UnknownKind(
            f"{filename}: the file holds binary data, not text; expected plain text, HTML, PDF, DOCX, XLSX, CSV or an "
            "e-mail. Export it from the program that made it in one of these forms."
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        mended = data.decode("utf-8", errors="replace")
        broken, letters = mended.count("\ufffd"), len(_BEYOND_ASCII.findall(mended))
        if letters >= 3 and letters > 2 * broken:  # other encodings hardly ever make one letter of UTF-8 by chance
            return mended, "utf-8 with broken letters"
        return _eight_bit(data, filename)


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: Latin text has its zero bytes all on one side."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    half = len(data[:4096]) / 2
    for zeros, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and other < 0.05 * half:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _eight_bit(data: bytes, filename: str) -> tuple[str, str]:
    """One byte a letter: Vietnamese first (its syllables prove it), then Western European, then what statistics say."""
    western = data.decode("cp1252", errors="replace") if _fits(data, "cp1252") else data.decode("latin-1")
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    count, share = share_of_syllables(vietnamese[:200_000])
    _, as_western = share_of_syllables(western[:200_000])
    if count >= 3 and share > 0.85 and share > as_western and "�" not in vietnamese:
        return vietnamese, "cp1258"
    if old_vietnamese.recognise(western):
        return western, "ascii"  # converted, and said so, once the whole text is put together
    best = charset_normalizer.from_bytes(data[:200_000]).best()
    guess = str(best.encoding) if best else ""
    if guess in _OTHER_SCRIPTS and len(_HIGH.findall(western)) > 0.3 * len(western.strip()):
        try:
            return data.decode(guess), guess
        except UnicodeDecodeError:
            guess = ""
    if not _C1.search(western):
        return western, "cp1252"
    raise UncertainEncoding(
        f"{filename}: the text is neither UTF-8, UTF-16, Windows-1252 or Windows-1258 nor one of the old Vietnamese "
        "encodings (TCVN3, VNI). Open it in the program that made it and save it as UTF-8."
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
