"""The built files, as they were compressed at build time. A name changes with its content: they are kept for ever."""

import re
from functools import partial
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.pages.bundle import WEB
from server.pages.site import Site

KINDS: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".png": "image/png",
    ".map": "application/json",
}
FOREVER: Final = "public, max-age=31536000, immutable"
DAY: Final = "public, max-age=86400"
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_CODINGS: Final = (("br", ".br"), ("gzip", ".gz"))


async def asset(site: Site, request: Request) -> Response:
    """One file of the bundle, in the best coding that the browser takes and the build made."""
    name = request.path_params["name"]
    kind = KINDS.get(Path(name).suffix)
    file = site.view.bundle.dist / "assets" / name
    if not _NAME.fullmatch(name) or kind is None or not file.is_file():
        raise HTTPException(404)
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    accepted = accepts(request.headers.get("accept-encoding", ""))
    for coding, suffix in _CODINGS:
        packed = file.with_name(name + suffix)
        if coding in accepted and packed.is_file():
            return FileResponse(packed, headers={**headers, "content-encoding": coding}, media_type=kind)
    return FileResponse(file, headers=headers, media_type=kind)


def accepts(header: str) -> set[str]:
    """The codings that an Accept-Encoding header takes: `br;q=0` is one that it does not."""
    accepted = set()
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight):
            accepted.add(coding.strip())
    return accepted


async def favicon(site: Site, request: Request) -> Response:
    return FileResponse(WEB / "templates" / "favicon.svg", headers={"cache-control": DAY}, media_type=KINDS[".svg"])


def routes(site: Site) -> list[Route]:
    return [
        Route("/assets/{name}", partial(asset, site)),
        Route("/favicon.svg", partial(favicon, site)),
    ]
