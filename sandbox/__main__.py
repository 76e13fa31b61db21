"""`python -m sandbox --socket PATH`: the one process that holds the Docker socket."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

import structlog

from sandbox.places import usual
from sandbox.service import RUNTIME, SocketTaken, serving

MOST = 64
"""Places, and waiting containers: more than one machine can start in a useful time."""


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
    for name, count, help in (
        ("places", "0", "runs at the same time; 0 for what this machine's processors and memory give"),
        ("pool", "8", "containers that may wait for runs; 0 for none"),
    ):
        parser.add_argument(f"--{name}", type=_count, default=_given(name, count), help=f"{help} [%(default)s]")
    parser.add_argument(
        "--runtime", default=_given("runtime", RUNTIME), help="the engine's runtime for containers [%(default)s]"
    )
    parser.add_argument(
        "--no-guard", dest="guard", action="store_false", help="do not probe the walls before hidden tests may run"
    )
    parser.add_argument("--supervised", action="store_true", help="end when standard input is closed")
    return parser.parse_args()


def _given(name: str, usual: str) -> str:
    """The default of an option: the server's setting of that name, where the sandbox is a service of its own."""
    return os.environ.get(f"GREENROOM_{name.upper()}") or usual


def _count(text: str) -> int:
    if not 0 <= (count := int(text)) <= MOST:
        raise argparse.ArgumentTypeError(f"from 0 to {MOST}")
    return count


async def _serve(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if options.supervised:
        loop.add_reader(sys.stdin.fileno(), _stop_at_end, sys.stdin.fileno(), stop)
    places = options.places or usual()
    async with serving(options.socket, places, waiting=options.pool, runtime=options.runtime, guarded=options.guard):
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
