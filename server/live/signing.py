"""The house's signing key: Ed25519, kept where the house keeps its secret, used for nothing but seals."""

from base64 import b64decode, b64encode
from binascii import Error
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY: Final = 32
"""Bytes of a private and of a public key."""


class Signer:
    """Signs with the private key whose 32 bytes are `seed`."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    @classmethod
    def of(cls, text: str) -> Self | None:
        """From the text of a setting or a file: 32 bytes in base64. None when it is not that."""
        seed = key_bytes(text)
        return cls(seed) if seed else None

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def key_bytes(text: str) -> bytes | None:
    """The 32 bytes of a key that is written in base64; None when the text is something else."""
    try:
        data = b64decode(text.strip(), validate=True)
    except (Error, ValueError):
        return None
    return data if len(data) == KEY else None


def key_text(key: bytes) -> str:
    return b64encode(key).decode()


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of this public key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
