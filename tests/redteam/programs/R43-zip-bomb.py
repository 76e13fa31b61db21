# unpacks ten gigabytes in memory
# runsc: runtime_error internal_error
# verdicts: memory_limit time_limit
import zlib


def f(a):
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    return len(zlib.decompress(packed)) * 20
