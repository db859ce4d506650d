"""Content-Encoding taken off piece by piece, under a cap on what comes out: a compression bomb is cut, not unpacked."""

from __future__ import annotations

import zlib

from pipeline.domain.packed import GZIP

ACCEPTED = "gzip, deflate"
"""What we ask for and can read."""
_GZIP_OR_ZLIB = 47
_BARE_DEFLATE = -15


class TooLargeError(Exception):
    """More bytes came out than allowed."""


class UnknownEncodingError(Exception):
    """The server used an encoding that nobody asked for."""


class Decoder:
    """Decodes one body; give it the pieces in order, then `end`. What is packed without a header is unpacked too.

    Args:
        encoding: the Content-Encoding header; several layers are refused, as no newspaper needs them.
        cap: most bytes that may come out.

    Raises:
        UnknownEncodingError: at once, for an encoding we cannot read.
    """

    def __init__(self, encoding: str, cap: int) -> None:
        self.name = encoding.strip().lower()
        if self.name not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise UnknownEncodingError(encoding)
        self._plain = self.name in {"", "identity"}
        self._cap = cap
        self._size = 0
        self._begun = False
        self._unpacker = zlib.decompressobj(wbits=_GZIP_OR_ZLIB)

    def feed(self, piece: bytes) -> bytes:
        """Return what `piece` decodes to.

        Raises:
            TooLargeError: more than the cap came out so far.
            zlib.error: the bytes are damaged.
        """
        if self._plain and not self._size and piece.startswith(GZIP):
            self._plain = False
        if self._plain:
            return self._counted(piece)
        out = []
        while piece:
            out.append(self._counted(self._unpack(piece)))
            piece = self._unpacker.unconsumed_tail or self._next_member()
        return b"".join(out)

    def _unpack(self, piece: bytes) -> bytes:
        room = self._cap - self._size + 1
        try:
            unpacked = self._unpacker.decompress(piece, room)
        except zlib.error:
            if self._begun or self.name != "deflate":
                raise
            # Some servers send deflate without the zlib frame that RFC 9110 asks for.
            self._unpacker = zlib.decompressobj(wbits=_BARE_DEFLATE)
            unpacked = self._unpacker.decompress(piece, room)
        self._begun = True
        return unpacked

    def _next_member(self) -> bytes:
        """Return the bytes of a further gzip member; anything else behind the end is padding."""
        rest = self._unpacker.unused_data
        if not rest.startswith(b"\x1f\x8b"):
            return b""
        self._unpacker = zlib.decompressobj(wbits=_GZIP_OR_ZLIB)
        return rest

    def _counted(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > self._cap:
            raise TooLargeError
        return piece

    def end(self) -> None:
        """Check that the body was whole.

        Raises:
            zlib.error: it broke off.
        """
        if not self._plain and self._begun and not self._unpacker.eof:
            raise zlib.error("the compressed body breaks off")
