"""Why a file cannot be read. Each message names the file, what was found, what was expected and what to do."""

from __future__ import annotations

from proxeny.reader.errors import UnreadableFile


class EmptyFile(UnreadableFile):
    """A file without any text."""

    code = "reader.empty_file"


class EncryptedFile(UnreadableFile):
    """A file that opens only with a password."""

    code = "reader.encrypted_file"


class DamagedFile(UnreadableFile):
    """A file that breaks off or contradicts its own format."""

    code = "reader.damaged_file"


class TooLargeFile(UnreadableFile):
    """A file beyond the limit, as it stands or once it is unpacked."""

    code = "reader.too_large_file"


class UnknownKind(UnreadableFile):
    """A file of a kind that is not read, binary data among them."""

    code = "reader.unknown_kind"


class NoTextLayer(UnreadableFile):
    """A scan: pictures of pages without text behind them."""

    code = "reader.no_text_layer"


class RecognitionMissing(NoTextLayer):
    """A picture of text, where the program that could read it is not installed."""

    code = "reader.recognition_missing"


class UncertainEncoding(UnreadableFile):
    """Text in an encoding that could not be told with enough certainty."""

    code = "reader.uncertain_encoding"


class MissingFile(UnreadableFile):
    """A path that leads nowhere, to a folder, or to a file that may not be opened."""

    code = "reader.missing_file"
