"""Articles handed in by hand: an address, or print, radio and television as text and scan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Medium
from pipeline.ingest.sources import Sources
from pipeline.intake import MAX_SCAN, IntakeError, Printed, take_printed, take_url
from pipeline.store import audit
from pipeline.store.archive import Archive
from pipeline.web.context import db, desk, now, person

blueprint = Blueprint("intake", __name__)

MEDIUM_LABELS = {
    Medium.ONLINE: "Báo điện tử",
    Medium.DAILY: "Báo in hằng ngày",
    Medium.WEEKLY: "Báo in hằng tuần",
    Medium.MAGAZINE: "Tạp chí",
    Medium.MAGAZINE_OVER_30D: "Tạp chí ra quá 30 ngày một kỳ",
    Medium.RADIO: "Phát thanh",
    Medium.TV: "Truyền hình",
}


@blueprint.url_value_preprocessor
def _let_scans_in(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Allow the size of a scan here alone; runs before the check against forgery reads the form."""
    request.max_content_length = MAX_SCAN + 1024 * 1024


@blueprint.get("/nhap-bai")
def show() -> str:
    """Show both forms."""
    return _page()


def _page(**given: object) -> str:
    outlets = sorted(desk().outlets.values(), key=lambda outlet: outlet.name)
    return render_template("intake.html", outlets=outlets, media=MEDIUM_LABELS, form=request.form, **given)


@blueprint.post("/nhap-bai/dia-chi")
def address() -> tuple[str, int] | Response:
    """Put an address on the list of pages to fetch."""
    try:
        key = take_url(
            db(),
            Sources(desk().outlets.values()),
            request.form.get("url", ""),
            now=now(),
            person_id=person().id,
        )
    except IntakeError as error:
        return _page(address_problem=str(error)), 422
    audit.record(db(), at=now(), actor=person().login, action="intake", detail={"article": key})
    flash("Đã ghi địa chỉ; lần thu thập tới sẽ tải và đọc bài.", "success")
    return redirect(url_for("why.show", url=request.form["url"].strip()))


@blueprint.post("/nhap-bai/bai-in")
def printed() -> tuple[str, int] | Response:
    """Keep an article of print, radio or television."""
    scan = request.files.get("scan")
    try:
        key = take_printed(
            db(),
            Archive(desk().settings.archive),
            _given(),
            scan=scan.read(MAX_SCAN + 1) if scan else b"",
            now=now(),
            person_id=person().id,
        )
    except IntakeError as error:
        return _page(printed_problem=str(error)), 422
    audit.record(db(), at=now(), actor=person().login, action="intake", detail={"article": key})
    flash("Đã lưu bài; lần thu thập tới sẽ đối chiếu với số liệu chính thức.", "success")
    return redirect(url_for("intake.show"))


def _given() -> Printed:
    form = request.form
    outlet = desk().outlets.get(form.get("outlet", ""))
    if outlet is None:
        raise IntakeError("Chọn cơ quan báo chí trong danh sách.")
    try:
        medium = Medium(form.get("medium", ""))
    except ValueError:
        raise IntakeError("Chọn loại hình báo chí.") from None
    if not form.get("issue", "").strip():
        raise IntakeError("Thiếu số báo, trang hoặc tên chương trình.")
    return Printed(
        outlet=outlet,
        medium=medium,
        published_at=_moment(form.get("day", ""), form.get("hour", "")),
        issue=form["issue"],
        title=form.get("title", ""),
        text=form.get("text", ""),
        note=form.get("note", ""),
    )


def _moment(day: str, hour: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VIETNAM)
    except ValueError:
        raise IntakeError("Nhập ngày và giờ đăng, phát.") from None
