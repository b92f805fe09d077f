"""How far long work is, on one line of standard error."""

from __future__ import annotations

import sys
from typing import Any


class Progress:
    """``proxeny demo  3/12  figures``: overwritten on a terminal, a line each elsewhere."""

    def __init__(self, title: str, stream: Any = None) -> None:
        self.title = title
        self.stream = stream or sys.stderr
        self.on_terminal = bool(getattr(self.stream, "isatty", lambda: False)())
        self.width = 0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say which step begins."""
        line = f"{self.title}  {min(done + 1, total)}/{total}  {step}"
        if self.on_terminal:
            self.stream.write("\r" + line.ljust(self.width))
            self.width = len(line)
        else:
            self.stream.write(line + "\n")
        self.stream.flush()

    def finish(self) -> None:
        """End the line."""
        if self.on_terminal and self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.stream.flush()
