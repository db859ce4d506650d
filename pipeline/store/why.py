"""Why an article is not in the queue: the last stage it reached and the reason, in words for officials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.dates import printed
from pipeline.domain.labels import FAILURE_LABELS
from pipeline.domain.records import ArticleKind
from pipeline.ingest.health import FeedState, is_silent
from pipeline.ingest.sources import Outlet, Sources
from pipeline.ingest.urls import article_id, http_link
from pipeline.store.tables import ArticleRow, CaptureRow, CaseRow, EntryRow, FeedRow, TaggingRow

_KIND_REASONS = {
    ArticleKind.LISTING: "Trang là danh mục, video hoặc thư viện ảnh, không phải một bài báo.",
    ArticleKind.BLOCKED: "Trang yêu cầu trình duyệt tự chứng minh (trang chặn); cần người mở và nhập nội dung.",
    ArticleKind.UNREADABLE: "Không đọc được nội dung bài từ trang đã lưu; cần người xem trang gốc.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How far an article came."""

    stage: str
    """The stage it waits in or ended in: a name of `flow.STAGES`, `sources` before them, `here` when nothing is missing."""
    reason: str
    """Vietnamese."""
    article_id: str | None = None
    case_ids: tuple[int, ...] = ()


def trace(session: Session, sources: Sources, url: str, now: datetime) -> Trace:
    """Return the stage that an address reached and why it went no further."""
    address = http_link("", url.strip())
    if address is None:
        return Trace(stage="sources", reason="Đây không phải địa chỉ trang báo (bắt đầu bằng https://).")
    entry = _entry(session, address)
    if entry is None:
        return _not_announced(session, sources.of_url(address), now)
    if entry.capture_id is None:
        return _not_fetched(entry)
    return _after_capture(session, entry)


def _entry(session: Session, url: str) -> EntryRow | None:
    """Return the entry with this address, or whose page came from it after redirects."""
    key = article_id(url)
    entry = session.get(EntryRow, key)
    if entry is not None:
        return entry
    query = (
        sa.select(EntryRow)
        .join(CaptureRow, CaptureRow.id == EntryRow.capture_id)
        .where(sa.or_(CaptureRow.final_url == url, CaptureRow.url == url))
    )
    return session.scalars(query.limit(1)).first()


def _not_announced(session: Session, outlet: Outlet | None, now: datetime) -> Trace:
    if outlet is None:
        return Trace(
            stage="sources",
            reason="Báo này không có trong danh sách nguồn được theo dõi; đề nghị người quản trị bổ sung.",
        )
    feeds = [feed for feed in outlet.feeds if feed.enabled]
    if not feeds:
        return Trace(stage="sources", reason=f"{outlet.name} không có nguồn tin (RSS) nào đang bật.")
    rows = [row for feed in feeds if (row := session.get(FeedRow, feed.url)) is not None]
    if not rows:
        return Trace(stage="ingest", reason=f"Các nguồn tin của {outlet.name} chưa được đọc lần nào.")
    states = [msgspec.convert(row.health, FeedState) for row in rows]
    failing = [state for state in states if state.failure is not None]
    if len(failing) == len(states):
        worst = failing[0]
        label = FAILURE_LABELS[worst.failure] if worst.failure else ""
        return Trace(
            stage="ingest",
            reason=f"Nguồn tin của {outlet.name} đang hỏng: {label} ({worst.failures} lần liên tiếp).",
        )
    if all(is_silent(state, now) for state in states):
        return Trace(
            stage="ingest", reason=f"Nguồn tin của {outlet.name} trả lời nhưng đã lâu không có tin mới."
        )
    last = max((row.polled_at for row in rows if row.polled_at), default=None)
    broken = f" {len(failing)} trong {len(states)} nguồn đang hỏng." if failing else ""
    return Trace(
        stage="ingest",
        reason=(
            f"Không nguồn tin nào của {outlet.name} giới thiệu bài này (đọc lần cuối {printed(last)}).{broken} "
            "Có thể nhập địa chỉ bằng tay."
        ),
    )


def _not_fetched(entry: EntryRow) -> Trace:
    if entry.tries == 0:
        reason = "Đã được giới thiệu, đang chờ lần thu thập tới để tải trang."
    elif entry.next_try is None:
        reason = f"Đã thử tải {entry.tries} lần không được và thôi thử: {entry.failure}"
    else:
        reason = f"Tải trang không được {entry.tries} lần ({entry.failure}); thử lại lúc {printed(entry.next_try)}."
    return Trace(stage="ingest", reason=reason, article_id=entry.article_id)


def _after_capture(session: Session, entry: EntryRow) -> Trace:
    row = session.get(ArticleRow, entry.article_id)
    key = entry.article_id
    if row is None:
        return Trace(stage="extract", reason="Trang đã lưu, đang chờ được đọc.", article_id=key)
    if row.kind is not ArticleKind.ARTICLE:
        return Trace(stage="extract", reason=_KIND_REASONS[row.kind], article_id=key)
    if row.group_id is None:
        return Trace(stage="group", reason="Bài đã đọc, đang chờ so với các bài khác.", article_id=key)
    tagging = session.get(TaggingRow, key)
    if tagging is None or tagging.version < row.version:
        return Trace(stage="tag", reason="Bài đang chờ máy xác định cơ quan liên quan.", article_id=key)
    cases = tuple(session.scalars(sa.select(CaseRow.id).where(CaseRow.group_id == row.group_id)))
    if cases:
        return Trace(
            stage="here", reason="Bài có trong hệ thống và đã mở vụ việc.", article_id=key, case_ids=cases
        )
    return Trace(stage="flag", reason=_no_case(tagging), article_id=key)


def _no_case(tagging: TaggingRow) -> str:
    if not tagging.has_agency and not tagging.flags_said:
        return "Bài đã đọc; không thấy cơ quan nào của tỉnh liên quan và không có điểm nào sai lệch."
    return "Bài đã đọc; không có điểm nào trái với thông tin chính thức và không cần cán bộ xem."
