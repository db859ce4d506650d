"""The archive of captures: one WARC file each, written once, named by the digest of its body.

A capture is on disk before its row exists, so a run that is killed loses nothing it knew of: a row never points at
nothing, and a file that no row names yet is met again by the run that goes on.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Capture
from pipeline.domain.warc import read_body, read_record, record_bytes, record_id

_SUFFIX = ".warc.gz"
_UNFINISHED = ".part"
_SYNCED_AT_ONCE = 16


_RESTORE = "Restore the archive from a backup."


class ArchiveError(CaiChinhError):
    """A capture is missing from the archive, no longer what was received, or cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of a capture."""

    url: str
    fetched_at: datetime
    sha256: str
    record_sha256: str | None
    """Digest of the file; None for captures of before it was kept."""
    removed_by: str = ""
    """The rule of retention that removed it; empty for what must be there."""


class Archive:
    """WARC files under `folder`, two levels of folders by the digest of the body."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, url: str, fetched_at: datetime, sha256: str) -> Path:
        """Return where the capture with this identity rests."""
        name = f"{sha256}-{record_id(url, fetched_at, sha256).hex[:12]}{_SUFFIX}"
        return self._folder_of(sha256) / name

    def _folder_of(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4]

    def put(self, capture: Capture) -> str:
        """Keep `capture` and return the SHA-256 of its file. A capture already kept is left as it is.

        Raises:
            ArchiveError: the disk does not take it; nothing half-written stays under a final name.
        """
        return self.put_all([capture])[0]

    def put_all(self, captures: Sequence[Capture]) -> list[str]:
        """Keep captures and return the SHA-256 of their files, in the same order; the disk is waited for together.

        Raises:
            ArchiveError: the disk does not take one of them; nothing half-written stays under a final name.
        """
        paths = [self.path(capture.url, capture.fetched_at, capture.sha256) for capture in captures]
        try:
            new = {
                path: record_bytes(capture)
                for path, capture in zip(paths, captures, strict=True)
                if not path.exists()
            }
            write_together(new)
            return [hashlib.sha256(new.get(path) or path.read_bytes()).hexdigest() for path in paths]
        except OSError as error:
            problem = f"{error.filename or self.folder}: cannot be written ({error.strerror}). Free space or correct the rights of the folder."
            raise ArchiveError(problem) from error

    def get(self, sha256: str) -> bytes:
        """Return the body with this digest.

        Raises:
            ArchiveError: it is missing, or the bytes no longer have this digest.
        """
        return body_in(self.records(sha256), sha256)

    def records(self, sha256: str) -> list[bytes]:
        """Return the files named by the digest of a body as they are: for `body_in`, here or in another process.

        Raises:
            ArchiveError: there is none, or none can be read.
        """
        found, problem = [], "no record with this digest"
        for path in self._named(sha256):
            try:
                found.append(path.read_bytes())
            except OSError as error:
                problem = str(error)
        if not found:
            raise ArchiveError(f"archive: {sha256}: {problem}. {_RESTORE}")
        return found

    def _named(self, sha256: str) -> list[Path]:
        """Return the files named by the digest of a body, in the order of their names."""
        folder = self._folder_of(sha256)
        try:
            names = os.listdir(folder)  # noqa: PTH208  a pattern costs more than reading the file
        except OSError:
            return []
        begin = f"{sha256}-"
        return [folder / name for name in sorted(names) if name.startswith(begin) and name.endswith(_SUFFIX)]

    def problem(self, known: Known) -> str | None:
        """Return what is wrong with the record of a known capture, None when it is as it was written."""
        path = self.path(known.url, known.fetched_at, known.sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            return f"{path}: cannot be read ({error.strerror})"
        if known.record_sha256 not in {None, hashlib.sha256(data).hexdigest()}:
            return f"{path}: the file was changed after it was written"
        return _problem_inside(path, data)

    def remove(self, known: Known) -> None:
        """Remove the file of a capture whose removal is on the record; a file that is gone is no error.

        Raises:
            ArchiveError: the disk does not let it go.
        """
        path = self.path(known.url, known.fetched_at, known.sha256)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            problem = f"{path}: cannot be removed ({error.strerror}). Correct the rights of the folder."
            raise ArchiveError(problem) from error

    def files(self) -> Iterator[Path]:
        """Yield every record, in the order of the names."""
        yield from sorted(self.folder.glob(f"??/??/*{_SUFFIX}"))

    def problem_of_file(self, path: Path) -> str | None:
        """Return what is wrong with a record by itself, whether the store knows it or not."""
        try:
            return _problem_inside(path, path.read_bytes())
        except OSError as error:
            return f"{path}: cannot be read ({error.strerror})"

    def sweep(self) -> int:
        """Remove what processes that were killed left half-written; return how many files that were."""
        left = [path for path in self.folder.glob(f"??/??/*{_UNFINISHED}") if not _is_running(path)]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def body_in(records: Sequence[bytes], sha256: str) -> bytes:
    """Return the body with this digest from the first of `records` that holds it.

    Raises:
        ArchiveError: none holds it, or the bytes no longer have this digest.
    """
    problem = "no record"
    for record in records:
        try:
            named, body = read_body(record)
        except ValueError as error:
            problem = str(error)
            continue
        if named == sha256:
            return body
        problem = "the record was put under another name"
    raise ArchiveError(f"archive: {sha256}: {problem}. {_RESTORE}")


def _is_running(unfinished: Path) -> bool:
    """Tell whether the process that began a file still lives; its number begins the name."""
    number = unfinished.name.partition("-")[0]
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def _problem_inside(path: Path, data: bytes) -> str | None:
    try:
        named, _body = read_record(data)
    except ValueError as error:
        return f"{path}: {error}"
    return None if path.name.startswith(f"{named}-") else f"{path}: the name is not that of the body inside"


def write_once(path: Path, data: bytes) -> None:
    """Write a file of its own that nobody may change; under its final name it is whole or not there.

    Raises:
        OSError: the disk does not take it.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files as `write_once` does, and wait once for all of them to be safe from a power cut.

    Raises:
        OSError: the disk does not take one of them; the others may be there, each of them whole.
    """
    begun: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            begun[path] = _begin(path, data)
        _safe_on_disk(begun.values())
        for path in files:
            begun[path].replace(path)
            del begun[path]
    except OSError:
        for unfinished in begun.values():
            unfinished.unlink(missing_ok=True)
        raise
    _safe_on_disk({path.parent for path in files})  # the names too, before a row may point at them


def _begin(path: Path, data: bytes) -> Path:
    """Write `data` beside `path` under the name of something unfinished, which is returned."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{os.getpid()}-", suffix=_UNFINISHED)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        unfinished.chmod(0o444)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _safe_on_disk(paths: Collection[Path]) -> None:
    """Wait until files or folders are on disk: side by side, as a file system settles many in one go."""
    if len(paths) < 2:
        for path in paths:
            _sync(path)
        return
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as hands:
        list(hands.map(_sync, paths))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
