"""Where the record of the bench is kept between runs: a folder with a SQLite data folder and a PostgreSQL cluster.

A step that was finished is not done again, as long as what it writes with is the same; one that was cut short left
nothing behind, for each step is one transaction.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# The folder of the other bench is named by a word of Python.
_BINARIES = importlib.import_module("bench.import.databases")._BINARIES
PORT = int(os.environ.get("BENCH_PORT", "55871"))


def made_with(scale: float) -> str:
    """What tells a record of this scale, written by this generator, from any other."""
    sources = [*sorted((HERE.parent / "registers").glob("*.py")), *(HERE / name for name in
               ("accounts.py", "planted.py", "record.py"))]  # fmt: skip
    told = hashlib.sha256(str(scale).encode())
    for file in sources:
        if file.name not in ("__main__.py", "pages.py"):
            told.update(file.read_bytes())
    return told.hexdigest()[:16]


class Store:
    """One database with the steps that were done in it."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder, self.address = folder, address
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work in it."""
        return {"PROXENY_DATA": str(self.folder), "DATABASE_URL": self.address, "PROXENY_DEBUG": ""}

    @property
    def truth(self) -> Path:
        """What was planted, a JSON object a line."""
        return self.folder / "truth.jsonl"

    def _stamps(self) -> Path:
        return self.folder / "steps.json"

    def done(self) -> dict[str, Any]:
        """The steps that were done, and what they told."""
        found: dict[str, Any] = json.loads(self._stamps().read_text()) if self._stamps().exists() else {}
        return found

    def note(self, step: str, told: Any) -> None:
        """A step is done."""
        self._stamps().write_text(json.dumps({**self.done(), step: told}))


@contextmanager
def sqlite(root: Path, scale: float) -> Iterator[Store]:
    """A SQLite store, emptied where it was made with something else."""
    folder = root / f"sqlite-{made_with(scale)}"
    _drop_others(root, "sqlite-", folder, scale)
    yield Store(folder)


@contextmanager
def postgresql(root: Path, scale: float) -> Iterator[Store]:
    """A PostgreSQL store, as PostgreSQL is set by default; it runs while it is in use."""
    programs = max(_BINARIES.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folder = root / f"postgresql-{made_with(scale)}"
    _drop_others(root, "postgresql-", folder, scale)
    cluster = folder / "cluster"
    cluster.mkdir(parents=True, exist_ok=True)
    own = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if own:
        shutil.chown(cluster, "postgres")
    data, port = cluster / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run([*own, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    is_new = not data.exists()
    if is_new:
        run(str(programs / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8")  # fmt: skip
    run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "300", "-l", str(cluster / "log"), "-o",
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={cluster}", "start")  # fmt: skip
    try:
        if is_new:
            run(str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "ours")
        yield Store(folder, f"postgresql://postgres@127.0.0.1:{port}/ours")
    finally:
        subprocess.run([*own, str(programs / "pg_ctl"), "-D", str(data), "-m", "fast", "-w", "stop"], check=False,
                       cwd="/", stdout=subprocess.DEVNULL)  # fmt: skip


def _free_port() -> int:
    for port in (PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise OSError("no port is free")


def _drop_others(root: Path, opening: str, kept: Path, scale: float) -> None:
    """Take away what an earlier generator wrote at the same scale."""
    for other in root.glob(f"{opening}*"):
        told = other / "scale"
        if other != kept and told.exists() and told.read_text() == str(scale):
            shutil.rmtree(other)
    kept.mkdir(parents=True, exist_ok=True)
    (kept / "scale").write_text(str(scale))
