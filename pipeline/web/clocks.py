"""Clocks of a case at the desk: a duty starts, is paused, runs on, gets more time, is done."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, flash, request
from werkzeug.wrappers import Response

from pipeline.domain.clock import OWN_DUTIES
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean_line
from pipeline.review.workflow import Action
from pipeline.store import clocks as store
from pipeline.web.access import case_for
from pipeline.web.casework import back
from pipeline.web.context import db, now, person

blueprint = Blueprint("clocks", __name__)


@blueprint.post("/vu-viec/<int:case_id>/thoi-han")
def start(case_id: int) -> Response:
    """Start the clock of a duty of law."""
    case = case_for(case_id, Action.WORK)
    chosen = request.form.get("duty", "")
    duty = next((found for found in OWN_DUTIES if found.value == chosen), None)
    if duty is None:
        raise TransitionError("Hãy chọn nghĩa vụ có thời hạn.")
    try:
        started = datetime.fromisoformat(request.form.get("started", "")).replace(tzinfo=VIETNAM)
    except ValueError:
        raise TransitionError("Hãy ghi ngày, giờ bắt đầu tính thời hạn.") from None
    store.start(db(), case, duty, started, actor=person(), now=now())
    flash("Đã bắt đầu tính thời hạn.", "success")
    return back(case)


@blueprint.post("/vu-viec/<int:case_id>/thoi-han/<int:clock_id>")
def step(case_id: int, clock_id: int) -> Response:
    """Pause, resume, extend or end one clock of the case."""
    case = case_for(case_id, Action.WORK)
    clock = next((row for row in store.of_case(db(), case.id) if row.id == clock_id), None)
    if clock is None:
        abort(404)
    reason = clean_line(request.form.get("reason", ""))
    match request.form.get("step"):
        case "pause":
            store.pause(db(), clock, reason, actor=person(), now=now())
            flash("Đã tạm dừng thời hạn.", "success")
        case "resume":
            store.resume(db(), clock, actor=person(), now=now())
            flash("Thời hạn tiếp tục được tính.", "success")
        case "extend":
            amount = request.form.get("amount", default=0, type=int)
            store.extend(db(), clock, amount, reason, actor=person(), now=now())
            flash("Đã gia hạn.", "success")
        case "done":
            store.done(db(), clock, actor=person(), now=now())
            flash("Đã ghi nhận hoàn thành.", "success")
        case _:
            abort(400)
    return back(case)
