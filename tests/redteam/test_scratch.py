"""Hostile scratch programs: they have no judge to cheat, and must not flood, outlive, or pass for anything."""

from typing import Final

import pytest

from sandbox.contract import Finished, Limits, Printed, ScratchSpec, Verdict
from tests.redteam.ground import Ground

pytestmark = pytest.mark.docker

LIMITS: Final = Limits(cpu_seconds=1, wall_seconds=3, memory_mb=128)
NO_PASS: Final = frozenset(Verdict) - {Verdict.PASSED, Verdict.INTERNAL_ERROR}

HOSTILE: Final = {
    "answers nobody's questions": (
        "python",
        "import os\nfor fd in range(30):\n    try: os.write(fd, b'{\"ok\": 1}\\n')\n    except OSError: pass",
    ),
    "prints without end": ("python", "import os\nwhile True: os.write(1, b'x' * 65536)"),
    "trickles": ("python", "import os\nwhile True: os.write(2, b'x')"),
    "closes everything and stays": ("python", "import os\nos.closerange(0, 30)\nwhile True: pass"),
    "leaves a daemon that prints": (
        "python",
        "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: os.write(1, b'late\\n')",
    ),
    "kills everything": ("bash", "trap '' TERM\nkill -9 -1; kill -9 1; while :; do :; done"),
    "throws after its end": ("javascript", "process.on('exit', () => { for (;;) require('fs').writeSync(4, 'x') })"),
    "reads what nobody typed": ("ruby", "loop { $stdin.read; $stdin.reopen('/proc/self/fd/0') rescue exit!(0) }"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_scratch_program_ends_bounded_and_leaves_nothing(ground: Ground, name: str) -> None:
    language, source = HOSTILE[name]
    spec = ScratchSpec("red-scratch", language, source, "typed\n", LIMITS)
    pieces = [piece async for piece in ground.sandbox.scratch(spec)]
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    assert finished.verdict in NO_PASS, finished
    printed = sum(len(piece.text) for piece in pieces if isinstance(piece, Printed))
    assert printed <= 2 * LIMITS.shown_bytes
    ground.is_clear()
    await ground.is_clean()
