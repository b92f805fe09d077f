"""Bringing the database up to date and answering requests."""

from __future__ import annotations

import socket
from io import StringIO

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

# Two requests at a time in each process: the others wait in Rust, not for the interpreter's lock.
BLOCKING_THREADS = 2


def bring_up_to_date() -> bool:
    """Apply the migrations that are missing; returns whether there were any."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True, stdout=StringIO())
    return True


def demand_free(host: str, port: int) -> None:
    """Raises ``CommandError`` where something else answers at the port already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("%(host)s:%(port)s cannot be used (%(why)s). Choose another port with --port.")
                % {"host": host, "port": port, "why": error.strerror or error}
            ) from error


def serve(host: str, port: int, *, workers: int) -> None:
    """Answer requests until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connection.close()  # processes of their own must not share it
    Granian(
        "proxeny.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
