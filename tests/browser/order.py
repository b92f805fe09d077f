"""Whether a page is in order: nothing that axe finds, nothing that sticks out."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """([rules, apart]) => axe.run(apart ? {exclude: [["[data-chart] svg"]]} : document,
  {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]})"""
_GRAVE = frozenset({"serious", "critical"})


def violations(page: Any, *, pictures: bool = True, impacts: frozenset[str] | None = None) -> list[str]:
    """What axe finds, as rule and element: of every impact, or of some; without what is drawn within ``pictures``."""
    page.evaluate(_AXE)
    found = page.evaluate(_RUN, [_RULES, not pictures])
    return [
        f"{violation['id']}: {node['target']} {node['html'][:120]}"
        for violation in found["violations"]
        if impacts is None or violation["impact"] in impacts
        for node in violation["nodes"][:3]
    ]


def faults(page: Any, *, pictures: bool = False) -> list[str]:
    """What axe finds serious or critical, and whether the page is wider than the window.

    What is drawn within a picture is looked at only with ``pictures``: each of them once, where it stands alone.
    """
    said = violations(page, pictures=pictures, impacts=_GRAVE)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append("sticks out to the right")
    return said
