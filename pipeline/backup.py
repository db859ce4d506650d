"""Backup and restore: database, archive, evidence, documents and settings in one file that checks itself.

The database is read first, in one snapshot, the files after it. Files are written before the rows that name them
and never changed, so the files hold all that the snapshot names, however busy the house is meanwhile.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
import sqlalchemy as sa

from pipeline.config import Settings
from pipeline.domain.errors import CaiChinhError
from pipeline.store import audit, search
from pipeline.store.dump import SUFFIX, dump, load
from pipeline.store.session import open_engine, open_sessions, revision, upgrade

MANIFEST = "manifest.json"
NOTE = "last-backup.json"
"""In the home: when the last backup was made, and its name."""
_DATABASE, _HOME, _SETTINGS = "database", "home", "settings"


class BackupError(CaiChinhError):
    """A backup cannot be made, is damaged, or does not fit where it is to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `files` maps each member to its SHA-256, `rows` each table to its rows."""

    made_at: datetime
    version: str
    revision: str
    """Schema of the database."""
    audit_root: str
    rows: dict[str, int]
    files: dict[str, str]


def back_up(settings: Settings, target: Path) -> Manifest:
    """Write a backup to `target` (a tar file that must not exist) and return its manifest.

    Raises:
        BackupError: the target exists or cannot be written; nothing half-done is left.
    """
    if target.exists():
        raise BackupError(f"{target} exists. Name a new file; backups are not written over.")
    engine = open_engine(settings.database_url)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch, tarfile.open(part, "w") as tar:
            rows = dump(engine, Path(scratch))
            members = [*_members(Path(scratch), _DATABASE), *_home_members(settings)]
            if settings.feeds.exists():
                members.append((f"{_SETTINGS}/feeds.yaml", settings.feeds))
            files = {name: _add(tar, name, path) for name, path in members}
            manifest = Manifest(
                made_at=settings.now(),
                version=version("caichinh"),
                revision=revision(engine) or "",
                audit_root=_last_hash(Path(scratch)),
                rows=rows,
                files=files,
            )
            _add_bytes(tar, MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        part.chmod(0o600)
        part.rename(target)
    except OSError as error:
        raise BackupError(
            f"{target}: {error}. Free space or name another place; nothing was written."
        ) from error
    finally:
        part.unlink(missing_ok=True)
        engine.dispose()
    note = {"made_at": manifest.made_at, "file": target.name}
    (settings.home / NOTE).write_bytes(msgspec.json.encode(note) + b"\n")
    return manifest


def last_backup(settings: Settings) -> datetime | None:
    """Return when the last backup was made from this home, None when none was."""
    try:
        noted = msgspec.json.decode((settings.home / NOTE).read_bytes(), type=dict[str, str])
        return datetime.fromisoformat(noted["made_at"])
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise BackupError(
            f"{settings.home / NOTE}: damaged ({error}). Make a backup; it is written anew."
        ) from error


def _last_hash(folder: Path) -> str:
    """Return the root of the audit trail in a dump; the database itself may have gone on since."""
    last = b""
    with gzip.open(folder / f"audit{SUFFIX}") as rows:
        for last in rows:  # noqa: B007  the last one is wanted
            pass
    return msgspec.json.decode(last)["hash"] if last else audit.GENESIS


def _members(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{prefix}/{path.relative_to(folder).as_posix()}", path


def _home_members(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Yield the files of the house but for the embedded database, whose rows are taken, and half-written files."""
    url = sa.make_url(settings.database_url)
    database = Path(url.database).resolve() if url.get_backend_name() == "sqlite" and url.database else None
    for name, path in _members(settings.home, _HOME):
        is_database = (
            database is not None and path.name.startswith(database.name) and path.parent == database.parent
        )
        if not is_database and path.suffix not in {".part", ".tar"}:
            yield name, path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add a file as large as it is now, however it grows meanwhile; return the digest of what was added."""
    info = tar.gettarinfo(path, name)
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    with path.open("rb") as file:
        content = _Hashed(file, info.size)
        tar.addfile(info, content)
    return content.digest.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


class _Hashed(io.RawIOBase):
    """A file that is hashed as it is read, up to `size` bytes."""

    def __init__(self, file: io.BufferedReader, size: int) -> None:
        super().__init__()
        self._file, self._left = file, size
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        content = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(content)
        self.digest.update(content)
        return content


def restore(settings: Settings, source: Path) -> Manifest:
    """Bring back a backup into an empty home and an empty database, and return its manifest.

    Every file is compared with its digest before anything is put in place; the audit trail is followed to its
    root at the end.

    Raises:
        BackupError: the backup is damaged or from a newer release, or the target is not empty.
    """
    if settings.home.exists() and any(settings.home.iterdir()):
        raise BackupError(
            f"{settings.home} is not empty. Restore into a new CAICHINH_HOME, then switch over."
        )
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.home.parent) as scratch:
        folder = Path(scratch)
        manifest = _unpack(source, folder)
        (folder / _HOME).mkdir(exist_ok=True)
        if settings.home.exists():
            settings.home.rmdir()
        (folder / _HOME).rename(settings.home)
        (folder / _SETTINGS).rename(settings.home / _SETTINGS)
        try:
            _fill(settings, folder / _DATABASE, manifest)
        except CaiChinhError:
            shutil.rmtree(settings.home)  # it was empty before
            raise
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    """Unpack and check every file; refuse members that point outside, links and devices."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter=_plain)  # noqa: S202  a filter stricter than that of `data`
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (tarfile.TarError, OSError, msgspec.DecodeError) as error:
        raise BackupError(f"{source}: no backup, or damaged ({error}). Take another one.") from error
    for name, sha256 in manifest.files.items():
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            raise BackupError(f"{source}: {name} is missing. Take another backup.")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise BackupError(f"{source}: {name} was changed or damaged. Take another backup.")
    known = {*manifest.files, MANIFEST}
    for name, _path in _members(folder, "."):
        if name.removeprefix("./") not in known:
            raise BackupError(f"{source}: {name} is not in the manifest. Somebody added it.")
    (folder / _SETTINGS).mkdir(exist_ok=True)
    return manifest


def _plain(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Let files and folders through. A link that stays inside here would point elsewhere once the home is moved."""
    if not (member.isreg() or member.isdir()):
        raise tarfile.FilterError(f"{member.name} is a link or a device")
    return tarfile.data_filter(member, folder)


def _fill(settings: Settings, folder: Path, manifest: Manifest) -> None:
    engine = open_engine(settings.database_url)
    try:
        upgrade(engine, manifest.revision)
        rows = load(engine, folder)
        if rows != manifest.rows:
            raise BackupError(f"{folder}: rows {rows} do not match the manifest {manifest.rows}.")
        upgrade(engine)
        with open_sessions(engine).begin() as session:
            search.catch_up(session)  # the index is no table of a backup: each database has its own
        with open_sessions(engine)() as session:
            if audit.first_broken(session) is not None or audit.root(session) != manifest.audit_root:
                raise BackupError("The audit trail in the backup is not whole. Take another backup.")
    finally:
        engine.dispose()
