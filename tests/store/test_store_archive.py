from __future__ import annotations

import gzip
import hashlib
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.domain.records import Capture, Connection
from pipeline.domain.warc import read_body, read_record, record_bytes
from pipeline.store.archive import Archive, ArchiveError, Known

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
BODY = "Đăk Hà".encode() + bytes(range(256))


def capture(body: bytes = BODY, url: str = "https://bao.example/1.html", **fields: object) -> Capture:
    given = {
        "url": url,
        "final_url": url,
        "fetched_at": AT,
        "status": 200,
        "headers": (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")),
        "body": body,
        "sha256": hashlib.sha256(body).hexdigest(),
        "status_line": "HTTP/1.1 200 OK",
    }
    return Capture(**(given | fields))  # type: ignore[arg-type]


def known(item: Capture, record_sha256: str | None) -> Known:
    return Known(url=item.url, fetched_at=item.fetched_at, sha256=item.sha256, record_sha256=record_sha256)


def test_a_body_comes_back_as_it_was_received(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put(capture())
    assert archive.get(capture().sha256) == BODY


def test_keeping_a_capture_twice_writes_it_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.put(capture())
    (path,) = archive.files()
    written = path.stat().st_mtime_ns
    assert archive.put(capture()) == first
    assert path.stat().st_mtime_ns == written
    assert path.stat().st_mode & 0o222 == 0
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [path.name]


def test_the_record_holds_what_the_server_sent_and_whom_it_came_from() -> None:
    packed = gzip.compress(BODY, mtime=0)
    met = Connection(
        peer="203.0.113.7", protocol="TLSv1.3", cipher="TLS_AES_256_GCM_SHA384", certificate_sha256="ab"
    )
    item = capture(
        encoded=packed,
        connection=met,
        final_url="https://bao.example/moi.html",
        headers=(("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")),
    )
    data = record_bytes(item)
    record = next(iter(ArchiveIterator(BytesIO(data), check_digests="raise")))
    said = dict(record.rec_headers.headers)
    assert record.raw_stream.read() == packed
    assert record.http_headers.statusline == "200 OK"
    assert ("X-Archive-Orig-Transfer-Encoding", "chunked") in record.http_headers.headers
    assert said["WARC-Type"] == "response"
    assert said["WARC-Target-URI"] == "https://bao.example/moi.html"
    assert said["X-Requested-URI"] == "https://bao.example/1.html"
    assert said["WARC-Date"] == "2026-11-21T00:30:00.000000Z"
    assert (said["WARC-IP-Address"], said["WARC-Protocol"]) == ("203.0.113.7", "tls/1.3")
    assert said["WARC-Payload-Digest"].startswith("sha256:")
    assert read_record(data) == read_body(data) == (item.sha256, BODY)


def test_equal_captures_are_equal_records() -> None:
    assert record_bytes(capture()) == record_bytes(capture())
    assert record_bytes(capture()) != record_bytes(capture(url="https://bao.example/2.html"))


def test_what_a_person_hands_in_is_a_resource(tmp_path: Path) -> None:
    item = capture(
        url="urn:caichinh:intake:1", status_line="", headers=(("content-type", "application/pdf"),)
    )
    record = next(iter(ArchiveIterator(BytesIO(record_bytes(item)))))
    assert record.rec_type == "resource"
    assert record.content_type == "application/pdf"


def damaged(data: bytes) -> list[bytes]:
    """Return records that are empty, no record, cut off at every tenth, and changed in one byte here and there."""
    cut = [data[: len(data) * tenth // 10] for tenth in range(1, 10)]
    changed = [
        data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
        for place in range(12, len(data), max(len(data) // 40, 1))
    ]
    return [b"", b"not gzip", b"\x1f\x8b\x08\x00", gzip.compress(b"WARC/1.1\r\n\r\n"), *cut, *changed]


def test_no_damage_passes(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    item = capture()
    digest = archive.put(item)
    (path,) = archive.files()
    path.chmod(0o644)
    for data in damaged(path.read_bytes()):
        path.write_bytes(data)
        assert str(path) in (archive.problem(known(item, digest)) or "")
        with pytest.raises(ArchiveError, match=item.sha256):
            archive.get(item.sha256)
        assert archive.problem_of_file(path) is not None


def test_a_record_written_anew_with_right_digests_is_found_by_the_digest_of_its_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    item = capture()
    digest = archive.put(item)
    (path,) = archive.files()
    path.chmod(0o644)
    path.write_bytes(record_bytes(capture(headers=(("Content-Type", "text/plain"),))))
    assert archive.problem_of_file(path) is None
    assert "changed" in (archive.problem(known(item, digest)) or "")


def test_a_record_under_the_name_of_another_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    item, other = capture(), capture(b"other")
    archive.put(item)
    path = archive.path(item.url, item.fetched_at, item.sha256)
    path.chmod(0o644)
    path.write_bytes(record_bytes(other))
    assert "name" in (archive.problem_of_file(path) or "")
    with pytest.raises(ArchiveError, match="another name"):
        archive.get(item.sha256)


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    item = capture()
    assert "cannot be read" in (Archive(tmp_path).problem(known(item, None)) or "")


def test_a_disk_that_takes_nothing_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveError, match="No space left"):
        archive.put(capture())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_run_left_half_written_is_swept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put(capture())
    (path,) = archive.files()
    (path.parent / "x.part").write_bytes(b"half")
    assert archive.sweep() == 1
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [path.name]


def test_captures_kept_together_are_kept_as_each_alone(tmp_path: Path) -> None:
    items = [capture(b"page %d" % number) for number in range(40)]
    together, alone = Archive(tmp_path / "together"), Archive(tmp_path / "alone")
    together.put(items[3])  # one that is there already, and one that comes twice
    assert together.put_all([*items, items[7]]) == [alone.put(item) for item in [*items, items[7]]]
    assert [path.name for path in together.files()] == [path.name for path in alone.files()]
    assert all(together.problem_of_file(path) is None for path in together.files())


def test_a_disk_that_fills_up_on_the_way_leaves_whole_records_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []

    def fills_up(unfinished: Path, target: Path) -> Path:
        if len(taken) == 5:
            raise OSError(28, "No space left on device")
        taken.append(target)
        os.replace(unfinished, target)  # noqa: PTH105  what is replaced here is Path.replace itself
        return target

    monkeypatch.setattr("pathlib.Path.replace", fills_up)
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveError, match="No space left"):
        archive.put_all([capture(b"page %d" % number) for number in range(12)])
    kept = list(archive.files())
    assert sorted(kept) == sorted(taken)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path not in kept] == []
    assert all(archive.problem_of_file(path) is None for path in kept)
