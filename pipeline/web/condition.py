"""The page of the operator: how the house is, from the same checks as `caichinh doctor` and the same numbers as `/metrics`."""

from __future__ import annotations

from flask import Blueprint, render_template

from pipeline.doctor import SLOW, Grade, examine
from pipeline.doctor_words import SUBJECTS
from pipeline.store import runs
from pipeline.store.gauges import gauges
from pipeline.web.context import db, desk, now

blueprint = Blueprint("condition", __name__)

GRADE_LABELS = {Grade.WRONG: "Hỏng", Grade.WARNING: "Cần xem", Grade.GOOD: "Tốt"}
_WORST_FIRST = tuple(GRADE_LABELS)
COUNT_LABELS = {
    "feeds polled": "Nguồn tin đã đọc",
    "feeds failed": "trong đó lỗi",
    "new entries": "Tin mới được giới thiệu",
    "pages fetched": "Trang đã tải",
    "pages failed": "Trang tải không được",
    "articles": "Bài đọc được",
    "no article": "Trang không phải bài báo",
    "grouped": "Bài đã so với bài khác",
    "tagged": "Bài đã gắn cơ quan",
    "flagged": "Bài có điểm cần xem",
    "cases opened": "Vụ việc mở mới",
    "letters followed": "Văn bản được theo dõi lại",
    "reminders": "Nhắc việc",
}
"""Counts of a run, in the order of its stages."""


@blueprint.get("/tinh-trang")
def show() -> str:
    """Show what is wrong first, with what to do; then the last run stage by stage."""
    found = sorted(examine(desk().settings, without=SLOW), key=lambda one: _WORST_FIRST.index(one.grade))
    run = runs.last_run(db())
    counts = dict(run.counts) if run else {}
    return render_template(
        "condition.html",
        found=found,
        labels=GRADE_LABELS,
        wrong=sum(one.grade is Grade.WRONG for one in found),
        warned=sum(one.grade is Grade.WARNING for one in found),
        run=run,
        counts=[(label, counts[name]) for name, label in COUNT_LABELS.items() if name in counts],
        reading=gauges(db(), now()),
        left_out=[SUBJECTS[name] for name in sorted(SLOW)],
        as_of=now(),
    )
