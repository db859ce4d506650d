"""One capture as one WARC record (ISO 28500:2017, version 1.1), and back.

What a newspaper answered is a `response` record with the header lines and the body as received, Content-Encoding
included; what a person handed in is a `resource` record. Equal captures give equal bytes: the record id is made
from address, time and digest, and nothing in the record depends on when it is written.
"""

from __future__ import annotations

import gzip
import hashlib
import uuid
import zlib
from datetime import UTC, datetime
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from pipeline.domain.records import Capture

ASKED = "X-Requested-URI"
"""The address asked for, where redirects led elsewhere."""
BODY_DIGEST = "X-Body-SHA256"
"""Hex digest of the body without Content-Encoding: the digest that letters name."""
_MOVED = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
"""Header lines that no longer describe the body as stored; they keep their value under another name."""


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """A writer whose digests are SHA-256."""

    def _create_digester(self) -> Digester:
        return Digester("sha256")


def record_id(url: str, fetched_at: datetime, sha256: str) -> uuid.UUID:
    """Return the identity of a capture: the same for the same answer at the same time to the same address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{url}\n{fetched_at.astimezone(UTC).isoformat()}\n{sha256}")


def payload_digest(body: bytes) -> str:
    """Return the digest of a payload as a record and its index write it."""
    digester = Digester("sha256")
    digester.update(body)
    return str(digester)


def record_bytes(capture: Capture) -> bytes:
    """Return `capture` as a compressed WARC record."""
    stored = capture.body if capture.encoded is None else capture.encoded
    facts = {
        "WARC-Record-ID": f"<urn:uuid:{record_id(capture.url, capture.fetched_at, capture.sha256)}>",
        "WARC-Date": capture.fetched_at.astimezone(UTC)
        .isoformat(timespec="microseconds")
        .replace("+00:00", "Z"),
        BODY_DIGEST: capture.sha256,
    }
    if capture.final_url != capture.url:
        facts[ASKED] = capture.url
    if capture.connection:
        facts["WARC-IP-Address"] = capture.connection.peer
        facts |= _tls_facts(capture)
    out = BytesIO()
    writer = _Writer(out, gzip=True, warc_version="1.1")
    headers = [(_MOVED.get(name.lower(), name), value) for name, value in capture.headers]
    by_http = bool(capture.status_line)
    version, _, status = capture.status_line.partition(" ")
    record = writer.create_warc_record(
        capture.final_url,
        "response" if by_http else "resource",
        payload=BytesIO(stored),
        length=len(stored),
        warc_content_type="" if by_http else dict(headers).get("content-type", "application/octet-stream"),
        warc_headers_dict=facts,
        http_headers=StatusAndHeaders(status, headers, protocol=version) if by_http else None,
    )
    writer.write_record(record)
    return out.getvalue()


def _tls_facts(capture: Capture) -> dict[str, str]:
    met = capture.connection
    if met is None or not met.protocol:
        return {}
    return {
        "WARC-Protocol": met.protocol.lower().replace("tlsv", "tls/"),
        "WARC-Cipher-Suite": met.cipher,
        "X-TLS-Certificate-SHA256": met.certificate_sha256,
    }


def read_record(data: bytes) -> tuple[str, bytes]:
    """Return (SHA-256 that the record names, body without Content-Encoding), all digests checked.

    Raises:
        ValueError: the record is damaged or was changed; the message says in which way.
    """
    named, body, digests = _read(data, check_digests="raise")
    if not all((digest or "").startswith("sha256:") for digest in digests):
        raise ValueError("the record has lost its digests")
    return named, body


def read_body(data: bytes) -> tuple[str, bytes]:
    """Return the same for who needs the body alone: its own digest is checked, those of the record around it are not.

    Raises:
        ValueError: the body cannot be read, or is another one.
    """
    return _read(data, check_digests=False)[:2]


def _read(data: bytes, *, check_digests: str | bool) -> tuple[str, bytes, list[str | None]]:
    try:
        # Unpacked as a whole, once: the reader below takes a record that breaks off for a shorter one.
        records = ArchiveIterator(BytesIO(gzip.decompress(data)), check_digests=check_digests)
        record = next(iter(records))
        named = record.rec_headers.get_header(BODY_DIGEST) or ""
        body = record.content_stream().read()
        digests = [record.rec_headers.get_header(f"WARC-{part}-Digest") for part in ("Block", "Payload")]
    except (
        ArchiveLoadFailed,
        StopIteration,
        EOFError,
        OSError,
        ValueError,
        AttributeError,
        zlib.error,
    ) as error:
        raise ValueError(f"the record cannot be read ({error or type(error).__name__})") from error
    if hashlib.sha256(body).hexdigest() != named:
        raise ValueError("the body is not the one whose digest the record names")
    return named, body, digests
