"""A real browser against a real server, and the cast signing in as people do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(items):
    """Without a browser these tests are skipped, with the reason; where nothing may be skipped they fail instead."""
    if CHROMIUM.exists() or os.environ.get("CI") == "true":
        return
    for item in items:
        if Path(__file__).parent in Path(str(item.fspath)).parents:
            item.add_marker(pytest.mark.skip(reason="no browser: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser, quiet."""
    return {
        **browser_type_launch_args,
        "executable_path": str(CHROMIUM),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture
def complaints(page):
    """What the page's console and scripts complain of; a test asserts that it is empty."""
    heard: list[str] = []
    # leaving a page while it fades in is no fault
    page.on("pageerror", lambda error: None if "Transition was aborted" in str(error) else heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return heard


@pytest.fixture
def enter(page, live_server, password):
    """Sign in through the form, as somebody does."""
    def as_person(person) -> None:
        page.goto(f"{live_server.url}/accounts/login/")
        page.fill("input[name=username]", person.username)
        page.fill("input[name=password]", password)
        page.click("main button.button-primary")
        page.wait_for_url(lambda url: "login" not in url)

    return as_person


@pytest.fixture
def catalogue(transactional_db):
    """The indicators, which a flushed database has lost."""
    from proxeny.indicators.catalogue import bring_up_to_date

    bring_up_to_date()
