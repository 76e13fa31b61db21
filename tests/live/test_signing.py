"""The signing key: made once, for its owner alone, and used for seals."""

from base64 import b64encode
from pathlib import Path

import pytest

from server.live.signing import Signer, is_signed, key_bytes, key_text
from server.run import signer_of
from server.settings import BadSetting, Settings


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    signer = signer_of(Settings(data=tmp_path))
    assert signer_of(Settings(data=tmp_path)).public == signer.public
    assert (tmp_path / "signing-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["signing-key"]


def test_a_key_of_ones_own_comes_before_the_kept_one(tmp_path: Path) -> None:
    own = Settings(data=tmp_path, signing_key=b64encode(bytes(32)).decode())
    assert signer_of(own).public == Signer(bytes(32)).public
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_was_cut_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "signing-key").write_text("c2hvcnQ=")
    with pytest.raises(BadSetting, match="interviews that are sealed already stay sealed"):
        signer_of(Settings(data=tmp_path))


def test_a_signature_fits_its_message_and_key_alone() -> None:
    signer, other = Signer(bytes(32)), Signer(b"k" * 32)
    signature = signer.sign(b"sealed")
    assert is_signed(signer.public, signature, b"sealed")
    assert not is_signed(signer.public, signature, b"sealed!")
    assert not is_signed(other.public, signature, b"sealed")
    assert not is_signed(signer.public, signature[:-1], b"sealed")
    assert not is_signed(b"short", signature, b"sealed")


def test_a_key_is_32_bytes_in_base64() -> None:
    assert key_bytes(f" {key_text(b'k' * 32)}\n") == b"k" * 32
    for other in ("", "c2hvcnQ=", "é" * 44, "x" * 44):
        assert key_bytes(other) is None, other
    assert Signer.of("no key") is None
