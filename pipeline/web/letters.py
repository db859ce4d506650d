"""Letters of a case: draft, preview, approve or return, number and date, receipt and what the newspaper then did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import Deadline, DeadlineKind, deadline
from pipeline.domain.errors import BlockedLetterError, TransitionError
from pipeline.domain.records import Letter, LetterKind
from pipeline.domain.text import clean, clean_line
from pipeline.letter import compose, render
from pipeline.review.workflow import Action
from pipeline.store import audit, cases, drafting
from pipeline.store import letters as store
from pipeline.store.tables import CaseRow, LetterRow
from pipeline.web.access import case_for, letter_for, visible_letter
from pipeline.web.context import db, desk, now, person, today

blueprint = Blueprint("letters", __name__)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.post("/vu-viec/<int:case_id>/du-thao")
def draft(case_id: int) -> AnyResponse:
    """Draft a letter to each outlet that was ticked and show the first."""
    case = case_for(case_id, Action.DRAFT)
    article_ids = request.form.getlist("article")
    if not article_ids:
        raise TransitionError("Hãy chọn ít nhất một cơ quan báo chí để gửi văn bản.")
    drafted = [_draft(case, article_id) for article_id in article_ids]
    flash("Đã dự thảo. Hãy kiểm tra nội dung trước khi trình duyệt.", "success")
    return redirect(url_for("letters.show", letter_id=drafted[0].id))


def _draft(case: CaseRow, article_id: str) -> LetterRow:
    here = desk()
    letter_request = drafting.letter_request(
        db(), case, article_id, agencies=here.agencies, outlets=here.outlets, on=today()
    )
    return cases.add_letter(db(), case, article_id, letter_request, actor=person(), now=now())


@blueprint.get("/van-ban/<int:letter_id>")
def show(letter_id: int) -> str:
    """Show a letter with what stands against its leaving and what can be done now."""
    row, case = visible_letter(letter_id)
    return page(row, case)


def page(row: LetterRow, case: CaseRow, problem: str = "") -> str:
    """Return the page of a letter."""
    current = store.current(db(), case.id)
    return render_template(
        "letter.html",
        row=row,
        case=case,
        letter=letter_of(row),
        current=row in current,
        siblings=current,
        remarks=_remarks(row),
        outcomes=cases.outcomes(db(), row.id),
        deadline=_deadline(row),
        today=today(),
        now=now().astimezone(VIETNAM),
        problem=problem,
    )


def _remarks(row: LetterRow) -> str:
    """Return why the letter was returned, empty when it was not."""
    details = (cast("dict[str, Any]", event.detail) for event in audit.history(db(), row.case_id))
    return next(
        (found["remarks"] for found in details if found.get("letter") == row.id and "remarks" in found), ""
    )


def _deadline(row: LetterRow) -> Deadline | None:
    """Return the newspaper's deadline, None before the receipt is proved."""
    if row.received_at is None:
        return None
    medium = cases.request_of(row).work.medium
    return deadline(DeadlineKind(row.kind.value), medium, row.received_at, desk().calendar)


def letter_of(row: LetterRow) -> Letter:
    """Return a stored letter as text: as final once it was approved, as a draft before."""
    return _composed(row, final=row.approved_at is not None)


def _composed(row: LetterRow, *, final: bool) -> Letter:
    return compose(replace(cases.request_of(row), final=final), archived=drafting.archived(db(), row))


@blueprint.get("/van-ban/<int:letter_id>/<form>.docx")
def document(letter_id: int, form: str) -> Response:
    """Give the document: ``du-thao`` always, ``chinh-thuc`` only when approved and nothing stands against it."""
    row, case = visible_letter(letter_id)
    if form not in {"du-thao", "chinh-thuc"}:
        abort(404)
    final = form == "chinh-thuc"
    if final and row.approved_at is None:
        raise TransitionError("Văn bản chưa được duyệt, chỉ tải được bản dự thảo.")
    content = render(_composed(row, final=final))
    detail = {"letter": row.id, "form": form}
    audit.record(db(), at=now(), actor=person().login, action="export", case_id=case.id, detail=detail)
    name = (
        f"{'cai-chinh' if row.kind is LetterKind.CORRECTION else 'phan-hoi'}-{case.id}-{row.id}-{form}.docx"
    )
    return send_file(BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=name)


@blueprint.post("/van-ban/<int:letter_id>/duyet")
def approve(letter_id: int) -> AnyResponse:
    """Approve a letter; a letter with blockers is refused."""
    row, case = letter_for(letter_id, Action.APPROVE)
    blockers = letter_of(row).blockers
    if blockers:
        raise BlockedLetterError(blockers)
    store.approve(db(), case, row, actor=person(), now=now())
    flash("Đã duyệt. Văn thư sẽ ghi số, ngày và gửi.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/tra-lai")
def give_back(letter_id: int) -> AnyResponse:
    """Return a draft with remarks."""
    row, case = letter_for(letter_id, Action.RETURN)
    store.give_back(db(), case, row, clean(request.form.get("remarks", "")), actor=person(), now=now())
    flash("Đã trả lại dự thảo kèm ý kiến.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/gui")
def send(letter_id: int) -> AnyResponse:
    """Record number and date of an approved letter."""
    row, case = letter_for(letter_id, Action.SEND)
    number, sent_at = clean_line(request.form.get("number", "")), _moment("sent_at")
    store.send(db(), case, row, number=number, sent_at=sent_at, actor=person(), now=now())
    flash(f"Đã ghi nhận văn bản số {number}.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/da-nhan")
def receipt(letter_id: int) -> AnyResponse:
    """Record when the newspaper received the letter."""
    row, case = letter_for(letter_id, Action.RECEIPT)
    store.receipt(db(), case, row, received_at=_moment("received_at"), actor=person(), now=now())
    flash("Đã ghi nhận thời điểm cơ quan báo chí nhận văn bản.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


def _moment(name: str) -> datetime:
    """Return a time of the form, which the browser gives without zone: it is Vietnam's."""
    value = request.form.get(name, "")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=VIETNAM)
    except ValueError:
        raise TransitionError(f"“{value}” không phải là ngày, giờ hợp lệ.") from None
