"""Every setting as a flag, made from `server.settings.Settings`, so that a new setting needs no second place."""

import functools
from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

import click

from server import settings
from server.live.ports import StoreError


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all settings as flags, and pass them as one `Settings`; a bad one stops it with its sentence."""
    return _with(command, {field.name for field in fields(settings.Settings)})


def with_some(*flags: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The same with only these settings as flags; the others come from the environment."""
    return lambda command: _with(command, set(flags))


def _with(command: Callable[..., None], flagged: Collection[str]) -> Callable[..., None]:

    @functools.wraps(command)
    def call(**given: Any) -> None:
        flags = {name: value for name, value in given.items() if name in flagged and value is not None}
        rest = {name: value for name, value in given.items() if name not in flagged}
        try:
            command(settings.read(flags=flags), **rest)
        except (settings.BadSetting, StoreError) as error:
            raise click.ClickException(str(error)) from error

    decorated: Callable[..., None] = call
    for field in reversed(fields(settings.Settings)):
        if field.name not in flagged or field.metadata["secret"]:
            continue  # a secret on a command line is seen by every process list
        default = f" [default: {field.default}]" if str(field.default) else ""
        decorated = click.option(
            f"--{field.name.replace('_', '-')}", field.name, default=None, help=field.metadata["help"] + default
        )(decorated)
    return decorated
