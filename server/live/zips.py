"""Zip files whose bytes follow from what is in them: no time of making, no order of chance."""

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name."""
PLAIN_FILE: Final = 0o100644 << 16


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these texts and bytes, by path, in their order."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for path, text in files.items():
            entry = ZipInfo(path, EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, PLAIN_FILE
            archive.writestr(entry, text if isinstance(text, bytes) else text.encode(errors="surrogatepass"))
    return out.getvalue()
