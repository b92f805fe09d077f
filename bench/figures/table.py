"""What was measured, as the page of the documentation tells it."""

from __future__ import annotations

from typing import Any

PAGE_BAR, AROUND_BAR, PASS_BAR = 100, 50, 60
_WIDTH = 40


def told(name: str, found: dict[str, Any]) -> list[str]:
    """The section of one database."""
    lines = [f"## {name}", "", *_record(found), ""]
    for part, write in (("check", _pass), ("accept", _around), ("papers", _papers), ("pages", _pages),
                        ("serve", _served)):  # fmt: skip
        if part in found:
            lines += [*write(found[part]), ""]
    return lines


def _record(found: dict[str, Any]) -> list[str]:
    steps = found["fill"]
    figures = steps.get("figures", {})
    seconds = sum(one.get("seconds", 0) for one in steps.values() if isinstance(one, dict))
    return [f"{figures.get('observations', 0):,} observations with {figures.get('statements', 0):,} statements in "
            f"{figures.get('documents', 0):,} documents beside the registers; {figures.get('planted', 0):,} "
            f"contradictions planted. Written once in {seconds:.0f} s and kept."]  # fmt: skip


def _over(value: float, bar: float) -> str:
    return "" if value <= bar else " **over**"


def _pass(found: dict[str, Any]) -> list[str]:
    lines = [
        "### Full conflict pass", "",
        "| | seconds | processor s | bar |", "|---|--:|--:|--:|",
        f"| first pass over {found['statements']:,} statements, {found['figures']:,} figures | "
        f"{found['seconds']:.1f}{_over(found['seconds'], PASS_BAR)} | {found['processor']:.1f} | {PASS_BAR} |",
        f"| the same again, nothing new ({found['new_again']} opened) | {found['again']:.1f} | | {PASS_BAR} |",
        f"| bare SQL: read the same figures in order | {found['bare']:.1f} | | |", "",
        f"{found['seconds'] / found['bare']:.1f} times the bare SQL; {found['conflicts']:,} conflicts; peak memory "
        f"{found['peak']:.0f} MiB.", "",
        "| planted (kind, check) | planted | recall | called that | opened | precision |", "|---|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    totals = dict.fromkeys(("planted", "found", "so called", "opened", "right"), 0)
    for name, one in sorted(found["kinds"].items()):
        lines.append(_quality(name, one))
        for key in totals:
            totals[key] += one.get(key, 0)
    lines.append(_quality("**all**", totals))
    return lines


def _quality(name: str, one: dict[str, int]) -> str:
    planted, opened = one.get("planted", 0), one.get("opened", 0)
    recall = f"{one.get('found', 0) / planted:.3f}" if planted else ""
    called = f"{one.get('so called', 0) / planted:.3f}" if planted else ""
    precision = f"{one.get('right', 0) / opened:.3f}" if opened else ""
    return f"| {name} | {planted or ''} | {recall} | {called} | {opened or ''} | {precision} |"


def _around(found: dict[str, Any]) -> list[str]:
    def line(name: str, values: list[float], bar: int | None) -> str:
        p95 = values[min(len(values) - 1, int(len(values) * 0.95))]
        return (f"| {name} | {values[len(values) // 2]:.1f} | {p95:.1f}{_over(p95, bar) if bar else ''} | "
                f"{bar or ''} |")  # fmt: skip

    return [
        "### Around a figure as it is accepted", "", "| ms | median | p95 | bar |", "|---|--:|--:|--:|",
        line("the checks inside an acceptance", found["inside"], AROUND_BAR),
        line("the whole acceptance", found["wholly"], None),
        f"| bare SQL: the figures of one series | {found['bare']:.1f} | | |",
    ]  # fmt: skip


def _papers(found: dict[str, Any]) -> list[str]:
    lines = ["### Briefs and reports", "", f"The annexes of the yearly report have {found['rows']:,} rows; peak memory "
             f"{found['peak']:.0f} MiB.", "",
             "| | seconds | processor s | SQL queries | bare SQL s | bar |", "|---|--:|--:|--:|--:|--:|"]  # fmt: skip
    for one in found["papers"]:
        lines.append(f"| {one['name']} | {one['seconds']:.2f}{_over(one['seconds'], one['bar'])} | "
                     f"{one['processor']:.2f} | {one['queries']} | {one['bare']:.3f} | {one['bar']:.0f} |")  # fmt: skip
    return lines


def _pages(found: dict[str, Any]) -> list[str]:
    pages = sorted(found["pages"], key=lambda one: -one["p95"])
    within = sum(one["p95"] <= PAGE_BAR for one in pages)
    lines = ["### Pages", "",
             f"{within} of {len(pages)} within {PAGE_BAR} ms; peak memory {found['peak']:.0f} MiB.", "",
             "| page | median ms | p95 ms | processor ms | SQL queries | bare SQL ms | times |",
             "|---|--:|--:|--:|--:|--:|--:|"]  # fmt: skip
    for one in pages:
        times = f"{one['median'] / one['bare']:.1f}" if one["bare"] else ""
        lines.append(f"| {one['name']} | {one['median']:.0f} | {one['p95']:.0f} | {one['processor']:.0f} | "
                     f"{one['queries']} | {one['bare']:.1f} | {times} |")  # fmt: skip
    lines += ["", "```text", *_bars(pages), "```"]
    return lines + [f"\n{said}." for said in found["missing"]]


def _bars(pages: list[dict[str, Any]]) -> list[str]:
    """The p95 of each page as a bar; the last column of the scale is the bar of 100 ms."""
    return [f"{one['name'][:38]:38} {'█' * max(1, min(_WIDTH * 2, round(one['p95'] / PAGE_BAR * _WIDTH)))} "
            f"{one['p95']:.0f}" for one in pages]  # fmt: skip


def _served(found: dict[str, Any]) -> list[str]:
    lines = ["### The real server", "", f"`proxeny serve --workers 2`, {found['memory']:.0f} MiB in all.", "",
             "| page | median ms | p95 ms | p95 ms, ten at once | answers a second, ten at once |",
             "|---|--:|--:|--:|--:|"]  # fmt: skip
    lines += [f"| {one['name']} | {one['median']:.0f} | {one['p95']:.0f}{_over(one['p95'], PAGE_BAR)} | "
              f"{one['together']:.0f} | {one['a_second']:.0f} |" for one in found["served"]]  # fmt: skip
    return lines
