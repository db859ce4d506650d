"""The working calendar: everybody sees what deadlines are counted with, the operator keeps it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.calendar import PROVISIONAL, CalendarDay
from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean_line
from pipeline.store import calendar as store
from pipeline.store import clocks
from pipeline.web.casework import day
from pipeline.web.context import calendar, db, now, person, today

blueprint = Blueprint("workdays", __name__)


@blueprint.get("/lich")
def show() -> str:
    """Show the days of a year that differ from the plain week."""
    year = request.args.get("nam", default=today().year, type=int)
    days = calendar().days
    return render_template(
        "workdays.html",
        year=year,
        years=sorted({row.day.year for row in days} | {today().year}),
        days=[row for row in days if row.day.year == year],
        entered=store.entered(db()),
        provisional=PROVISIONAL,
    )


@blueprint.post("/lich")
def enter() -> Response:
    """Enter a day and count the open clocks anew."""
    name, source = (clean_line(request.form.get(field, "")) for field in ("name", "source"))
    kind = request.form.get("kind", "")
    if kind not in {"work", "off"} or not name or not source:
        raise TransitionError("Cần ghi đủ: làm việc hay nghỉ, tên ngày và văn bản nguồn.")
    row = CalendarDay(
        day=day("day"),
        is_working=kind == "work",
        name=name,
        source=source,
        certainty=PROVISIONAL if "provisional" in request.form else "seen",
    )
    store.enter(db(), row, actor=person(), now=now())
    return _recounted(row.day, "Đã ghi ngày vào lịch.")


@blueprint.post("/lich/xoa")
def take_back() -> Response:
    """Let the shipped calendar speak again for a day."""
    found = day("day")
    store.take_back(db(), found, actor=person(), now=now())
    return _recounted(found, "Đã bỏ ngày do người quản trị nhập.")


def _recounted(changed: date, said: str) -> Response:
    moved = clocks.recompute(db(), now=now())
    flash(f"{said} Đã tính lại các thời hạn đang chạy: {moved} thời hạn thay đổi.", "success")
    return redirect(url_for("workdays.show", nam=changed.year))
