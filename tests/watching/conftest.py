"""A newspaper on this machine: a real server on real sockets that says whatever a test wants it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newspaper import Newspaper
from proxeny.watching.reaching import session


@pytest.fixture
def newspaper(settings, monkeypatch) -> Iterator[Newspaper]:
    """The server, which the office allows though it stands in a private network; no pause between two requests."""
    paper = Newspaper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with paper.lock:
                paper.asked.append(self.path)
                paper.heard.append(dict(self.headers))
                paper.at_once += 1
                paper.most_at_once = max(paper.most_at_once, paper.at_once)
            try:
                answer = paper.pages.get(self.path, (404, {}, b"nothing here"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                time.sleep(0)  # the other side has gone
            finally:
                with paper.lock:
                    paper.at_once -= 1

        def log_message(self, *_words: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    paper.url = f"http://127.0.0.1:{server.server_port}"
    settings.PROXENY_PRIVATE_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(session, "PAUSE", 0.0)
    yield paper
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(settings, tmp_path):
    """The folder in which watched folders stand, with one in it."""
    settings.PROXENY_WATCHED = tmp_path / "watched"
    inside = settings.PROXENY_WATCHED / "saved"
    inside.mkdir(parents=True)
    return inside
