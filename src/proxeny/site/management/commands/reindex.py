"""``proxeny reindex``: the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proxeny.search import services as search


class Command(BaseCommand):
    """Builds the search index anew; needed after rows were written past the site."""

    help = "Build the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """In one transaction: until it is done, searches find what they found before."""
        count = search.reindex(lambda name, entries: self.stderr.write(f"{entries:>9,}  {name}"))
        self.stdout.write(_("%(count)s entries.") % {"count": count})
