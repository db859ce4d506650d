"""The archive of raw captures: bytes as received, addressed by their SHA-256, written once.

A body is on disk before its row exists, so a run that is killed loses nothing it knew of.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

from pipeline.domain.errors import CaiChinhError


class ArchiveError(CaiChinhError):
    """An archived body is missing or no longer what was received."""


class Archive:
    """Bodies under `folder`, gzip-compressed without time stamps, two levels deep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the body with this digest rests."""
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def put(self, body: bytes) -> str:
        """Keep `body` and return its SHA-256. A body already kept is left as it is."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(body, compresslevel=6, mtime=0))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o444)
        Path(temporary).replace(path)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the body with this digest.

        Raises:
            ArchiveError: it is missing, or the bytes no longer have this digest.
        """
        path = self.path(sha256)
        try:
            body = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveError(
                f"{path}: cannot be read ({error}). Restore the archive from a backup."
            ) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise ArchiveError(
                f"{path}: the content was changed after capture. Restore the archive from a backup."
            )
        return body
