"""One action on many cases of a list: each case for itself, so that one that moved on stops no other."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import Verdict
from pipeline.domain.text import clean, clean_line
from pipeline.review.workflow import Action, State
from pipeline.store import cases, snooze, verification
from pipeline.store.tables import CaseRow
from pipeline.web.access import can, visible_case
from pipeline.web.casework import day
from pipeline.web.choices import BY_VERDICT
from pipeline.web.context import actor, db, now, person
from pipeline.web.filters import chosen
from pipeline.web.item import reading
from pipeline.web.lists import list_for

blueprint = Blueprint("bulk", __name__)

_UNDO = ("accurate", "accurate_act", "snooze")
"""What can be undone; who verifies a case is changed by assigning it to somebody else."""
_VERDICTS = {"accurate": Verdict.ACCURATE, "accurate_act": Verdict.ACCURATE_ACT}


@blueprint.post("/vu-viec/nhieu")
def apply() -> Response:
    """Do what was chosen to every ticked case, tell which were left as they are, and offer to undo the rest."""
    here = chosen(list_for(request.form.get("ds", "cho-xem")))
    ticked = _ticked()
    done = _each(ticked, _apply)
    if done:
        flash(_said(len(done)), "success")
        if request.form["action"] in _UNDO:
            flash(" ".join(f"{case.id}:{case.lock}" for case in done), "undo many")
    return redirect(here.address)


@blueprint.post("/vu-viec/nhieu/hoan-tac")
def undo() -> Response:
    """Bring back the cases of one action on many, each unless somebody touched it since."""
    done = _each(_ticked(), _undo)
    if done:
        flash(f"Đã đưa {len(done)} vụ việc trở lại danh sách cần xem.", "success")
    return redirect(chosen(list_for("cho-xem")).address)


def _ticked() -> list[CaseRow]:
    ticked = [visible_case(int(found)) for found in request.form.getlist("case") if found.isdecimal()]
    if not ticked:
        raise TransitionError("Hãy chọn ít nhất một vụ việc trong danh sách.")
    return ticked


def _each(ticked: list[CaseRow], do: Callable[[CaseRow], None]) -> list[CaseRow]:
    """Do it to each case for itself; return those that it was done to and tell why the others stay."""
    left = {}
    for case in ticked:
        try:
            with db().begin_nested():
                _check_unchanged(case)
                do(case)
        except (TransitionError, StaleDataError) as error:
            db().refresh(case)
            why = str(error) if isinstance(error, TransitionError) else "người khác vừa cập nhật."
            left[case.id] = f"“{reading(case).stored.article.title}”: {why}"
    if left:
        flash(f"Giữ nguyên {len(left)} vụ việc. " + " ".join(left.values()), "warning")
    return [case for case in ticked if case.id not in left]


def _check_unchanged(case: CaseRow) -> None:
    if request.form.get(f"lock-{case.id}", type=int) != case.lock:
        raise TransitionError("đã được người khác cập nhật sau khi anh/chị mở danh sách.")


def _said(count: int) -> str:
    """Return what was done to how many cases."""
    action = request.form["action"]
    if action == "snooze":
        return f"Đã hoãn {count} vụ việc đến {day('until'):%d/%m/%Y}."
    if action == "assign":
        return f"Đã phân công {count} vụ việc."
    return f"Đã ghi nhận {count} vụ việc: {BY_VERDICT[_VERDICTS[action]].label}."


def _apply(case: CaseRow) -> None:
    action, note = request.form.get("action", ""), clean(request.form.get("note", ""))
    if action in _VERDICTS:
        cases.unmark(db(), case, actor=actor(), now=now())
        cases.decide_case(db(), case, _VERDICTS[action], actor=person(), note=note, now=now())
    elif action == "snooze":
        snooze.put_off(db(), case, day("until"), clean_line(note), actor=person(), now=now())
    elif action == "assign":
        if not can(case, Action.WORK):
            raise TransitionError("không thuộc quyền của anh/chị.")
        assignee = request.form.get("assignee", type=int)
        verification.assign(db(), case, assignee, actor=person(), now=now())
    else:
        raise TransitionError("chưa chọn việc cần làm.")


def _undo(case: CaseRow) -> None:
    if case.state is State.SNOOZED:
        snooze.wake(db(), case, actor=person(), now=now())
    else:
        cases.reopen(db(), case, actor=person(), now=now())
