"""The naive ways to replay, in the same Chromium: everything from zero for each seek, and everything as one blob.

Neither paints anything, so both are told kinder than they would be.
"""

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from playwright.async_api import Browser

from bench.processes import HOST

EVERY: Final = 512
"""Splices between two states that the one blob keeps once it is open."""

PAGE: Final = """<!doctype html><title>naive</title><script>
const splice = (texts, [file, at, deleted, inserted]) => {
  const text = texts[file] ?? "";
  texts[file] = text.slice(0, at) + inserted + text.slice(at + deleted);
};
window.fromZero = async (ms) => {
  window.lines ??= (await (await fetch("/lines")).text()).split("\\n");
  const began = performance.now();
  const texts = {};
  for (const line of window.lines) {
    if (line === "") continue;
    const [at, , kind, what] = JSON.parse(line);
    if (at > ms) break;
    if (kind === "edited") for (const each of what) splice(texts, each);
  }
  window.kept = Object.values(texts).map((text) => text.charCodeAt(text.length >> 1));
  return performance.now() - began;
};
window.oneBlob = async () => {
  const began = performance.now();
  const events = await (await fetch("/blob")).json();
  const states = [];
  const texts = {};
  let count = 0;
  for (const [, , kind, what] of events) {
    if (kind === "edited") for (const each of what) splice(texts, each);
    if (count++ % EVERY === 0) states.push(Object.values(texts).map((text) => text.slice(0)));
  }
  window.states = states.length;
  return performance.now() - began;
};
</script>""".replace("EVERY", str(EVERY))


@contextmanager
def naive_server(lines: Sequence[bytes]) -> Iterator[str]:
    """Serves all lines of a track in one piece, as lines and as one JSON, both packed by gzip. Its address."""
    answers = {
        "/": ("text/html", PAGE.encode(), False),
        "/lines": ("application/x-ndjson", gzip.compress(b"\n".join(lines)), True),
        "/blob": ("application/json", gzip.compress(b"[" + b",".join(lines) + b"]"), True),
    }

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body, packed = answers.get(self.path, ("text/plain", b"", False))
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if packed:
                self.send_header("content-encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


async def naive(browser: Browser, lines: Sequence[bytes], times: Sequence[int]) -> dict[str, list[float]]:
    """ms of a seek from zero for each of these moments, and of opening the one blob, a few times."""
    with naive_server(lines) as address:
        context = await browser.new_context()
        try:
            page = await context.new_page()
            await page.goto(address)
            await page.evaluate("window.fromZero(0)")
            zero = [float(await page.evaluate("(ms) => window.fromZero(ms)", at)) for at in times]
            blob = [float(await page.evaluate("window.oneBlob()")) for _ in range(3)]
            return {"zero": zero, "blob": blob}
        finally:
            await context.close()


def frequent(lines: Sequence[bytes]) -> list[bytes]:
    """Of all lines of a track those of edits and cursors: the others begin with two numbers more."""
    return [line for line in lines if isinstance(json.loads(line)[2], str)]
