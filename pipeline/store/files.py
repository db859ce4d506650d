"""Files that people hand in as evidence: kept as they came, named by their SHA-256, written once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.store.archive import ArchiveError, write_once


class EvidenceFiles:
    """Files under `folder`, two levels of folders by the digest of the content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the file with this digest rests."""
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep `content` and return its SHA-256. A file already kept is left as it is.

        Raises:
            ArchiveError: the disk does not take it; nothing half-written stays under a final name.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            try:
                write_once(path, content)
            except OSError as error:
                raise ArchiveError(f"{path}: cannot be written ({error.strerror}). Free space.") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the file with this digest.

        Raises:
            ArchiveError: it is missing, or the bytes no longer have this digest.
        """
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"{path}: cannot be read ({error.strerror}). Restore it from a backup."
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ArchiveError(f"{path}: was changed after it was handed in. Restore it from a backup.")
        return content
