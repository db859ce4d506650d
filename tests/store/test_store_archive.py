from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store.archive import Archive, ArchiveError


def test_a_body_comes_back_as_it_was_received(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = "Đăk Hà".encode() + bytes(range(256))
    assert archive.get(archive.put(body)) == body


def test_keeping_a_body_twice_writes_it_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.path(archive.put(b"x")).stat().st_mtime_ns
    assert archive.path(archive.put(b"x")).stat().st_mtime_ns == first
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("damage", [b"", b"not gzip", b"\x1f\x8b\x08\x00"])
def test_a_damaged_body_is_named_not_returned(tmp_path: Path, damage: bytes) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"x")
    path = archive.path(sha256)
    path.chmod(0o644)
    path.write_bytes(damage)
    with pytest.raises(ArchiveError, match=sha256):
        archive.get(sha256)
