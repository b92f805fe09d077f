"""Driving a record and its procedure in a real browser, as the officers of the cast do."""

from __future__ import annotations

from datetime import date
from typing import Any

# fixtures of the browser tests, for those that stand beside their register
from browser.conftest import CHROMIUM, browser_type_launch_args, complaints, enter

__all__ = ["CHROMIUM", "Office", "browser_type_launch_args", "complaints", "enter"]

_CHOOSE = """(element, value) => {
  element.value = value;
  element.tomselect && element.tomselect.setValue(value);
  element.dispatchEvent(new Event("change", {bubbles: true}));
}"""


class Office:
    """Somebody of the cast before the page of one record; the day is what ``set_today`` says."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address

    def go(self, path: str = "") -> Any:
        """The record's page, or one below it."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def text(self) -> str:
        """What the page says."""
        said: str = self.page.locator("main").inner_text()
        return said.replace("\u00a0", " ")

    def fill(self, **fields: str) -> None:
        """Fill the fields of the form on the page by their names."""
        for name, value in fields.items():
            field = self.page.locator(f"main form [name='{name}']").first
            tag = field.evaluate("element => element.tagName + (element.type || '')").lower()
            if tag.startswith("select"):
                # the page turns long lists into fields that find by letters: choose in what is beneath
                field.evaluate(_CHOOSE, value)
            elif tag == "inputcheckbox":
                field.set_checked(value == "on")
            else:
                field.fill(value)

    def send(self, name: str = "") -> None:
        """Press the form's button."""
        button = (
            self.page.get_by_role("button", name=name, exact=True).first
            if name
            else self.page.locator("main form button.button-primary").first
        )
        with self.page.expect_navigation():
            button.click()

    def link(self, name: str, within: str = "main") -> None:
        """Follow a link of the page by its words."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=name).first.click()

    def step(self, title: str, on: date, *, outcome: str = "done", note: str = "", reason: str = "") -> None:
        """Record what became of a step, giving the reason where the rules first refuse."""
        self.go()
        with self.page.expect_navigation():
            row = self.page.locator(".procedure tr", has_text=title).first
            row.get_by_role("link", name="Record").first.click()
        self.fill(outcome=outcome, on=on.isoformat(), note=note)
        self.send()
        if reason:
            assert self.page.locator("[name=override_reason]").count() == 1, self.text()
            self.fill(outcome=outcome, on=on.isoformat(), note=note, override_reason=reason)
            self.send()
        assert self.page.url.startswith(self.address), self.text()
