"""How the sources are: which feeds bring nothing, since when, and what came instead."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from flask import Blueprint, render_template

from pipeline.domain.labels import FAILURE_LABELS
from pipeline.ingest.health import FeedState, is_silent
from pipeline.store import press
from pipeline.web.context import db, desk, now

blueprint = Blueprint("sources", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One feed as the page shows it."""

    outlet: str
    url: str
    section: str
    condition: str
    troubled: bool
    state: FeedState


@blueprint.get("/nguon-tin")
def show() -> str:
    """List every watched feed, those in trouble first."""
    known = press.feeds(db())
    lines = []
    for outlet in desk().outlets.values():
        for feed in outlet.feeds:
            if not feed.enabled:
                continue
            row = known.get(feed.url)
            state = msgspec.convert(row.health, FeedState) if row else FeedState()
            condition = _condition(state, read=row is not None)
            lines.append(
                Line(
                    outlet=outlet.name,
                    url=feed.url,
                    section=feed.section,
                    condition=condition or ("Tốt" if row else "Chưa đọc lần nào"),
                    troubled=bool(condition),
                    state=state,
                )
            )
    lines.sort(key=lambda line: (not line.troubled, line.outlet, line.url))
    return render_template("sources.html", lines=lines, troubled=sum(line.troubled for line in lines))


def _condition(state: FeedState, *, read: bool) -> str:
    """Return what is wrong with a feed, empty when nothing is."""
    if state.failure is not None:
        return f"{FAILURE_LABELS[state.failure]} ({state.failures} lần liên tiếp)"
    if read and is_silent(state, now()):
        return "Trả lời nhưng đã lâu không có tin mới"
    return f"Đã chuyển sang {state.moved_to}; cần sửa địa chỉ" if state.moved_to else ""
