"""The captured page as WACZ 1.1.1: a zip that replays in any reader of web archives, digests inside.

The body is kept as it was after Content-Encoding was removed, so the stored headers that spoke of the transfer are
left out; all others stay.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit

from pipeline.domain.records import Capture
from pipeline.domain.warc import payload_digest, record_bytes

WACZ_VERSION = "1.1.1"
_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
_WARC = "data.warc.gz"


def wacz(captures: Sequence[tuple[Capture, str]], *, title: str, made_at: datetime) -> bytes:
    """Return a WACZ file of captures.

    Args:
        captures: each capture with the title of its page.
        title: name of the collection.
        made_at: aware; the same captures and time give the same bytes.
    """
    warc, index = _records([capture for capture, _title in captures])
    files = {
        f"archive/{_WARC}": warc,
        "indexes/index.cdx": "".join(f"{line}\n" for line in sorted(index)).encode(),
        "pages/pages.jsonl": _pages(captures),
    }
    package = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": title,
        "software": "caichinh",
        "created": _iso(made_at),
        "resources": [
            {"name": path.rpartition("/")[2], "path": path, "hash": _sha256(content), "bytes": len(content)}
            for path, content in files.items()
        ],
    }
    files["datapackage.json"] = _json(package)
    digest = {"path": "datapackage.json", "hash": _sha256(files["datapackage.json"])}
    files["datapackage-digest.json"] = _json(digest)
    held = BytesIO()
    stamp = made_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(held, "w") as package_file:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, stamp)
            stored = path.startswith("archive/")  # readers seek in it
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package_file.writestr(entry, content)
    return held.getvalue()


def _records(captures: Sequence[Capture]) -> tuple[bytes, list[str]]:
    """Return the WARC and one CDXJ line per response."""
    held = BytesIO()
    index = []
    for capture in map(_decoded, captures):
        start = held.tell()
        held.write(record_bytes(capture))
        headers = {name.lower(): value for name, value in capture.headers}
        entry = {
            "url": capture.final_url,
            "mime": headers.get("content-type", "text/html").partition(";")[0].strip(),
            "status": str(capture.status),
            "digest": payload_digest(capture.body),
            "length": str(held.tell() - start),
            "offset": str(start),
            "filename": _WARC,
        }
        stamp = capture.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        index.append(f"{surt(capture.final_url)} {stamp} {json.dumps(entry)}")
    return held.getvalue(), index


def _decoded(capture: Capture) -> Capture:
    """Return a capture as a reader replays it: the body decoded, its length told, nothing said of the transfer."""
    kept = [(name, value) for name, value in capture.headers if name.lower() not in _TRANSFER]
    phrase = "OK" if capture.status == 200 else "-"
    return replace(
        capture,
        headers=(*kept, ("Content-Length", str(len(capture.body)))),
        encoded=None,
        status_line=capture.status_line or f"HTTP/1.1 {capture.status} {phrase}",
    )


def surt(url: str) -> str:
    """Return an address in the order that indexes sort by: host backwards, then the path."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}"


def _pages(captures: Sequence[tuple[Capture, str]]) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    lines += [
        {"id": capture.sha256[:16], "url": capture.final_url, "ts": _iso(capture.fetched_at), "title": title}
        for capture, title in captures
    ]
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _sha256(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
