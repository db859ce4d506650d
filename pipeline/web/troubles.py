"""Feeds that fail or have fallen silent, in words for the people who rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from pipeline.domain.records import FailureKind
from pipeline.ingest.health import FeedState, is_silent
from pipeline.store import press
from pipeline.web.words import moment

FAILURES = {
    FailureKind.NOT_FOUND: "địa chỉ không còn",
    FailureKind.REFUSED: "báo từ chối truy cập",
    FailureKind.RATE_LIMITED: "báo yêu cầu truy cập thưa hơn",
    FailureKind.SERVER_ERROR: "máy chủ của báo gặp lỗi",
    FailureKind.TIMEOUT: "quá thời gian chờ",
    FailureKind.CONNECTION: "không kết nối được",
    FailureKind.TLS: "chứng thư bảo mật không hợp lệ",
    FailureKind.REDIRECT_LOOP: "chuyển hướng vòng",
    FailureKind.MOVED_DOMAIN: "đã chuyển sang tên miền khác",
    FailureKind.PRIVATE_ADDRESS: "trỏ về địa chỉ nội bộ, đã chặn",
    FailureKind.TOO_LARGE: "dữ liệu quá lớn",
    FailureKind.CHALLENGE: "báo yêu cầu xác nhận không phải máy",
    FailureKind.NOT_A_FEED: "không phải nguồn tin RSS",
    FailureKind.BROKEN_FEED: "nguồn tin hỏng, không đọc được",
    FailureKind.EMPTY_FEED: "nguồn tin trống",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One feed that needs a look."""

    outlet_id: str
    url: str
    text: str


def troubles(session: Session, now: datetime) -> list[Trouble]:
    """Return the feeds whose last poll failed or that are silent against their own rhythm, by outlet."""
    found = []
    for url, row in press.feeds(session).items():
        text = _text(msgspec.convert(row.health, FeedState), now)
        if text:
            found.append(Trouble(outlet_id=row.outlet_id, url=url, text=text))
    return sorted(found, key=lambda trouble: (trouble.outlet_id, trouble.url))


def _text(state: FeedState, now: datetime) -> str:
    if state.failure is not None:
        since = f"; lần cuối tốt {moment(state.last_ok)}" if state.last_ok else ""
        return f"{FAILURES[state.failure]} ({state.failures} lần liên tiếp{since})"
    return f"không có tin mới từ {moment(state.last_new)}" if is_silent(state, now) else ""
