"""What people do to a case: verify, decide, undo, close. Each form names the state of the case it was opened on."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import Verdict
from pipeline.domain.text import clean
from pipeline.review.workflow import WAITING, WITH_LETTER, Action
from pipeline.store import cases
from pipeline.store import desk as asked
from pipeline.store.tables import CaseRow
from pipeline.web.access import StaleFormError, case_for, visible_case
from pipeline.web.choices import BY_VERDICT, GROUNDS
from pipeline.web.context import actor, db, now, person
from pipeline.web.item import Reading, other_agencies, page, reading
from pipeline.web.marking import passages_of

blueprint = Blueprint("decision", __name__)


@blueprint.post("/vu-viec/<int:case_id>/xac-minh")
def verify(case_id: int) -> Response:
    """Note that verification has begun."""
    case = case_for(case_id, Action.VERIFY)
    cases.move(db(), case, Action.VERIFY, actor=person(), now=now(), detail={})
    flash("Đã ghi nhận: bắt đầu xác minh.", "success")
    return redirect(url_for("item.show", case_id=case.id))


@blueprint.post("/vu-viec/<int:case_id>/ket-luan")
def decide(case_id: int) -> tuple[str, int] | Response:
    """Take the decision and go to the next waiting case."""
    case = case_for(case_id, Action.DECIDE)
    read = reading(case)
    if request.form.get("seen") != read.seen:
        raise StaleFormError(case.id)
    try:
        _decide(case, read)
    except TransitionError as error:
        return _again(case_id, error)
    verdict = BY_VERDICT[request.form["verdict"]]
    flash(f"Đã ghi nhận: {verdict.label}. “{read.stored.article.title}”", "success")
    if verdict.verdict is not Verdict.OTHER_AGENCY:  # what was handed over is the other agency's by now
        flash(f"{case.id} {case.lock}", "undo")
    following = asked.next_case(db(), case, agency_id=case.agency_id, states=WAITING)
    if following is None:
        return redirect(url_for("queue.cases", ds="cho-xem"))
    return redirect(url_for("item.show", case_id=following, ds="cho-xem"))


def _again(case_id: int, error: TransitionError) -> tuple[str, int]:
    """Show the form again with what was typed; nothing was written."""
    db().rollback()
    return page(visible_case(case_id), problem=str(error), form=request.form), 422


def _decide(case: CaseRow, read: Reading) -> None:
    form = request.form
    choice = BY_VERDICT.get(form.get("verdict", ""))
    if choice is None:
        raise TransitionError("Hãy chọn một kết luận.")
    note = clean(form.get("note", ""))
    if choice.verdict is Verdict.NOT_DISCLOSABLE:
        note = _ground() + (f". {note}" if note else "")
    cases.unmark(db(), case, actor=actor(), now=now())
    if choice.verdict in WITH_LETTER:
        for passage in passages_of(form, read):
            cases.mark(db(), case, case.article_id, passage, actor=actor(), now=now())
    cases.decide_case(
        db(),
        case,
        choice.verdict,
        actor=person(),
        note=note,
        now=now(),
        other_agency_id=_other_agency(case) if choice.verdict is Verdict.OTHER_AGENCY else None,
    )


def _other_agency(case: CaseRow) -> str | None:
    """Return the agency chosen when it exists today, None otherwise."""
    chosen = request.form.get("agency", "")
    return chosen if any(chosen == agency_id for agency_id, _ in other_agencies(case)) else None


def _ground() -> str:
    ground = request.form.get("ground", "")
    if ground not in GROUNDS:
        raise TransitionError("Hãy chọn căn cứ pháp luật của việc chưa cung cấp thông tin.")
    return ground


@blueprint.post("/vu-viec/<int:case_id>/mo-lai")
def reopen(case_id: int) -> Response:
    """Undo a decision: the case waits again."""
    case = case_for(case_id, Action.REOPEN)
    cases.move(db(), case, Action.REOPEN, actor=person(), now=now(), detail={})
    flash("Đã mở lại vụ việc; kết luận trước không còn hiệu lực.", "success")
    return redirect(url_for("item.show", case_id=case.id))


@blueprint.post("/vu-viec/<int:case_id>/ket-thuc")
def close(case_id: int) -> tuple[str, int] | Response:
    """Close a case with its result."""
    case = case_for(case_id, Action.CLOSE)
    try:
        cases.close(db(), case, clean(request.form.get("result", "")), actor=person(), now=now())
    except TransitionError as error:
        return _again(case_id, error)
    flash("Đã kết thúc vụ việc.", "success")
    return redirect(url_for("item.show", case_id=case.id))
