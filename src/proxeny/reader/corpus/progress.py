"""How far a job is, on standard error: one line that is written over on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

_ON_TERMINAL, _ELSEWHERE = 0.5, 15.0  # seconds between two lines


@dataclass
class Progress:
    """Counts of a job under way. ``splits`` are all there are, ``done`` those that are whole."""

    splits: int
    done: int = 0
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _began: float = field(default_factory=time.monotonic)
    _shown: float = 0.0
    _done_before: int = -1

    def show(self, documents: int, characters: int, set_aside: int, *, last: bool = False) -> None:
        """Say how far the job is, if it is time to."""
        now = time.monotonic()
        terminal = self.stream.isatty()
        if self._done_before < 0:
            self._done_before = self.done
        if not last and now - self._shown < (_ON_TERMINAL if terminal else _ELSEWHERE):
            return
        self._shown = now
        seconds = max(now - self._began, 0.001)
        words = [
            f"{self.done:,} of {self.splits:,} parts",
            f"{documents:,} documents",
            f"{set_aside:,} set aside",
            f"{characters / seconds / 1e6:.2f} million characters a second",
        ]
        finished = self.done - self._done_before
        if finished and not last:
            words.append(f"about {_duration(seconds / finished * (self.splits - self.done))} left")
        self.stream.write(("\r\x1b[K" if terminal else "") + ", ".join(words) + ("" if terminal and not last else "\n"))
        self.stream.flush()


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
