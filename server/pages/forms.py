"""Forms as they come in: bounded, parsed once, and only from our own pages."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from server.pages.errors import Sorry

Shape = TypeVar("Shape")

UNPROCESSABLE: Final = 422
"""How a form is answered that was understood and cannot be done: what was typed stays in it."""
BODY_MAX: Final = 64 * 1024
"""Bytes of a form: far more than its longest fields together."""
FIELDS_MAX: Final = 200
UPLOAD_MAX: Final = 24 * 1024 * 1024
"""Bytes of a form with a file: a task with all its data, packed."""
LONG_MAX: Final = 1024 * 1024
"""Bytes of a form that people write pages into, such as a scorecard: where each letter takes nine bytes, too."""
LONG_FIELDS_MAX: Final = 2_000
TOKEN: Final = "form-token"
"""The hidden field that ties a form to the session that it was made for."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, by the name that it had where it comes from."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    fields: Mapping[str, list[str]]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field's first value, or "": a missing field is an empty one."""
        return self.fields.get(name, [""])[0]

    def texts(self, name: str) -> list[str]:
        return self.fields.get(name, [])


def long(page: Callable[..., Awaitable[Response]]) -> Callable[..., Awaitable[Response]]:
    """Around a door: what comes in may be as long as a form that people write pages into."""

    @wraps(page)
    async def around(site: Any, request: Request) -> Response:
        request.state.long_form = True
        return await page(site, request)

    return around


def uploads(page: Callable[..., Awaitable[Response]]) -> Callable[..., Awaitable[Response]]:
    """Around a door: what comes in may bring a file along."""

    @wraps(page)
    async def around(site: Any, request: Request) -> Response:
        request.state.uploads = True
        return await page(site, request)

    return around


class TooLong(Exception):
    """A body is longer than was asked for."""


async def bounded(request: Request, most: int = BODY_MAX) -> bytes:
    """The request's body. Raises `TooLong` as soon as it is known to have more bytes than `most`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLong
    return bytes(body)


async def read(request: Request, most: int = BODY_MAX) -> Form:
    """The form in this request's body, read once and remembered. Raises `Sorry` for any body that is not one, or that
    has more bytes than `most`."""
    if not hasattr(request.state, "form"):
        request.state.form = await _read(request, most)
    form: Form = request.state.form
    return form


async def _read(request: Request, most: int) -> Form:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data" and getattr(request.state, "uploads", False):
        return await _read_uploads(request)
    if kind != "application/x-www-form-urlencoded":
        raise Sorry(415, "That was not a form", "Go back to the page with the form and send it from there.")
    try:
        is_long = getattr(request.state, "long_form", False)
        text = (await bounded(request, LONG_MAX if is_long else most)).decode("ascii")
        fields = LONG_FIELDS_MAX if is_long else FIELDS_MAX
        return Form(parse_qs(text, keep_blank_values=True, max_num_fields=fields, errors="strict"))
    except TooLong:
        raise Sorry(
            413, "That is too much at once", "What was sent is longer than any form here. Shorten it and send it again."
        ) from None
    except ValueError:
        raise Sorry(400, "The form arrived broken", "Go back, check what you wrote, and send it again.") from None


async def _read_uploads(request: Request) -> Form:
    async def counted() -> AsyncGenerator[bytes, None]:
        count = 0
        async for chunk in request.stream():
            count += len(chunk)
            if count > UPLOAD_MAX:
                raise TooLong
            yield chunk

    parser = MultiPartParser(request.headers, counted(), max_files=1, max_fields=FIELDS_MAX, max_part_size=BODY_MAX)
    try:
        sent = await parser.parse()
    except TooLong:
        most = f"A file that is sent has at most {UPLOAD_MAX >> 20} MB. Take large test data out of it."
        raise Sorry(413, "That is too much at once", most, ("Choose another file", request.url.path)) from None
    except (MultiPartException, UnicodeDecodeError, KeyError):
        raise Sorry(400, "The form arrived broken", "Go back, choose the file again, and send it again.") from None
    fields: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    try:
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or "", await value.read())
            else:
                fields.setdefault(name, []).append(value)
    finally:
        await sent.close()
    return Form(fields, files)


async def read_json(request: Request, shape: type[Shape], most: int = BODY_MAX) -> Shape:
    """The JSON in this request's body. Raises `Sorry` for any that does not have this shape, or that is longer."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Sorry(415, "That was not JSON", "Send it as “Content-Type: application/json”.")
    try:
        return msgspec.json.decode(await bounded(request, most), type=shape)
    except TooLong:
        raise Sorry(413, "That is too much at once", f"Send at most {most >> 20} MB. Nothing was changed.") from None
    except msgspec.ValidationError as error:
        raise Sorry(UNPROCESSABLE, "That has another shape", f"{error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Sorry(400, "That arrived broken", "It is not JSON. Nothing was changed; send it again.") from None


def check_origin(request: Request, public_url: str) -> None:
    """Let only our own pages send: by what the browser says of the sender. Raises `Sorry` for any other.

    A browser that says nothing, or hides it as `null`, is left to the form's token.
    """
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "null")
    ours = {request.headers.get("host", ""), urlsplit(public_url).netloc}
    if (site and site != "same-origin") or (origin != "null" and _place(origin) not in ours):
        raise foreign()


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def foreign() -> Sorry:
    return Sorry(
        403,
        "This came from somewhere else",
        "The form was not sent from this page, or it was open for too long. Nothing was changed. Load the page again "
        "and repeat what you did.",
    )
