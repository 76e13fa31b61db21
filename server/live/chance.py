"""Where ids and keys come from: the operating system's randomness, and the house's secret."""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
ROOM_ID_LENGTH: Final = 12
"""36^12 is about 2^62: ids are not secrets, but they should not be guessed by walking."""


def room_id() -> str:
    """A new interview's id (`ids.ROOM_ID`)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ROOM_ID_LENGTH))


def short_id() -> str:
    """An id for something in a room: a run, a case, a note, a connection."""
    return secrets.token_hex(6)


def token() -> str:
    """What a link opens by: 192 bits, known to whoever has the link and stored nowhere."""
    return secrets.token_urlsafe(24)


def client_id() -> int:
    """A Yjs client id as browsers draw theirs, from 32 bits."""
    return secrets.randbits(32)


def seed() -> int:
    """What an order is drawn from: 32 bits, which JSON carries whole everywhere. Never 0, which means none."""
    return secrets.randbits(32) or 1


def key(secret: str, *parts: str) -> str:
    """A key of 144 bits, derived and therefore stored nowhere: the same parts always give the same key."""
    digest = hmac.digest(secret.encode(), "\0".join(parts).encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:18]).decode()


def same(one: str, other: str) -> bool:
    """Whether two keys are equal, in a time that does not say where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def salt_seeds(count: int) -> list[bytes]:
    """What the salts of so many groups of a seal grow from: 128 bits each."""
    return [secrets.token_bytes(16) for _ in range(count)]


def secret_in(folder: Path) -> str:
    """The secret kept in this folder, made at the first call. Only its owner can read the file. Raises `OSError`."""
    return _kept(folder, "secret", lambda: secrets.token_urlsafe(48))


def signing_key_in(folder: Path) -> str:
    """The private key that seals interviews, in base64, kept and made as the secret is. Raises `OSError`."""
    return _kept(folder, "signing-key", lambda: base64.b64encode(secrets.token_bytes(32)).decode())


def _kept(folder: Path, name: str, make: Callable[[], str]) -> str:
    """The file comes into being with the whole secret in it: half of one, or none, would make keys that can be
    guessed."""
    path = folder / name
    if not path.exists():
        fresh = folder / f".{name}-{secrets.token_hex(4)}"
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was faster: its secret is the one
                os.link(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    return path.read_text().strip()
