"""Feeds that fail or have fallen silent, in words for the people who rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from pipeline.domain.dates import printed
from pipeline.domain.labels import FAILURE_LABELS
from pipeline.ingest.health import FeedState, is_silent
from pipeline.store import ingested


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One feed that needs a look."""

    outlet_id: str
    url: str
    text: str


def troubles(session: Session, now: datetime) -> list[Trouble]:
    """Return the feeds whose last poll failed or that are silent against their own rhythm, by outlet."""
    found = []
    for url, row in ingested.feeds(session).items():
        text = _text(msgspec.convert(row.health, FeedState), now)
        if text:
            found.append(Trouble(outlet_id=row.outlet_id, url=url, text=text))
    return sorted(found, key=lambda trouble: (trouble.outlet_id, trouble.url))


def _text(state: FeedState, now: datetime) -> str:
    if state.failure is not None:
        since = f"; lần cuối tốt {printed(state.last_ok)}" if state.last_ok else ""
        return f"{FAILURE_LABELS[state.failure]} ({state.failures} lần liên tiếp{since})"
    return f"không có tin mới từ {printed(state.last_new)}" if is_silent(state, now) else ""
