"""The HTTP edge: pages for people and the JSON API for programs."""

from collections.abc import Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from server.live.house import House
from server.pages import (
    access,
    account,
    again,
    assets,
    author,
    clips,
    closing,
    data,
    data_practice,
    debriefs,
    exports,
    feedbacks,
    health,
    home,
    interviews,
    moving,
    my_feedback,
    offline,
    openapi,
    pads,
    people,
    plans,
    practice,
    preparation,
    privately,
    proving,
    ratings,
    replays,
    rooms,
    schemas,
    scorecards,
    seals,
    sign_in,
    tasks,
    tracks,
    workshop,
)
from server.pages.errors import exception_handlers
from server.pages.opened import watched
from server.pages.render import View
from server.pages.security import SecurityHeaders
from server.pages.site import Site

GZIP_MIN: Final = 1024
"""Bytes: below this, compressing saves less than a packet."""


def routes(house: House) -> list[Route]:
    """Every address of the pages and the API, without the headers and the error pages that `application` adds."""
    return _routes(Site.of(house))


def _routes(site: Site) -> list[Route]:
    parts = (
        home,
        author,
        sign_in,
        people,
        account,
        interviews,
        plans,
        rooms,
        closing,
        practice,
        preparation,
        pads,
        privately,
        replays,
        tracks,
        again,
        clips,
        scorecards,
        debriefs,
        data,
        data_practice,
        feedbacks,
        my_feedback,
        ratings,
        offline,
        exports,
        seals,
        access,
        moving,
        schemas,
        workshop,
        proving,
        tasks,
        openapi,
        health,
        assets,
    )
    return [watched(site, route) for part in parts for route in part.routes(site)]


def application(
    house: House,
    more: Sequence[BaseRoute] = (),
    lifespan: Lifespan[Starlette] | None = None,
    view: View | None = None,
) -> Starlette:
    """The whole HTTP edge as one application, with `more` routes (the socket) beside the pages.

    Its headers, its compression and its error pages hold for every route. `view` is for other templates or another
    bundle than the tree's own.
    """
    site = Site.of(house, view)
    return Starlette(
        routes=[*more, *_routes(site)],
        middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=GZIP_MIN, compresslevel=6)],
        exception_handlers=dict(exception_handlers(site)),
        lifespan=lifespan,
    )
