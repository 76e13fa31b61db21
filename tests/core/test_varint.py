"""Numbers and bytes of the y-protocols."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import varint


@given(st.integers(0, 2**53))
def test_a_number_comes_back(value: int) -> None:
    written = varint.write(value)
    assert varint.read(b"x" + written + b"y", 1) == (value, 1 + len(written))


@given(st.binary(max_size=400))
def test_bytes_come_back(data: bytes) -> None:
    assert varint.read_bytes(varint.write_bytes(data), 0) == (data, len(varint.write_bytes(data)))


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 9, b"\xff" * 8 + b"\x01"])
def test_a_number_that_does_not_end_is_malformed(data: bytes) -> None:
    with pytest.raises(varint.Malformed):
        varint.read(data, 0)


def test_a_field_longer_than_its_message_is_malformed() -> None:
    with pytest.raises(varint.Malformed, match="longer than its message"):
        varint.read_bytes(b"\x05abc", 0)
