"""A brief made live: drafted from the record at this moment, for a clearance, in one language."""

from __future__ import annotations

from proxeny.reports.briefing import Asked, drafted
from proxeny.reports.composing import Audience
from proxeny.reports.content import Content, made_of


def content_now(asked: Asked, language: str, *, mark: int) -> Content:
    """What pages and files are made of, holding nothing above ``mark``. Raises ``NotToBeDrafted``, ``BadPeriod``."""
    readers = Audience(mark)
    return made_of({language: drafted(asked, language, visible_to=readers)}, visible_to=readers) | {"mark": mark}
