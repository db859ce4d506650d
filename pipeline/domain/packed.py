"""Bodies that came compressed without a word of it: told by their first bytes, unpacked under a cap."""

from __future__ import annotations

import zlib

GZIP = b"\x1f\x8b\x08"
_FIRST = (GZIP, b"\x78\x01", b"\x78\x9c", b"\x78\xda")
_GZIP_OR_ZLIB = 47


def unpacked(body: bytes, cap: int) -> bytes:
    """Return `body` out of gzip or zlib, at most `cap` bytes of it; as it is when it is in neither or damaged."""
    if not body.startswith(_FIRST):
        return body
    try:
        return zlib.decompressobj(wbits=_GZIP_OR_ZLIB).decompress(body, cap)
    except zlib.error:
        return body
