"""A newspaper on this machine: what a real server on real sockets is to say."""

from __future__ import annotations

import threading
from collections.abc import Callable

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{text}</p><p>The office of external relations keeps a list of all visits, and this page is one of its sources.</p>
</article></body></html>"""


class Newspaper:
    """What is served, by path: a body with status and headers, or a function of the request. Counts what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes] | Callable] = {}
        self.asked: list[str] = []
        self.heard: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    def says(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)

    def article(self, path: str, title: str, text: str) -> str:
        self.says(path, PAGE.format(title=title, text=text), Content_Type="text/html; charset=utf-8")
        return self.url + path

    def feed(self, *items: str, path: str = "/feed.xml", **headers: str) -> str:
        channel = f"<channel><title>The Daily</title>{''.join(items)}</channel>"
        body = f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
        self.says(path, body, **{"Content_Type": "application/rss+xml", **headers})
        return self.url + path


def item(title: str, link: str = "", *, date: str = "", guid: str = "", text: str = "") -> str:
    parts = [f"<title>{title}</title>"]
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    parts += [f'<guid isPermaLink="false">{guid}</guid>'] if guid else []
    parts += [f"<description><![CDATA[{text}]]></description>"] if text else []
    return f"<item>{''.join(parts)}</item>"
