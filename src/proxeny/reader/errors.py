"""What can go wrong while a file or text is read, each with a stable ``code``."""


class ReaderError(Exception):
    """A text or file that cannot be read; the message says what was found and what to do."""

    code = "reader.error"


class UnknownLanguage(ReaderError):
    """A language tag without a folder under ``reader/languages``."""

    code = "reader.unknown_language"


class BadLanguageData(ReaderError):
    """A language file that does not hold together; names file, line or key, and the repair."""

    code = "reader.bad_language_data"


class UnreadableFile(ReaderError):
    """A file that is empty, encrypted, damaged, too large or of no known kind."""

    code = "reader.unreadable_file"
