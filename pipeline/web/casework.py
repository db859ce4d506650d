"""How a case is verified at the desk: given to somebody, asked of another unit, documented, discussed."""

from __future__ import annotations

import contextlib
from datetime import date
from io import BytesIO

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from pipeline.domain.errors import TransitionError
from pipeline.domain.text import clean, clean_line
from pipeline.review.attachments import checked
from pipeline.review.workflow import Action
from pipeline.store import audit
from pipeline.store import verification as store
from pipeline.store.tables import CaseRow
from pipeline.web.access import case_for, visible_case
from pipeline.web.context import db, desk, now, person
from pipeline.web.filters import item_address, set_values

blueprint = Blueprint("casework", __name__)


def back(case: CaseRow) -> AnyResponse:
    """Go back to the case, to the part where its verification stands."""
    shown = {"ds": request.values["ds"]} if "ds" in request.values else {}
    return redirect(item_address(case.id, shown | set_values(), "ho-so"))


def day(name: str) -> date:
    """Return a day of the form.

    Raises:
        TransitionError: it is none.
    """
    value = request.form.get(name, "")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise TransitionError(f"“{value}” không phải là ngày hợp lệ.") from None


@blueprint.post("/vu-viec/<int:case_id>/phan-cong")
def assign(case_id: int) -> AnyResponse:
    """Give the case to a colleague or to nobody."""
    case = case_for(case_id, Action.WORK)
    assignee = request.form.get("assignee", type=int)
    store.assign(db(), case, assignee, actor=person(), now=now())
    flash("Đã phân công." if assignee else "Đã bỏ phân công.", "success")
    return back(case)


@blueprint.post("/vu-viec/<int:case_id>/hoi")
def ask(case_id: int) -> AnyResponse:
    """Ask another unit for facts."""
    case = case_for(case_id, Action.WORK)
    unit, question = clean_line(request.form.get("unit", "")), clean(request.form.get("question", ""))
    store.ask(db(), case, unit=unit, question=question, due=day("due"), actor=person(), now=now())
    flash(f"Đã ghi nhận đề nghị {unit} cung cấp thông tin.", "success")
    return back(case)


@blueprint.post("/vu-viec/<int:case_id>/tra-loi/<int:inquiry_id>")
def answer(case_id: int, inquiry_id: int) -> AnyResponse:
    """Note what a unit answered."""
    case = case_for(case_id, Action.WORK)
    text = clean(request.form.get("answer", ""))
    store.answer(db(), case, inquiry_id, text, actor=person(), now=now())
    flash("Đã ghi nội dung trả lời.", "success")
    return back(case)


@blueprint.post("/vu-viec/<int:case_id>/y-kien")
def comment(case_id: int) -> AnyResponse:
    """Add a remark."""
    case = case_for(case_id, Action.WORK)
    store.comment(db(), case, clean(request.form.get("comment", "")), actor=person(), now=now())
    flash("Đã ghi ý kiến.", "success")
    return back(case)


@blueprint.post("/vu-viec/<int:case_id>/tep")
def attach(case_id: int) -> AnyResponse:
    """Keep a file as evidence, after a look at its bytes."""
    case = case_for(case_id, Action.WORK)
    sent = request.files.get("file")
    if sent is None:
        raise TransitionError("Chưa chọn tệp.")
    with contextlib.closing(sent):
        attachment = checked(sent.filename or "", sent.read())
    store.attach(db(), case, attachment, desk().evidence, actor=person(), now=now())
    flash(f"Đã lưu tệp “{attachment.name}”.", "success")
    return back(case)


@blueprint.get("/vu-viec/<int:case_id>/tep/<int:file_id>")
def download(case_id: int, file_id: int) -> Response:
    """Give a file of a case, to be saved and never to be shown inside the desk."""
    case = visible_case(case_id)
    row = next((found for found in store.files(db(), case.id) if found.id == file_id), None)
    if row is None:
        abort(404)
    detail = {"file": row.name, "sha256": row.sha256}
    audit.record(db(), at=now(), actor=person().login, action="export", case_id=case.id, detail=detail)
    body = desk().evidence.get(row.sha256)
    response = send_file(BytesIO(body), mimetype=row.content_type, as_attachment=True, download_name=row.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@blueprint.get("/vu-viec/<int:case_id>/dang-xem")
def present(case_id: int) -> str:
    """Say that this person still has the case open; return who else has."""
    case = visible_case(case_id)
    store.be_present(db(), case, person(), now())
    others = store.present(db(), case, person(), now())
    return render_template("_presence.html", others=others, stale=request.args.get("lock") != str(case.lock))
