"""The tables of SPEC.md that tests hold the code against: what stands there is what must be so.

After a wanted change: `SPEC=write pytest tests/pages/test_doors.py tests/core/test_roles.py`, and look at what changed.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

SPEC: Final = Path(__file__).parents[1] / "server" / "core" / "SPEC.md"


def read_table(heading: str) -> dict[str, tuple[str, ...]]:
    """The table below `## heading`: the first cell of each row, without its backquotes, and the others."""
    rows = [_cells(line) for line in _section(heading).splitlines() if line.startswith("| `")]
    return {name.strip("`"): tuple(cells) for name, *cells in rows}


def hold(heading: str, now: Mapping[str, Sequence[str]]) -> None:
    """These rows stand below `## heading`, as they are now."""
    if os.environ.get("SPEC") == "write":
        _write(heading, {**read_table(heading), **{name: tuple(cells) for name, cells in now.items()}})
    said = read_table(heading)
    assert {name: said.get(name) for name in now} == {name: tuple(cells) for name, cells in now.items()}


def _write(heading: str, rows: Mapping[str, Sequence[str]]) -> None:
    section = _section(heading)
    above = [line for line in section.splitlines() if not line.startswith("| `")]
    last = max(number for number, line in enumerate(above) if line.startswith("|"))
    table = [f"| `{name}` | {' | '.join(cells)} |" for name, cells in rows.items()]
    mended = "\n".join([*above[: last + 1], *table, *above[last + 1 :]])
    SPEC.write_text(SPEC.read_text().replace(section, mended + "\n" * section.endswith("\n")))


def _section(heading: str) -> str:
    return SPEC.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
