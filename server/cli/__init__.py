"""The `greenroom` command: serve, link, token, doctor, judge, tasks, track, export, data, verify."""

import logging
import sys

import click
import structlog

from server.cli.data import data
from server.cli.doctor import doctor
from server.cli.export import export
from server.cli.invite import invite
from server.cli.judge import judge_
from server.cli.link import link
from server.cli.serve import serve
from server.cli.tasks import tasks
from server.cli.token import token
from server.cli.track import track
from server.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Greenroom, the live coding interview room."""
    structlog.configure(  # what a command prints is its own: logs go beside it, and only where something is wrong
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


for command in (serve, link, invite, token, doctor, judge_, tasks, track, export, data, verify):
    main.add_command(command)
