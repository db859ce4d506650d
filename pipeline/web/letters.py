"""Letters of a case: draft, preview, approve or return, number and date, receipt and what the newspaper then did."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from pipeline import outgoing
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import BlockedLetterError, TransitionError
from pipeline.domain.records import Letter, LetterKind
from pipeline.domain.text import clean, clean_line
from pipeline.follow import STEP_LABELS, Step, next_step, rounds_on, settled
from pipeline.ingest.sources import GoverningBody
from pipeline.letter import addressees, check_may_leave, differences, missing_codes, recipients
from pipeline.review.workflow import Action
from pipeline.store import audit, cases, drafting, following
from pipeline.store import letters as store
from pipeline.store.archive import Archive
from pipeline.store.letters_tables import WAY_LABELS, Way
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow
from pipeline.web.access import StaleFormError, case_for, letter_for, may_ever, visible_letter
from pipeline.web.context import db, desk, now, person, today

blueprint = Blueprint("letters", __name__)


@blueprint.post("/vu-viec/<int:case_id>/du-thao")
def draft(case_id: int) -> AnyResponse:
    """Draft a letter to each outlet that was ticked and show the first."""
    case = case_for(case_id, Action.DRAFT)
    article_ids = request.form.getlist("article")
    if not article_ids:
        raise TransitionError("Hãy chọn ít nhất một cơ quan báo chí để gửi văn bản.")
    also_to = tuple(filter(None, map(clean_line, request.form.get("also_to", "").splitlines())))
    drafted = [_draft(case, article_id, also_to) for article_id in article_ids]
    flash("Đã dự thảo, chờ người phát ngôn hoặc thủ trưởng duyệt. Hãy kiểm tra lại nội dung.", "success")
    return redirect(url_for("letters.show", letter_id=drafted[0].id))


def _draft(case: CaseRow, article_id: str, also_to: tuple[str, ...]) -> LetterRow:
    here = desk()
    letter_request = drafting.letter_request(
        db(),
        case,
        article_id,
        agencies=here.agencies,
        outlets=here.outlets,
        on=today(),
        also_to=also_to,
    )
    return cases.add_letter(db(), case, article_id, letter_request, actor=person(), now=now())


@blueprint.get("/van-ban/<int:letter_id>")
def show(letter_id: int) -> str:
    """Show a letter with what stands against its leaving and what can be done now."""
    row, case = visible_letter(letter_id)
    return page(row, case)


def page(row: LetterRow, case: CaseRow, problem: str = "") -> str:
    """Return the page of a letter."""
    current, letter = store.current(db(), case.id), letter_of(row)
    earlier, looks = store.earlier(db(), row), following.looks(db(), row.id)
    course = following.course(db(), row)
    return render_template(
        "letter.html",
        row=row,
        case=case,
        letter=letter,
        addressees=addressees(letter.request),
        missing_codes=missing_codes(letter),
        higher=_higher(row),
        climbs=next_step(course, now()) is Step.GOVERNING_BODY,
        recipients=recipients(letter.request),
        current=row in current,
        siblings=current,
        remarks=_remarks(row),
        earlier=earlier,
        changes=differences(letter_of(earlier), letter) if earlier else (),
        dispatch=store.dispatch(db(), row.id),
        WAY_LABELS=WAY_LABELS,
        answers=following.answers(db(), row.id),
        looks=looks[::-1],
        settled=settled(looks),
        step=STEP_LABELS[next_step(course, now())] if row.sent_at and row in current else "",
        rounds=rounds_on(row.received_at.astimezone(VIETNAM).date()) if row.received_at else None,
        copies=following.copies(db(), case, current),
        deadline=course.deadline,
        today=today(),
        now=now().astimezone(VIETNAM),
        problem=problem,
    )


def _higher(row: LetterRow) -> GoverningBody | None:
    """Return the governing body of the outlet of a letter, None when it must be asked for."""
    article = db().get_one(ArticleRow, row.article_id)
    outlet = desk().outlets.get(article.outlet_id)
    return outlet.governing_body if outlet else None


def _remarks(row: LetterRow) -> str:
    """Return why the letter was returned, empty when it was not."""
    details = (cast("dict[str, Any]", event.detail) for event in audit.history(db(), row.case_id))
    return next(
        (found["remarks"] for found in details if found.get("letter") == row.id and "remarks" in found), ""
    )


def letter_of(row: LetterRow) -> Letter:
    """Return a stored letter as text: as final once it was approved, as a draft before."""
    return drafting.stored_letter(db(), row, _registers(), now(), final=row.approved_at is not None)


def _registers() -> drafting.Registers:
    return drafting.Registers(agencies=desk().agencies, outlets=desk().outlets)


FORMS = ("du-thao", "chinh-thuc")
MIMES = {
    "docx": outgoing.DOCX,
    "pdf": "application/pdf",
    "edxml": "application/xml",
    "wacz": "application/wacz",
}


@blueprint.get("/van-ban/<int:letter_id>/<form>.<ending>")
def document(letter_id: int, form: str, ending: str) -> Response:
    """Give the document: ``du-thao`` always, ``chinh-thuc`` only when approved and nothing stands against it."""
    row, case = visible_letter(letter_id)
    if form not in FORMS or ending not in MIMES:
        abort(404)
    content = _content(row, form, ending)
    if content is None:
        abort(404)
    detail = {"letter": row.id, "form": f"{form}.{ending}"}
    audit.record(db(), at=now(), actor=person().login, action="export", case_id=case.id, detail=detail)
    kind = "cai-chinh" if row.kind is LetterKind.CORRECTION else "phan-hoi"
    name = f"{kind}-{case.id}-{row.id}-{form}.{ending}"
    return send_file(BytesIO(content), mimetype=MIMES[ending], as_attachment=True, download_name=name)


def _content(row: LetterRow, form: str, ending: str) -> bytes | None:
    """Return one file of a letter, None when it cannot be had here (no LibreOffice, page never captured)."""
    final, archive = form == "chinh-thuc", Archive(desk().settings.archive)
    docx = outgoing.letter_docx(db(), row, _registers(), now(), final=final)
    if ending == "docx":
        return docx
    if ending == "pdf":
        return outgoing.to_pdf(docx)
    if ending == "wacz":
        return outgoing.page_wacz(db(), row, archive)
    return outgoing.letter_files(db(), row, _registers(), archive, now(), final=final).edxml


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
    """Record number and date of an approved letter; one that lost its grounds since is refused."""
    row, case = letter_for(letter_id, Action.SEND)
    check_may_leave(letter_of(row))
    number, sent_at = clean_line(request.form.get("number", "")), _moment("sent_at")
    way = (
        Way(request.form.get("way", Way.PAPER))
        if request.form.get("way", Way.PAPER) in set(Way)
        else Way.PAPER
    )
    store.send(db(), case, row, number=number, sent_at=sent_at, actor=person(), now=now(), way=way)
    flash(f"Đã ghi nhận văn bản số {row.number}.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/da-nhan")
def receipt(letter_id: int) -> AnyResponse:
    """Record when the newspaper received the letter."""
    row, case = letter_for(letter_id, Action.RECEIPT)
    proof = clean_line(request.form.get("proof", ""))
    store.receipt(db(), case, row, received_at=_moment("received_at"), proof=proof, actor=person(), now=now())
    flash("Đã ghi nhận thời điểm cơ quan báo chí nhận văn bản.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/tra-loi")
def answer(letter_id: int) -> AnyResponse:
    """Keep what the newspaper answered; reminders stop until it is read."""
    row = _for_answers(letter_id)
    text, at = clean(request.form.get("answer", "")), _moment("answered_at")
    following.add_answer(db(), row, text, received_at=at, actor=person(), now=now())
    flash("Đã ghi văn bản trả lời của cơ quan báo chí.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


@blueprint.post("/van-ban/<int:letter_id>/da-doc")
def read_answers(letter_id: int) -> AnyResponse:
    """Mark the answers of the newspaper as read."""
    row = _for_answers(letter_id)
    following.read_answers(db(), row, actor=person(), now=now())
    flash("Đã đọc văn bản trả lời.", "success")
    return redirect(url_for("letters.show", letter_id=row.id))


def _for_answers(letter_id: int) -> LetterRow:
    """Return a letter whose answers this person looks after: people of its agency."""
    row, case = visible_letter(letter_id)
    if not may_ever(case, Action.DRAFT) and not may_ever(case, Action.RECEIPT):
        abort(403)
    if request.form.get("lock", type=int) != case.lock:
        raise StaleFormError(case.id)
    return row


def _moment(name: str) -> datetime:
    """Return a time of the form, which the browser gives without zone: it is Vietnam's."""
    value = request.form.get(name, "")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=VIETNAM)
    except ValueError:
        raise TransitionError(f"“{value}” không phải là ngày, giờ hợp lệ.") from None
