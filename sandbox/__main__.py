"""`python -m sandbox --socket PATH`: the one process that holds the Docker socket."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

import structlog

from sandbox.service import SocketTaken, serving

PLACES = max(2, min(4, os.cpu_count() or 2))
"""Runs at the same time. Each may take one processor; starting a container takes half a second of one."""


def main() -> int:
    options = _options()
    _log_to_stderr()
    try:
        asyncio.run(_serve(options))
    except SocketTaken as taken:
        print(taken, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Runs candidates' programs in containers.")
    parser.add_argument("--socket", type=Path, required=True, help="path of the Unix socket to serve")
    parser.add_argument("--places", type=_count, default=PLACES, help="runs at the same time (default: %(default)s)")
    parser.add_argument("--supervised", action="store_true", help="end when standard input is closed")
    return parser.parse_args()


def _count(text: str) -> int:
    if not 1 <= (count := int(text)) <= 64:
        raise argparse.ArgumentTypeError("from 1 to 64")
    return count


async def _serve(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if options.supervised:
        loop.add_reader(sys.stdin.fileno(), _stop_at_end, sys.stdin.fileno(), stop)
    async with serving(options.socket, options.places):
        await stop.wait()


def _stop_at_end(pipe: int, stop: asyncio.Event) -> None:
    if not os.read(pipe, 1024):
        stop.set()
        asyncio.get_running_loop().remove_reader(pipe)


def _log_to_stderr() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    sys.exit(main())
