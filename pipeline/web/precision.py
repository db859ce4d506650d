"""How often the flags of each signal are right, as reviewers say, and where they say it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean_line
from pipeline.store import verdicts
from pipeline.web.access import visible_case
from pipeline.web.context import db, now, own_agency, person
from pipeline.web.item import reading

blueprint = Blueprint("precision", __name__)


@blueprint.get("/do-chinh-xac")
def show() -> str:
    """Show right and wrong per signal with the fitted weights; the sentences only to who may see all cases."""
    return render_template(
        "precision.html",
        tallies=verdicts.tallies(db()),
        weights=verdicts.weights(db()),
        wrong=verdicts.wrong_ones(db()) if own_agency() is None else [],
    )


@blueprint.post("/vu-viec/<int:case_id>/dau-hieu")
def judge(case_id: int) -> Response:
    """Keep what the person says of one flag of a case: right, or wrong because of something."""
    case = visible_case(case_id)
    read = reading(case)
    flag = next((d.flag for d in read.doubts if d.number == request.form.get("doubt", type=int)), None)
    said, why = request.form.get("said"), clean_line(request.form.get("why", ""))
    if flag is None or said not in {"right", "wrong"}:
        abort(404)
    if request.form.get("seen") != read.seen:
        raise TransitionError("Bài báo hoặc dấu hiệu đã thay đổi. Hãy tải lại trang rồi đánh giá.")
    if said == "wrong" and not why:
        raise TransitionError("Hãy ghi vì sao dấu hiệu không đúng.")
    verdicts.judge(
        db(),
        case,
        flag,
        version=read.stored.version,
        is_right=said == "right",
        why=why,
        person=person(),
        now=now(),
    )
    flash("Đã ghi nhận đánh giá dấu hiệu.", "success")
    return redirect(url_for("item.show", case_id=case.id))
