"""What people do to a case: verify, decide, undo, close. Each form names the state of the case it was opened on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from pipeline.domain.errors import TransitionError
from pipeline.domain.mistakes import Mistake, suggested
from pipeline.domain.records import Verdict
from pipeline.domain.text import clean, clean_line
from pipeline.review.workflow import WITH_LETTER, Action
from pipeline.store import cases
from pipeline.store import desk as asked
from pipeline.store import snooze as snoozes
from pipeline.store.tables import CaseRow
from pipeline.web.access import StaleFormError, case_for, visible_case
from pipeline.web.choices import BY_VERDICT, GROUNDS
from pipeline.web.context import actor, db, now, person
from pipeline.web.errors import STALE
from pipeline.web.filters import chosen, item_address, set_values
from pipeline.web.item import Reading, other_agencies, page, reading
from pipeline.web.lists import list_for
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
    try:
        case = case_for(case_id, Action.DECIDE)
        read = _as_seen(case)
        _decide(case, read)
    except TransitionError as error:
        return _again(case_id, error)
    except (StaleFormError, StaleDataError):
        return _too_late(case_id)
    verdict = BY_VERDICT[request.form["verdict"]]
    said = f"Đã ghi nhận: {verdict.label}. “{read.stored.article.title}”"
    return _onwards(case, said, undo="reopen")


def _as_seen(case: CaseRow) -> Reading:
    """Return the text and flags of the case when they are those that the form was opened on."""
    read = reading(case)
    if request.form.get("seen") != read.seen:
        raise StaleFormError(case.id)
    return read


def _onwards(case: CaseRow, said: str, *, undo: str) -> Response:
    """Tell what was done, offer to undo it, and go to the next case of the list in hand."""
    flash(said, "success")
    flash(f"{undo} {case.id} {case.lock}", "undo")
    here = chosen(list_for("cho-xem"))
    following = asked.next_case(db(), case, replace(here.wanted, agency_id=case.agency_id))
    if following is None:
        return redirect(here.address)
    return redirect(item_address(following, here.args))


def _too_late(case_id: int) -> tuple[str, int]:
    """Tell that somebody else was first, with what was typed still there; nothing was written."""
    db().rollback()
    return page(visible_case(case_id), problem=STALE, form=request.form), 409


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
    passages = passages_of(form, read) if choice.verdict in WITH_LETTER else []
    if choice.verdict in WITH_LETTER:
        for passage in passages:
            cases.mark(db(), case, case.article_id, passage, actor=actor(), now=now())
    cases.decide_case(
        db(),
        case,
        choice.verdict,
        actor=person(),
        note=note,
        now=now(),
        other_agency_id=_other_agency(case) if choice.verdict is Verdict.OTHER_AGENCY else None,
        mistakes=_mistakes(form, read) if passages else (),
    )


def _mistakes(form: MultiDict[str, str], read: Reading) -> tuple[Mistake, ...]:
    """Return the error types of the conclusion: those ticked, else those that the marked flags stand for."""
    ticked = set(form.getlist("mistake"))
    if ticked:
        return tuple(mistake for mistake in Mistake if mistake.value in ticked)
    marked = set(form.getlist("flag"))
    found = suggested(doubt.flag.signal for doubt in read.doubts if str(doubt.number) in marked)
    if not found:
        raise TransitionError("Hãy chọn loại sai sót của bài báo.")
    return found


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
    cases.reopen(db(), case, actor=person(), now=now())
    flash("Đã mở lại vụ việc; kết luận trước không còn hiệu lực.", "success")
    return redirect(item_address(case.id, set_values()))


@blueprint.post("/vu-viec/<int:case_id>/hoan")
def snooze(case_id: int) -> tuple[str, int] | Response:
    """Put the case off to a day and go to the next one."""
    case = case_for(case_id, Action.SNOOZE)
    reason = clean_line(request.form.get("reason", ""))
    try:
        snoozes.put_off(db(), case, _day("until"), reason, actor=person(), now=now())
    except TransitionError as error:
        return _again(case_id, error)
    said = f"Đã hoãn đến {_day('until'):%d/%m/%Y}. “{reading(case).stored.article.title}”"
    return _onwards(case, said, undo="wake")


def _day(name: str) -> date:
    value = request.form.get(name, "")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise TransitionError(f"“{value}” không phải là ngày hợp lệ.") from None


@blueprint.post("/vu-viec/<int:case_id>/dua-lai")
def wake(case_id: int) -> Response:
    """Bring the case back before its day."""
    case = case_for(case_id, Action.WAKE)
    snoozes.wake(db(), case, actor=person(), now=now())
    flash("Đã đưa vụ việc trở lại danh sách cần xem.", "success")
    return redirect(item_address(case.id, set_values()))


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
