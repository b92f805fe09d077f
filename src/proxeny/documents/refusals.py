"""Why a file was not read, in the language of the interface.

The reader knows nothing of translation: it says in English what it found, with its details. In another language the
kind of refusal, which its ``code`` names, gives the sentence.
"""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proxeny.reader.errors import ReaderError

_SENTENCES = {
    "reader.empty_file": _("%(name)s: the file holds no text. See whether it opens in the program that made it."),
    "reader.encrypted_file": _(
        "%(name)s: the file is protected by a password. Remove it in the program that made the file, and add it again."
    ),
    "reader.damaged_file": _(
        "%(name)s: the file is damaged. Open it in the program that made it, save it anew and add that copy."
    ),
    "reader.too_large_file": _(
        "%(name)s: the file is too large, or would be once unpacked. Split it and add the parts."
    ),
    "reader.unknown_kind": _(
        "%(name)s: files of this kind are not read. Save it as PDF, Word, Excel, CSV, web page, e-mail or plain text."
    ),
    "reader.no_text_layer": _(
        "%(name)s: its pages are pictures without text. Have the text recognised (OCR) and add that copy."
    ),
    "reader.recognition_missing": _(
        "%(name)s: its pages are pictures, and text recognition is not installed here for their language. Ask your "
        "administrator to install tesseract-ocr and tesseract-ocr-vie, or add a searchable copy."
    ),
    "reader.uncertain_encoding": _(
        "%(name)s: the encoding of the text cannot be told for certain. Save it as Unicode (UTF-8) and add that copy."
    ),
    "reader.unknown_language": _(
        "%(name)s: the language of the text cannot be told. Choose it and add the file again."
    ),
}


def in_words(error: ReaderError, name: str) -> str:
    """What the reader says of a file, which it may not name; as it says it in English, by its kind elsewhere."""
    language = get_language() or "en"
    if error.code in _SENTENCES and not language.startswith("en"):
        return str(_SENTENCES[error.code]) % {"name": name}
    return str(error) if name in str(error) else f"{name}: {error}"
