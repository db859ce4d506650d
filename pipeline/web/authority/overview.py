"""The dashboard for the head of the province, and the compliance board with its reminders."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from flask import Blueprint, Response, abort, render_template, request, send_file

from pipeline.domain.authority import PROVINCE
from pipeline.domain.calendar import Calendar
from pipeline.report.board import BoardRow, in_words, speeds
from pipeline.report.board import board as rows_of
from pipeline.report.compliance import STANDING_LABELS, Standing
from pipeline.report.lines import PeriodData
from pipeline.report.papers import reminder as reminder_of
from pipeline.report.parts import Frame
from pipeline.report.periods import PeriodError, Window, before, window
from pipeline.report.quarter import quarterly
from pipeline.store import audit, figures
from pipeline.store.troubles import troubles
from pipeline.web.authority.words import DOCX, registry, signs_for_authority
from pipeline.web.context import db, desk, now, person, today
from pipeline.web.english import catalogue, language, said

blueprint = Blueprint("overview", __name__)

_ORDER = {
    "co-quan": lambda row: row.name,
    "nguoi-phat-ngon": lambda row: (list(Standing).index(row.standing), row.name),
    "giao-ban": lambda row: (row.briefings, row.name),
    "tap-huan": lambda row: (row.trained, row.name),
    "vu-viec": lambda row: (-row.matters, row.name),
    "dang-mo": lambda row: (-row.open, row.name),
    "qua-han": lambda row: (-row.overdue, row.name),
    "chat-luong": lambda row: (-(row.late + row.restated), row.name),
}
"""Columns of the board: what needs a look first."""


def _quarter() -> Window:
    day = today()
    key = request.args.get("quy", f"{day.year}-Q{(day.month + 2) // 3}")
    try:
        found = window(key, desk().calendar)
    except PeriodError:
        abort(404)
    if found.kind != "quarter":
        abort(404)
    return found


def _data(period: Window) -> PeriodData:
    here = registry()
    return figures.period(db(), period, agencies=here.agencies, outlet_name=here.outlet_name)


def _frame(calendar: Calendar) -> Frame:
    return Frame(agency_name="", name_of=desk().agencies.name, calendar=calendar, version="")


def _span(span: timedelta) -> str:
    """Return a span as `in_words` says it, in the language of the page."""
    text = in_words(span)
    if language() == "vi" or text in catalogue():
        return said(text)
    number, _, unit = text.rpartition(" ")
    return f"{number.replace(',', '.')} {said(unit)}"


@blueprint.get("/tong-quan")
def dashboard() -> str:
    """Show this quarter against the last: figures, speed, outcomes of letters, precision of signals, silent sources."""
    period, calendar = _quarter(), desk().calendar
    data, frame = _data(period), _frame(calendar)
    report = quarterly(data, _data(before(period, calendar)), frame)
    return render_template(
        "authority/dashboard.html",
        period=period,
        earlier=before(period, calendar),
        report=report,
        figures=report.figures(),
        speeds=speeds(data.cases, frame),
        in_words=_span,
        troubles=troubles(db(), now()),
    )


@blueprint.get("/bang-theo-doi")
def board() -> str:
    """Show one row per agency, sortable by every column."""
    order = request.args.get("sap", "qua-han")
    if order not in _ORDER:
        abort(404)
    period = _quarter()
    rows = sorted(rows_of(_data(period), _frame(desk().calendar)), key=_ORDER[order])
    lagging = sum(bool(row.reasons()) for row in rows)
    return render_template(
        "authority/board.html",
        period=period,
        rows=rows,
        order=order,
        lagging=lagging,
        STANDING_LABELS=STANDING_LABELS,
    )


@blueprint.get("/bang-theo-doi/<agency_id>/nhac.docx")
def reminder(agency_id: str) -> Response:
    """Give the draft of a reminder to an agency that lags."""
    period = _quarter()
    row = _row(agency_id, period)
    reasons = row.reasons() if row else ()
    if row is None or not reasons:
        abort(404)
    sender, place, signatory = signs_for_authority()
    content = reminder_of(
        sender=sender,
        parent=desk().agencies.name(PROVINCE),
        symbol="SVHTTDL-QLBC",
        place=place,
        addressee=row.name,
        window=period.name,
        reasons=reasons,
        signatory=signatory,
        on=today(),
    )
    audit.record(db(), at=now(), actor=person().login, action="export", detail={"reminder": agency_id})
    return send_file(
        BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=f"don-doc-{agency_id}.docx"
    )


def _row(agency_id: str, period: Window) -> BoardRow | None:
    rows = rows_of(_data(period), _frame(desk().calendar))
    return next((row for row in rows if row.agency_id == agency_id), None)
