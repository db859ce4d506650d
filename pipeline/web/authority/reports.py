"""The three reports as pages: every number opens the list behind it; DOCX and XLSX of the same."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from pipeline.domain.records import Report
from pipeline.domain.text import clean
from pipeline.report.periods import PeriodError, Window, before, week_of, window
from pipeline.report.workbook import report_workbook
from pipeline.reports import file_stem, make_report, report_document
from pipeline.reports import issue as keep_issue
from pipeline.store import audit, authority
from pipeline.web.authority.words import DOCX, XLSX, cell_text, registry
from pipeline.web.context import db, desk, now, person, today

blueprint = Blueprint("reports", __name__, url_prefix="/bao-cao")

PAGE = 200
LONGEST_REMARK = 10_000


def report_of(key: str) -> Report:
    """Return the report of a period; 404 for a key that names none."""
    try:
        return make_report(db(), key, registry())
    except PeriodError:
        abort(404)


@blueprint.get("")
def home() -> str:
    """Show the periods that a report can be opened for, the running ones first."""
    calendar, day = desk().calendar, today()

    def back(first: Window, count: int) -> list[Window]:
        found = [first]
        while len(found) < count:
            found.append(before(found[-1], calendar))
        return found

    quarter = window(f"{day.year}-Q{(day.month + 2) // 3}", calendar)
    running = window(str(day.year), calendar)
    year = running if running.holds(now()) else window(str(day.year + 1), calendar)
    groups = (
        ("Báo cáo tuần", back(week_of(now(), calendar), 6)),
        ("Báo cáo quý", back(quarter, 5)),
        ("Báo cáo năm", back(year, 3)),
    )
    return render_template("authority/reports.html", groups=groups, now=now())


@blueprint.get("/<key>")
def show(key: str) -> str:
    """Show a report."""
    return render_template("authority/report.html", report=report_of(key))


@blueprint.get("/<key>/so-lieu/<path:code>")
def figure(key: str, code: str) -> str:
    """Show exactly the records that a figure counts."""
    report = report_of(key)
    found = report.figures().get(code)
    if found is None:
        abort(404)
    listed = next((item for item in report.lists if item.kind == found.kind), None)
    number = max(1, request.args.get("trang", 1, type=int))
    ids = found.record_ids[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "authority/figure.html",
        report=report,
        figure=found,
        listed=listed,
        rows=[(record_id, listed.rows[record_id]) for record_id in ids] if listed else [],
        number=number,
        more=found.value > number * PAGE,
        cell_text=cell_text,
    )


@blueprint.get("/<key>/tep/<ending>")
def file(key: str, ending: str) -> Response:
    """Give a report as DOCX, or the lists behind its figures as XLSX."""
    report = report_of(key)
    if ending == "docx":
        content, kind = report_document(db(), report, registry()), DOCX
    elif ending == "xlsx":
        content, kind = report_workbook(report), XLSX
    else:
        abort(404)
    audit.record(
        db(), at=now(), actor=person().login, action="export", detail={"report": key, "form": ending}
    )
    return send_file(
        BytesIO(content), mimetype=kind, as_attachment=True, download_name=f"{file_stem(report)}.{ending}"
    )


@blueprint.post("/<key>/kien-nghi")
def remark(key: str) -> AnyResponse:
    """Keep what people write into the report: difficulties and proposals."""
    report = report_of(key)
    text = clean(request.form.get("text", ""))[:LONGEST_REMARK]
    authority.keep_remark(db(), report.kind, report.period, text, actor=person().login, now=now())
    flash("Đã ghi nội dung kiến nghị, đề xuất.", "success")
    return redirect(url_for("reports.show", key=key))


@blueprint.post("/<key>/phat-hanh")
def issue(key: str) -> AnyResponse:
    """Remember the figures as issued, so that the next issue names what changed."""
    kept = keep_issue(db(), report_of(key), actor=person().login, now=now())
    flash("Đã ghi nhận phát hành." if kept else "Số liệu không đổi so với lần phát hành gần nhất.", "success")
    return redirect(url_for("reports.show", key=key))
