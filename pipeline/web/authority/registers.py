"""The registers: lists, one line with its history, entering in a minute, sheets in and out."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from pipeline.domain.authority import (
    PROVINCE,
    Attendance,
    Course,
    EventKind,
    Incident,
    PressEvent,
    PressRequest,
    Seat,
    Speaker,
)
from pipeline.domain.authority_forms import REGISTERS, FieldError, Kind, Register
from pipeline.domain.authority_lines import read_line, shown
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import RowError
from pipeline.report import compliance
from pipeline.report.papers import certificate as certificate_of
from pipeline.report.periods import window
from pipeline.report.register_sheet import read_sheet, write_sheet
from pipeline.review.workflow import Role
from pipeline.store import audit, authority, figures
from pipeline.web.authority.words import DOCX, XLSX, signs_for_authority
from pipeline.web.context import db, desk, now, own_agency, person, today

blueprint = Blueprint("registers", __name__, url_prefix="/so-bo")

SHARED = frozenset({"tap-huan", "hoc-vien"})
"""Registers that the authority alone keeps."""
PAGE = 100


def register_of(key: str) -> Register:
    """Return a register by its key; 404 for another."""
    found = REGISTERS.get(key)
    if found is None:
        abort(404)
    return found


def may_keep(register: Register) -> bool:
    """Tell whether the person may write in the register at all."""
    role = person().role
    return role is Role.AUTHORITY or (role in {Role.OFFICER, Role.HEAD} and register.key not in SHARED)


def _own(register: Register) -> str | None:
    return None if register.key == "tap-huan" else own_agency()


def _keeping(register: Register) -> None:
    if not may_keep(register):
        abort(403)


def visible(register: Register, line_id: int) -> Any:  # noqa: ANN401  a record of the register
    """Return a line that the person may see; 404 otherwise."""
    found = authority.line(db(), register.record, line_id)
    agency_id = _own(register)
    if found is None or (agency_id is not None and found.agency_id != agency_id):
        abort(404)
    return found


@blueprint.get("")
def home() -> str:
    """Show the registers, and who has no spokesperson, an expired one, or one not yet published."""
    troubles: list[tuple[str, str]] = []
    if own_agency() is None:
        speakers = authority.speakers_by_agency(db())
        for agency_id in figures.duty(desk().agencies, today()):
            state = compliance.standing(speakers.get(agency_id, ()), today(), now())
            if state is not compliance.Standing.PUBLISHED:
                troubles.append((agency_id, compliance.STANDING_LABELS[state]))
    return render_template(
        "authority/registers.html",
        registers=REGISTERS.values(),
        sizes=authority.register_sizes(db()) if own_agency() is None else {},
        troubles=troubles,
        owes_conference=own_agency() is None and not _conference_held(),
        province=PROVINCE,
    )


def _conference_held() -> bool:
    """Tell whether the province held a press conference in the running quarter (NĐ 244/2026/NĐ-CP Điều 6.2)."""
    day = today()
    quarter = window(f"{day.year}-Q{(day.month + 2) // 3}", desk().calendar)
    events = authority.between(
        db(), PressEvent, "held_on", quarter.first_day, quarter.last_day + timedelta(days=1)
    )
    return any(event.kind is EventKind.PRESS_CONFERENCE and event.agency_id == PROVINCE for event in events)


@blueprint.get("/<key>")
def listing(key: str) -> str:
    """Show a register, newest first."""
    return _listing(register_of(key))


def _listing(register: Register, wrong: dict[int, str] | None = None) -> str:
    agency_id = _own(register)
    asked = request.args.get("co-quan") or None
    if agency_id is None and asked and register.key != "tap-huan":
        agency_id = asked
    lines = authority.lines(db(), register.record, agency_id=agency_id)
    number = max(1, request.args.get("trang", 1, type=int))
    return render_template(
        "authority/register.html",
        register=register,
        lines=lines[(number - 1) * PAGE : number * PAGE],
        total=len(lines),
        number=number,
        more=len(lines) > number * PAGE,
        cell=lambda field, line: shown(field, line, desk().agencies),
        remarks=_remarks,
        may_keep=may_keep(register),
        wrong=wrong or {},
    )


def _remarks(line: object) -> list[str]:
    """Return what is not in order with a line, for its row."""
    calendar, at = desk().calendar, now()
    match line:
        case Speaker():
            return compliance.findings(line, at, calendar)
        case PressRequest():
            due = compliance.request_due(line, calendar)
            done = line.answered_at
        case Incident():
            due = compliance.statement_due(line, calendar)
            done = line.first_statement_at
        case _:
            return []
    if due is None or due.due is None:
        return []
    if compliance.is_late(due, done, at):
        return [f"Quá hạn {due.due:%H:%M %d/%m/%Y} ({due.rule})."]
    return [] if done else [f"Hạn {due.due:%H:%M %d/%m/%Y} ({due.rule})."]


@blueprint.get("/<key>/moi")
def new(key: str) -> str:
    """Show the empty form of a register."""
    register = register_of(key)
    _keeping(register)
    given = {"agency_id": own_agency() or ""} | request.args.to_dict()
    return _form(register, 0, given)


@blueprint.get("/<key>/<int:line_id>")
def line(key: str, line_id: int) -> str:
    """Show one line: its form for who may change it, and its history."""
    register = register_of(key)
    found = visible(register, line_id)
    given = {field.name: _typed(field.kind, getattr(found, field.name)) for field in register.fields}
    return _form(register, line_id, given)


def _typed(kind: Kind, value: Any) -> str:  # noqa: ANN401  whatever a field holds
    if value is None or value is False:
        return ""
    if kind is Kind.MOMENT:
        return str(value.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M"))
    if kind is Kind.FLAG:
        return "x"
    return str(value)


def _form(
    register: Register, line_id: int, given: dict[str, Any], problems: dict[str, str] | None = None
) -> str:
    agency_id = own_agency()
    living = [agency for agency in desk().agencies.alive(today()) if agency_id in {None, agency.id}]
    known = {agency.id for agency in living}
    extra = given.get("agency_id") or ""
    if extra and extra not in known and extra in desk().agencies:
        living.append(desk().agencies.get(extra))
    return render_template(
        "authority/line.html",
        register=register,
        line_id=line_id,
        given=given,
        problems=problems or {},
        agencies=living,
        labels={field.name: field.label for field in register.fields},
        history=authority.history(db(), register, line_id) if line_id else [],
        may_keep=may_keep(register),
        certificate=register.key == "hoc-vien" and given.get("attendance") == Attendance.ATTENDED,
    )


@blueprint.post("/<key>/<int:line_id>")
def keep(key: str, line_id: int) -> tuple[str, int] | AnyResponse:
    """Keep a new line (number 0) or a changed one; what is wrong stands beside its field."""
    register = register_of(key)
    _keeping(register)
    if line_id:
        visible(register, line_id)
    given = request.form.to_dict()
    agency_id = _own(register)
    if agency_id is not None:
        given["agency_id"] = agency_id
    try:
        record = read_line(register, given, desk().agencies, line_id=line_id)
        kept = authority.keep(db(), record, actor=person().login, now=now())
    except FieldError as error:
        return _form(register, line_id, given, error.problems), 422
    flash("Đã ghi.", "success")
    return redirect(url_for("registers.line", key=key, line_id=kept))


@blueprint.get("/<key>/xuat.xlsx")
def export(key: str) -> Response:
    """Give a register as a sheet."""
    register = register_of(key)
    lines = authority.lines(db(), register.record, agency_id=_own(register))
    content = write_sheet(register, lines, desk().agencies, today())
    audit.record(db(), at=now(), actor=person().login, action="export", detail={"register": key})
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=f"{key}.xlsx")


@blueprint.post("/<key>/nhap")
def bring_in(key: str) -> tuple[str, int] | AnyResponse:
    """Read a sheet into a register: all of it, or nothing and every mistake by row."""
    register = register_of(key)
    _keeping(register)
    upload = request.files.get("file")
    name = (upload.filename if upload else "") or "tệp"
    try:
        lines, wrong = read_sheet(register, upload.read() if upload else b"", desk().agencies, name)
    except RowError as error:
        return _listing(register, {error.line: f"{error.field} {error.problem}".strip()}), 422
    agency_id = _own(register)
    wrong |= {
        number: "Cơ quan: anh/chị chỉ được nhập cho cơ quan mình."
        for number, record in lines
        if agency_id is not None and record.agency_id != agency_id
    }
    if not wrong:
        new_ones, changed, wrong = authority.import_lines(
            db(), register, lines, actor=person().login, now=now()
        )
    if wrong:
        db().rollback()
        return _listing(register, wrong), 422
    flash(f"Đã nhập {len(lines)} dòng: {new_ones} dòng mới, {changed} dòng thay đổi.", "success")
    return redirect(url_for("registers.listing", key=key))


@blueprint.get("/hoc-vien/<int:line_id>/chung-nhan.docx")
def certificate(line_id: int) -> Response:
    """Give the certificate of someone who attended."""
    seat = authority.line(db(), Seat, line_id)
    course = authority.line(db(), Course, seat.course_id) if seat else None
    if seat is None or course is None or seat.attendance is not Attendance.ATTENDED:
        abort(404)
    sender, place, signatory = signs_for_authority()
    agencies = desk().agencies
    content = certificate_of(
        course,
        seat,
        agency=agencies.name(seat.agency_id),
        sender=sender,
        parent=agencies.name(PROVINCE),
        place=place,
        signatory=signatory,
    )
    name = f"chung-nhan-{line_id}.docx"
    return send_file(BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=name)
