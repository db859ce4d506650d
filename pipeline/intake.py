"""What people hand in: an address, a pasted text, a scan. Print, radio and television have no feed.

What is handed in goes the way of everything else: archived first, then read, tagged and flagged by the next daily
run. An article that is there already is never touched.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Article, ArticleKind, Capture, FeedEntry, Medium
from pipeline.domain.text import clean, clean_line
from pipeline.ingest.addresses import check_url
from pipeline.ingest.sources import Outlet, Sources
from pipeline.ingest.urls import article_id, canonical_url
from pipeline.store import articles, ingested
from pipeline.store.archive import Archive
from pipeline.store.ingest_tables import IntakeKind, IntakeRow
from pipeline.store.tables import ArticleRow, EntryRow

MAX_SCAN = 20 * 1024 * 1024
"""Bytes of one scan."""
MAX_TEXT = 200_000
"""Characters of one pasted text; the longest real article seen has a tenth of it."""
_KINDS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


class IntakeError(CaiChinhError):
    """What was handed in cannot be taken. The text is Vietnamese and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article that no machine can fetch, with what a letter has to name."""

    outlet: Outlet
    medium: Medium
    published_at: datetime
    """Day and hour of the issue or broadcast, aware."""
    issue: str
    """Number and page, or programme, as printed."""
    title: str
    text: str
    note: str = ""


def take_url(
    session: Session,
    sources: Sources,
    url: str,
    *,
    now: datetime,
    person_id: int | None = None,
    allow_loopback: bool = False,
) -> str:
    """Put an address on the list of pages to fetch; return the id of its article.

    Raises:
        IntakeError: it is no address of a watched outlet.
    """
    url = url.strip()
    outlet = _outlet_of(sources, url, allow_loopback=allow_loopback)
    key = article_id(url)
    if session.get(EntryRow, key) is None:
        entry = FeedEntry(id=key, url=url, title="", summary="", published_at=None)
        ingested.add_entries(session, [(key, entry)], outlet_id=outlet.id, seen_at=now)
        _note(session, key, IntakeKind.URL, outlet, outlet.medium, now, person_id)
    else:
        ingested.ask_again(session, key, now)
    return key


def _outlet_of(sources: Sources, url: str, *, allow_loopback: bool) -> Outlet:
    try:
        check_url(url, allow_loopback=allow_loopback)
    except CaiChinhError as error:
        raise IntakeError("Đây không phải địa chỉ trang báo (bắt đầu bằng https://).") from error
    outlet = sources.of_url(canonical_url(url))
    if outlet is None:
        raise IntakeError(
            "Báo này chưa có trong danh sách nguồn; đề nghị quản trị hệ thống thêm vào feeds.yaml trước."
        )
    return outlet


def take_printed(
    session: Session,
    archive: Archive,
    given: Printed,
    *,
    scan: bytes = b"",
    now: datetime,
    person_id: int | None = None,
) -> str:
    """Keep an article of print, radio or television, with its scan where there is one; return its id.

    Raises:
        IntakeError: something is missing, too large, or no scan.
    """
    title, text = clean_line(given.title), clean(given.text)
    _check(given, title, text, scan, now)
    content_type = kind_of_scan(scan) if scan else "text/plain; charset=utf-8"
    body = scan or f"{title}\n\n{text}".encode()
    key = _key(given, title)
    if session.get(ArticleRow, key) is not None:
        return key
    url = f"urn:caichinh:intake:{key}"
    capture = Capture(
        url=url,
        final_url=url,
        fetched_at=now,
        status=200,
        headers=(("content-type", content_type),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )
    row = ingested.add_capture(session, capture, record_sha256=archive.put(capture))
    sapo, _, rest = text.partition("\n\n")
    article = Article(
        id=key,
        url=url,
        outlet=given.outlet.name,
        title=title,
        sapo=sapo if rest else "",
        body=rest or text,
        published_at=given.published_at,
        published_raw=clean_line(given.issue),
        kind=ArticleKind.ARTICLE if text else ArticleKind.UNREADABLE,
    )
    articles.save_article(session, article, outlet_id=given.outlet.id, capture_id=row.id, seen_at=now)
    kind = IntakeKind.SCAN if scan else IntakeKind.TEXT
    _note(session, key, kind, given.outlet, given.medium, now, person_id, issue=given.issue, note=given.note)
    return key


def _check(given: Printed, title: str, text: str, scan: bytes, now: datetime) -> None:
    if not title:
        raise IntakeError("Thiếu tiêu đề bài.")
    if not text and not scan:
        raise IntakeError("Cần nội dung bài hoặc bản chụp.")
    if len(text) > MAX_TEXT:
        raise IntakeError("Nội dung dài quá 200.000 ký tự; chỉ nhập một bài.")
    if given.published_at > now:
        raise IntakeError("Thời điểm đăng, phát ở tương lai; kiểm tra lại ngày giờ.")


def kind_of_scan(scan: bytes) -> str:
    """Return the media type of a scan by its content, whatever its name says.

    Raises:
        IntakeError: it is neither PDF nor a picture, or too large, or cut off.
    """
    if len(scan) > MAX_SCAN:
        raise IntakeError("Tệp lớn quá 20 MB; quét lại ở độ phân giải thấp hơn.")
    found = next((kind for begin, kind in _KINDS.items() if scan.startswith(begin)), None)
    if found is None:
        raise IntakeError("Tệp không phải PDF, PNG, JPEG hay TIFF.")
    ends = {"application/pdf": b"%%EOF", "image/png": b"IEND", "image/jpeg": b"\xff\xd9"}
    if ends.get(found, b"") not in scan[-2048:]:
        raise IntakeError("Tệp bị cắt ngắn; tải lại tệp đầy đủ.")
    return found


def _key(given: Printed, title: str) -> str:
    """Return the natural key of a printed article: outlet, issue, hour and headline."""
    parts = (given.outlet.id, clean_line(given.issue), given.published_at.isoformat(), title)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _note(
    session: Session,
    key: str,
    kind: IntakeKind,
    outlet: Outlet,
    medium: Medium,
    now: datetime,
    person_id: int | None,
    *,
    issue: str = "",
    note: str = "",
) -> None:
    session.add(
        IntakeRow(
            article_id=key,
            person_id=person_id,
            given_at=now,
            kind=kind,
            medium=medium,
            outlet=outlet.name,
            issue=clean_line(issue),
            note=clean_line(note),
        )
    )
    session.flush()
