"""Remember what is done: a stamp beside each product holds the hash of everything that the product was made from."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def key(*facts: str, files: Iterable[Path] = ()) -> str:
    """The hash of these facts and of these files' names and contents. Order matters; a missing file counts as such."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(f"fact {len(fact)}\0{fact}".encode())
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        digest.update(f"file {file}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def tree(folder: Path, *, leave: frozenset[str]) -> Iterator[Path]:
    """Every file under a folder in a fixed order, without the top-level names in `leave`."""
    for entry in sorted(folder.iterdir()):
        if entry.name in leave:
            continue
        if entry.is_dir():
            yield from tree(entry, leave=frozenset())
        else:
            yield entry


def done(stamp: Path, made_from: str) -> bool:
    """Whether the product beside this stamp was made from exactly this."""
    try:
        return stamp.read_text() == made_from
    except OSError:
        return False


def mark(stamp: Path, made_from: str) -> None:
    """Call once the product is complete: an interrupted step leaves no stamp and is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
