"""The watching app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchingConfig(AppConfig):
    """Watched places, what came from them, and which pages tell of one event."""

    name = "proxeny.watching"
    label = "watching"
    verbose_name = _("Watching")

    def ready(self) -> None:
        """What is read is told apart by event; the pages below show it."""
        from proxeny.documents.panels import add_notes
        from proxeny.documents.panels import add_panel as add_to_document
        from proxeny.registers.panels import add_panel as add_to_record
        from proxeny.review.signals import document_read
        from proxeny.watching import panels
        from proxeny.watching.listening import document_was_read

        document_read.connect(document_was_read, dispatch_uid="watching.read")
        add_notes(panels.notes)
        add_to_document(panels.event_of)
        add_to_record(panels.mentions_of)
