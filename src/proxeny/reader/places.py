"""Places: written by its owner."""
from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.spans import Place


def find(document: Document, language: Language) -> list[Place]:
    return []
