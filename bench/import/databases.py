"""A PostgreSQL of its own for one run: made in a folder, thrown away after it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BINARIES = Path("/usr/lib/postgresql")


def is_here() -> bool:
    """Whether PostgreSQL's programs are on this machine."""
    return any(_BINARIES.glob("*/bin/initdb"))


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a fresh cluster, ``postgresql://postgres@127.0.0.1:port``, as PostgreSQL is set by default."""
    programs = max(_BINARIES.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="bench-import-"))
    own = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if own:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run([*own, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    run(str(programs / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    try:
        run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o",
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}", "start")  # fmt: skip
        for name in ("ours", "peer"):
            run(str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", name)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*own, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], check=False,
                       cwd="/", stdout=subprocess.DEVNULL)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
