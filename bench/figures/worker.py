"""One step in a process of its own, so that its memory can be told; what it found is the last line it prints."""

from __future__ import annotations

import argparse
import json
import os
import resource
from pathlib import Path

STEPS = ("fill", "check", "accept", "papers", "pages", "session")


def main() -> None:
    """Run a step in the store of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")
    import django

    django.setup()
    from bench.figures import checking, filling, pages, papers
    from bench.figures.stores import Store

    store = Store(Path(os.environ["PROXENY_DATA"]), os.environ.get("DATABASE_URL", ""))
    found = {
        "fill": lambda: filling.fill(store, options.scale, without=tuple(options.without)),
        "check": lambda: checking.everything(store),
        "accept": checking.around,
        "papers": papers.measure,
        "pages": pages.measure,
        "session": pages.session,
    }[options.step]()
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
