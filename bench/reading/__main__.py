"""``make bench-reading``: the reader beside its peers and the limits, in one run; ``--write`` puts it into the docs."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from bench.reading import gold, growth, hostile_times, peers, quality, report, speed, texts
from bench.reading.rivals import Rival


def machine() -> str:
    """The processor, the memory and the versions that figures depend on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.machine()
    total = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line)
    load = Path("/proc/loadavg").read_text().split()[0]
    python = platform.python_version()
    return f"{processor}, one core used, {total / 1024**2:.0f} GiB; Python {python}; load {load} when the run began"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-reading", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/reference/reading-quality.md and its charts")
    parser.add_argument("--without", metavar="PEER", action="append", default=[], choices=peers.ALL)
    parser.add_argument(
        "--sizes", metavar="MB", type=float, nargs="*", default=[1, 10],
        help="sizes of one document in MB, 1 and 10 if not given; 100 takes some minutes and 8 GB",
    )  # fmt: skip
    parser.add_argument(
        "--aside", metavar="FILE.jsonl", type=Path, nargs="*", default=[],
        help="annotated texts that no rule was made with: those with the fold 'aside', or all where none has a fold",
    )  # fmt: skip
    options = parser.parse_args()
    about = machine()
    print(f"{about}\n")
    if not gold.is_here():
        print("The annotated texts (shared/gold) are not beside this repository: no F1 is measured.\n")
    rivals = [Rival(name) for name in peers.ALL if name not in options.without]
    limit = Rival("hyperscan")
    try:
        rows = []
        if gold.is_here():
            rows += quality.compare("annotated", [each for name in gold.FILES for each in _loaded(name)], rivals)
            unseen = [document for path in options.aside for document in gold.load(path)]
            unseen = [document for document in unseen if document.get("fold", "aside") == "aside"]
            if unseen:
                rows += quality.compare("kept aside", unseen, rivals)
            quick = [each for each in rivals if not each.is_slow]
            rows += quality.compare("own cases", quality.annotated_cases(), quick)
        versions = [(each.name, each.version) for each in rivals]
        told = report.Report(about, versions, rows, quality.facts() if rows else [])
        report.show(told.quality())
        for language in gold.LANGUAGES:
            told.speeds[language] = speed.measure(language, [*rivals, limit])
            told.dense[language] = speed.measure(language, [], density=texts.DENSE)["proxeny"]
            print(f"measured the speed on {language}", file=sys.stderr)
        report.show(told.speed())
        told.hostile = hostile_times.measure()
        report.show(told.hostility())
        slow = [f"{name} ({language})" for name, language, multiple in told.hostile if multiple > hostile_times.MOST]
        if slow:
            print(f"More than {hostile_times.MOST:g} times an ordinary text: {', '.join(slow)}\n")
        told.growth = growth.measure("en", [int(size * growth.MB) for size in options.sizes])
        report.show(told.grown())
        for rival in rivals:
            for reason, count in rival.failed.items():
                print(f"{rival.name} failed on {count} texts: {reason}")
    finally:
        for rival in (*rivals, limit):
            rival.close()
    if options.write:
        for path in report.write(told):
            print(f"wrote {path.relative_to(gold.ROOT)}")
    return 0


def _loaded(name: str) -> list[gold.Annotated]:
    return gold.load(gold.GOLD / f"{name}.jsonl")


if __name__ == "__main__":
    raise SystemExit(main())
