"""The real server, ``proxeny serve`` with two workers: home and partner page as one browser and as ten see them."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .stores import Store
from .subjects import BUSIEST, YEAR
from .timing import spread

ADDRESSES = (("home", "/"), ("home, a year", f"/?year={YEAR}"), ("partner, the busiest", f"/partners/{BUSIEST}/"),
             ("partner, a middling one", "/partners/partner-60/"))  # fmt: skip
SECONDS, TOGETHER, READY = 4.0, 10, 90


def measure(store: Store, cookie: str) -> dict[str, Any]:
    """Each page: what one browser sees, what ten at once see, answers a second, and the memory of all processes."""
    found = []
    with _served(store) as (port, process):
        for name, address in ADDRESSES:
            if not _ask(port, address, cookie, seconds=1.0):
                continue
            alone = _ask(port, address, cookie, seconds=SECONDS)
            together: list[list[float]] = []
            threads = [
                threading.Thread(target=lambda: together.append(_ask(port, address, cookie, seconds=SECONDS)))  # noqa: B023
                for _number in range(TOGETHER)
            ]
            start = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            answers = [one for each in together for one in each]
            found.append({
                "name": name, **spread(alone), "together": spread(answers)["p95"],
                "a_second": len(answers) / (time.perf_counter() - start),
            })  # fmt: skip
        memory = _memory(process.pid)
    return {"served": found, "memory": memory}


@contextmanager
def _served(store: Store) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("proxeny")), "serve", "--port", str(port), "--workers", "2"]
    environment = {**os.environ, **store.environment, "PROXENY_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"The server did not answer at port {port} within {READY} seconds.")


def _ask(port: int, address: str, cookie: str, *, seconds: float) -> list[float]:
    """Milliseconds of one answer after the other over one connection; none where the page does not answer."""
    connection, found = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(found) < 5:
        start = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": f"sessionid={cookie}", "Host": "127.0.0.1"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            print(f"{address} answers {answer.status}, and is left out", file=sys.stderr)
            return []
        found.append((time.perf_counter() - start) * 1000)
    connection.close()
    return found


def _memory(pid: int) -> float:
    """Resident memory of a process and its children, in MiB."""
    total = 0.0
    for one in [pid, *_children(pid)]:
        try:
            with open(f"/proc/{one}/status", encoding="ascii") as status:
                total += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
        except FileNotFoundError:
            continue
    return total


def _children(pid: int) -> list[int]:
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [one for child in map(int, told) for one in (child, *_children(child))]
