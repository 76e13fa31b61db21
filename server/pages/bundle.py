"""The built web house: which scripts and styles an entry needs, from Vite's manifest."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

WEB: Final = Path(__file__).parents[2] / "web"
FONTS: Final = ("newsreader-latin-wght", "inter-latin-wght")
"""Fonts that every page's first paint needs: asked for before the style sheet names them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Addresses of one page's files. `also` are scripts that the first one imports."""

    script: str
    also: tuple[str, ...]
    styles: tuple[str, ...]
    fonts: tuple[str, ...]


class Bundle:
    """Reads the manifest again when a build has replaced it."""

    def __init__(self, dist: Path) -> None:
        self.dist = dist
        self._manifest: dict[str, Any] = {}
        self._read_at = 0

    def entry(self, source: str) -> Entry | None:
        """What `src/room.tsx` became; None when it is not built."""
        chunks = self._chunks()
        if source not in chunks:
            return None
        needed = _closure(chunks, source)
        styles = dict.fromkeys(style for name in needed for style in chunks[name].get("css", ()))
        fonts = (chunk["file"] for name, chunk in chunks.items() if any(font in name for font in FONTS))
        return Entry(
            script=_address(chunks[source]["file"]),
            also=tuple(_address(chunks[name]["file"]) for name in needed if name != source),
            styles=tuple(map(_address, styles)),
            fonts=tuple(map(_address, fonts)),
        )

    def _chunks(self) -> dict[str, Any]:
        manifest = self.dist / ".vite" / "manifest.json"
        try:
            changed = manifest.stat().st_mtime_ns
            if changed != self._read_at:
                self._manifest, self._read_at = msgspec.json.decode(manifest.read_bytes()), changed
        except (OSError, msgspec.DecodeError):
            self._manifest, self._read_at = {}, 0
        return self._manifest


def _closure(chunks: dict[str, Any], source: str) -> list[str]:
    """A chunk and everything that it imports before it runs, imported ones first (so that its own styles win)."""
    found: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in found or name in above:
            return
        for imported in chunks[name].get("imports", ()):
            visit(imported, (*above, name))
        found[name] = None

    visit(source, ())
    return list(found)


def _address(file: str) -> str:
    return f"/{file}"
