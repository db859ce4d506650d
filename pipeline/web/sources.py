"""How the sources are: which feeds bring nothing, since when, what came instead, whose pages are read worse than before."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from flask import Blueprint, render_template

from pipeline.domain.labels import FAILURE_LABELS
from pipeline.ingest.health import FeedState, is_silent
from pipeline.ingest.layout import Loss, Part
from pipeline.store import ingested
from pipeline.store.layouts import lost_layouts
from pipeline.web.context import db, desk, now
from pipeline.web.words import outlet_name

blueprint = Blueprint("sources", __name__)


PART_LABELS = {
    Part.BODY: "nội dung bài",
    Part.SAPO: "sapo",
    Part.TIME: "giờ đăng",
    Part.AUTHOR: "tên tác giả",
}


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
    known = ingested.feeds(db())
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
    return render_template(
        "sources.html",
        lines=lines,
        troubled=sum(line.troubled for line in lines),
        layouts=[
            (outlet_name(outlet_id), [_loss(loss) for loss in lost])
            for outlet_id, lost in lost_layouts(db(), now()).items()
        ],
    )


def _loss(loss: Loss) -> str:
    """Return what pages lost, in words."""
    return (
        f"{PART_LABELS[loss.part]}: đọc được ở {loss.recent.found}/{loss.recent.of} trang trong 3 ngày qua, "
        f"trước đó {loss.past.percent}%"
    )


def _condition(state: FeedState, *, read: bool) -> str:
    """Return what is wrong with a feed, empty when nothing is."""
    if state.failure is not None:
        return f"{FAILURE_LABELS[state.failure]} ({state.failures} lần liên tiếp)"
    if read and is_silent(state, now()):
        return "Trả lời nhưng đã lâu không có tin mới"
    return f"Đã chuyển sang {state.moved_to}; cần sửa địa chỉ" if state.moved_to else ""
