"""Takes the pictures of docs/images from a running demonstration: home, partner, review, brief; wide and on a phone.

    proxeny demo --data demo --port 8000
    .venv/bin/python tools/screenshots.py http://127.0.0.1:8000 demo

Needs Chromium, LibreOffice (soffice), poppler (pdftoppm) and ImageMagick (convert) on the machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PAGES = {
    "home": "/?year=2023",
    "partner": "/partners/country-us/",
    "review": "/review/hanoi-guangzhou-memorandum/",
    "brief": "/briefs/partners/country-us/",
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


def make_small(picture: Path, width: int) -> None:
    """A quarter of the colours is enough for a page of paper and ink."""
    small = ["-resize", f"{width}x", "-colors", "96", "-strip", "-define", "png:compression-level=9"]
    subprocess.run(["convert", str(picture), *small, str(picture)], check=True)


def sign_in(page: Page, address: str) -> None:
    """As lan, whose password the demonstration prints."""
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=username]", "lan")
    page.fill("input[name=password]", "proxeny-demo")
    page.click("main button.button-primary")
    page.wait_for_url(lambda url: "login" not in url)


def take_pages(address: str) -> None:
    """Each page at 1440 px and at 390 px."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for suffix, width, height, kept in (("", 1440, 1000, 1200), ("-phone", 390, 844, 390)):
            page = browser.new_page(viewport={"width": width, "height": height})
            sign_in(page, address)
            for name, path in PAGES.items():
                page.goto(address + path)
                page.wait_for_selector("html[data-ready]")
                page.wait_for_timeout(1500)
                picture = IMAGES / f"{name}{suffix}.png"
                page.screenshot(path=picture)
                make_small(picture, kept)
        browser.close()


def take_papers(data: str) -> None:
    """The first page of the brief as Word prints it and as PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            ["proxeny", "brief", "US", "--data", data, "--format", "docx,pdf", "--output", name], check=True
        )
        (word,), (pdf,) = folder.glob("*.docx"), folder.glob("*.pdf")
        pdf.rename(folder / "pdf.pdf")
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", name, str(word)], check=True)
        for source, target in ((folder / "pdf.pdf", "brief-pdf"), (word.with_suffix(".pdf"), "brief-word")):
            stem = IMAGES / target
            first_page = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-l", "1"]
            subprocess.run([*first_page, str(source), str(stem)], check=True)
            make_small(stem.with_suffix(".png"), 660)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    IMAGES.mkdir(exist_ok=True)
    take_pages(sys.argv[1].rstrip("/"))
    take_papers(sys.argv[2])
