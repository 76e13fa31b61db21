"""The variable-length integers of the y-protocols: seven bits a byte, the lowest first, the high bit means more."""


class Malformed(ValueError):
    """These bytes are not what they should be."""


def read(data: bytes, at: int) -> tuple[int, int]:
    """The number at this position and the position after it. Raises `Malformed` past 2^53 or past the end."""
    value, shift = 0, 0
    size = len(data)
    while at < size:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 49:
            break
    raise Malformed("a number runs past the end of the message")


def write(value: int) -> bytes:
    """The bytes of a number that is not negative."""
    out = bytearray()
    while value > 0x7F:
        out.append(0x80 | (value & 0x7F))
        value >>= 7
    out.append(value)
    return bytes(out)


def read_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    """A length-prefixed run of bytes at this position, and the position after it."""
    size, at = read(data, at)
    end = at + size
    if end > len(data):
        raise Malformed("a field is longer than its message")
    return data[at:end], end


def write_bytes(data: bytes) -> bytes:
    """These bytes with their length before them."""
    return write(len(data)) + data
