"""``proxeny serve``: the site of an office."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.site import serving


class Command(BaseCommand):
    """Brings the database up to date and serves the site."""

    help = "Serve the site. The database is brought up to date first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: %(default)s)")
        parser.add_argument(
            "--workers", type=int, default=min(4, os.cpu_count() or 1), help="processes (default: %(default)s)"
        )

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        """Until interrupted."""
        serving.demand_free(host, port)
        if serving.bring_up_to_date():
            self.stderr.write(_("The database is up to date."))
        if not User.objects.exists():
            self.stderr.write(
                _("Nobody can sign in yet. In another window: proxeny createuser NAME --role administrator")
            )
        self.stdout.write(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        self.stdout.flush()
        serving.serve(host, port, workers=max(1, workers))
