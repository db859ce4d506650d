"""The register of official facts: look up, add, correct as a new version, retire, take in a table.

Everyone may read it. An agency changes its own facts; the operator changes any.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.errors import RowError, TransitionError
from pipeline.domain.fact_sheets import id_of, kept_day, read_sheet
from pipeline.domain.facts import COLUMNS, Fact, FactKind, contradictions, read_fact
from pipeline.domain.labels import KIND_LABELS
from pipeline.domain.text import clean_line
from pipeline.review.workflow import Role
from pipeline.store import facts as store
from pipeline.store.tables import FactRow
from pipeline.web.context import db, desk, now, person, today

blueprint = Blueprint("facts", __name__)

PAGE = 50
FIELD_LABELS = {
    "fact_id": "Mã",
    "kind": "Loại",
    "agency_id": "Cơ quan",
    "subject": "Nội dung",
    "aliases": "Cách gọi khác trên báo (cách nhau bằng dấu chấm phẩy)",
    "place": "Địa bàn",
    "period_from": "Từ ngày",
    "period_to": "Đến ngày",
    "value": "Giá trị",
    "unit": "Đơn vị tính",
    "position": "Chức vụ",
    "source_doc": "Văn bản nguồn",
    "note": "Ghi chú",
}
_HINTS = {
    "file": "Tệp không phải bảng XLSX, bị hỏng hoặc quá 5.000 dòng. Hãy lưu lại dạng .xlsx rồi nhập.",
    "fact_id": "Mã không được để trống và không trùng trong bảng.",
    "kind": "Loại phải là Số liệu, Người giữ chức vụ, Sự kiện hoặc Văn bản.",
    "agency_id": "Hãy chọn cơ quan có trong danh mục; cơ quan chỉ nhập số liệu của mình.",
    "subject": "Nội dung không được để trống; bảng cần dòng tiêu đề có cột Nội dung (Chỉ tiêu) và cột Giá trị.",
    "period_from": "Từ ngày phải là một ngày có thật, ví dụ 30/09/2026.",
    "period_to": "Đến ngày phải là một ngày có thật, ví dụ 30/09/2026, không trước Từ ngày.",
    "value": "Giá trị trống hoặc chưa đúng dạng: số liệu ghi số (1.254 hoặc 52,7), sự kiện ghi ngày, ví dụ 30/09/2026.",
    "unit": "Số liệu phải có đơn vị tính.",
    "position": "Người giữ chức vụ phải có tên chức vụ.",
    "note": "Dòng có số cột không đúng.",
}


def may_change(agency_id: str) -> bool:
    """Tell whether the person keeps the facts of an agency."""
    if person().role is Role.OPERATOR:
        return True
    return person().role in {Role.OFFICER, Role.HEAD} and person().agency_id == agency_id


@blueprint.get("/so-lieu")
def register() -> str:
    """List the facts in use, those of one agency or with given words."""
    text, agency_id = clean_line(request.args.get("tim", "")), request.args.get("co-quan") or None
    found = store.search(db(), text=text, agency_id=agency_id)
    page = max(1, request.args.get("trang", default=1, type=int))
    return render_template(
        "facts.html",
        facts=found[(page - 1) * PAGE : page * PAGE],
        count=len(found),
        page=page,
        pages=max(1, -(-len(found) // PAGE)),
        text=text,
        agency_id=agency_id,
        agencies=sorted({fact.agency_id for fact in store.current(db())}),
        kinds=KIND_LABELS,
        keeper=person().role in {Role.OFFICER, Role.HEAD, Role.OPERATOR},
    )


@blueprint.get("/so-lieu/mau-thuan")
def contradicting() -> str:
    """List the facts that cannot both be true."""
    return render_template("fact_contradictions.html", found=contradictions(store.current(db())))


@blueprint.get("/so-lieu/<path:fact_id>")
def show(fact_id: str) -> str:
    """Show a fact with its versions, and the form to correct it when the person may."""
    return _page(_versions(fact_id))


def _versions(fact_id: str) -> list[FactRow]:
    rows = list(store.versions(db(), fact_id))
    if not rows:
        abort(404)
    return rows


def _page(rows: list[FactRow], cells: dict[str, str] | None = None, problem: str = "") -> str:
    fact = store.fact_of(rows[0])
    return render_template(
        "fact.html",
        fact=fact,
        retired=rows[0].retired,
        versions=[(row, store.fact_of(row)) for row in rows],
        cells=cells or _cells(fact),
        labels=FIELD_LABELS,
        kinds=KIND_LABELS,
        agencies=_agencies(),
        problem=problem,
        may_change=may_change(fact.agency_id),
    )


def _cells(fact: Fact) -> dict[str, str]:
    """Return a fact as the form shows it."""
    values = {name: getattr(fact, name) for name in COLUMNS}
    if fact.kind is FactKind.EVENT:
        values["value"] = f"{fact.day:%d/%m/%Y}"
    return {
        name: ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        for name, value in values.items()
    }


@blueprint.route("/so-lieu/them", methods=["GET", "POST"])
def add() -> str | tuple[str, int] | Response:
    """Show the empty form, filled with what the address gives; keep a new fact."""
    if request.method == "GET":
        given = {name: clean_line(request.args.get(name, "")) for name in COLUMNS}
        given["agency_id"] = given["agency_id"] or person().agency_id or ""
        return _form(given)
    cells = _given()
    cells["fact_id"] = cells["fact_id"] or id_of(cells)
    try:
        fact = _read(cells)
    except RowError as error:
        return _form(cells, _HINTS.get(error.field, error.problem)), 422
    if store.versions(db(), fact.fact_id):
        return _form(cells, f"Mã {fact.fact_id} đã có trong sổ; hãy sửa số liệu đó hoặc chọn mã khác."), 422
    store.put(db(), fact, actor=person().login, now=now())
    flash("Đã thêm vào sổ số liệu.", "success")
    return redirect(url_for("facts.show", fact_id=fact.fact_id))


def _form(cells: dict[str, str], problem: str = "") -> str:
    return render_template(
        "fact_form.html",
        cells=cells,
        labels=FIELD_LABELS,
        kinds=KIND_LABELS,
        agencies=_agencies(),
        problem=problem,
    )


def _agencies() -> list[tuple[str, str]]:
    """Return (id, name) of the agencies whose facts the person keeps, by name."""
    kept = ((agency.id, agency.name) for agency in desk().agencies.alive(today()) if may_change(agency.id))
    return sorted(kept, key=lambda pair: pair[1])


def _given() -> dict[str, str]:
    cells = {name: clean_line(request.form.get(name, "")) for name in COLUMNS}
    if cells["kind"] == FactKind.EVENT:
        cells["value"] = kept_day(cells["value"])
    return cells


def _read(cells: dict[str, str]) -> Fact:
    """Return the fact of a form; a fact of another agency is refused."""
    fact = read_fact("form", 1, cells)
    if fact.agency_id not in {agency.id for agency in desk().agencies}:
        raise RowError("form", 1, "agency_id", "is not in the register")
    if not may_change(fact.agency_id):
        raise RowError("form", 1, "agency_id", "belongs to another agency")
    return fact


@blueprint.post("/so-lieu/<path:fact_id>/sua")
def save(fact_id: str) -> str | tuple[str, int] | Response:
    """Keep a correction as a new version."""
    rows = _versions(fact_id)
    if not may_change(rows[0].agency_id):
        abort(403)
    cells = _given() | {"fact_id": fact_id}
    if request.form.get("version", type=int) != rows[0].version:
        return _page(rows, cells, "Số liệu vừa được người khác sửa. Hãy xem lại rồi lưu."), 409
    try:
        store.put(db(), _read(cells), actor=person().login, now=now())
    except RowError as error:
        return _page(rows, cells, _HINTS.get(error.field, error.problem)), 422
    except TransitionError as error:
        return _page(rows, cells, str(error)), 422
    flash("Đã lưu phiên bản mới.", "success")
    return redirect(url_for("facts.show", fact_id=fact_id))


@blueprint.post("/so-lieu/<path:fact_id>/thoi-dung")
def retire(fact_id: str) -> str | tuple[str, int] | Response:
    """Take a fact out of use, with a reason."""
    rows = _versions(fact_id)
    if not may_change(rows[0].agency_id):
        abort(403)
    reason = clean_line(request.form.get("reason", ""))
    if not reason:
        return _page(rows, problem="Hãy ghi lý do thôi sử dụng."), 422
    try:
        store.retire(db(), fact_id, reason=reason, actor=person().login, now=now())
    except TransitionError as error:
        return _page(rows, problem=str(error)), 409
    flash("Đã thôi sử dụng số liệu.", "success")
    return redirect(url_for("facts.show", fact_id=fact_id))


@blueprint.route("/so-lieu/nhap-bang", methods=["GET", "POST"])
def intake() -> str | tuple[str, int] | Response:
    """Take in a table (XLSX); while a row is wrong nothing is written and every wrong row is named."""
    if request.method == "GET":
        return render_template("fact_intake.html", errors=[], name="")
    upload = request.files.get("table")
    name = clean_line(upload.filename or "") if upload else ""
    content = upload.read() if upload else b""
    sheet = read_sheet(content, name, agency_id=person().agency_id or "")
    errors = [
        (error.line, FIELD_LABELS.get(error.field, "Tệp"), _HINTS.get(error.field, ""))
        for error in sheet.errors
    ]
    known = {agency.id for agency in desk().agencies}
    strange = [fact for fact in sheet.facts if fact.agency_id not in known or not may_change(fact.agency_id)]
    errors += [(0, FIELD_LABELS["agency_id"], f"{fact.subject}: {_HINTS['agency_id']}") for fact in strange]
    errors += [
        (0, FIELD_LABELS["fact_id"], f"{fact.fact_id}: mã này đã là của cơ quan khác.")
        for fact in sheet.facts
        if (rows := store.versions(db(), fact.fact_id)) and not may_change(rows[0].agency_id)
    ]
    if not errors and not sheet.facts:
        errors = [(1, FIELD_LABELS["subject"], "Bảng không có dòng số liệu nào.")]
    if errors:
        return render_template("fact_intake.html", errors=errors, name=name), 422
    new, changed = store.import_facts(db(), sheet.facts, now=now(), actor=person().login)
    flash(f"Đã nhập {len(sheet.facts)} dòng: {new} mới, {changed} sửa.", "success")
    return redirect(url_for("facts.register"))
