"""JSON Schemas of task files at an address that stays: editors of people who write tasks read them, unasked who."""

from functools import partial
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.pages import doors
from server.pages.errors import not_found
from server.pages.site import Site

FOLDER: Final = Path(__file__).parents[1] / "schemas"
NAMES: Final = ("task", "cases", "rubric")


@doors.anyone
async def schema(site: Site, request: Request) -> Response:
    name = request.path_params["name"]
    if name not in NAMES:
        raise not_found()
    headers = {"access-control-allow-origin": "*", "cache-control": "max-age=3600"}
    return FileResponse(FOLDER / f"{name}.json", headers=headers, media_type="application/schema+json")


def routes(site: Site) -> list[Route]:
    return [Route("/schemas/{name}.json", partial(schema, site))]
