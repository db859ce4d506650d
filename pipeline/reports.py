"""The reports of the authority, between the store and the pure stage: made, written as files, issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import cast

from sqlalchemy.orm import Session

from pipeline.domain.agencies import Agencies
from pipeline.domain.authority import PRESS_AUTHORITY, PROVINCE
from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Report, Signatory
from pipeline.ingest.sources import Outlet
from pipeline.report.document import render_report
from pipeline.report.parts import Frame, changed
from pipeline.report.periods import before, window
from pipeline.report.quarter import quarterly
from pipeline.report.weekly import weekly
from pipeline.report.yearly import yearly
from pipeline.store import audit, authority, figures, people
from pipeline.store.authority_tables import ReportIssueRow

MINISTRY = "Bộ Văn hóa, Thể thao và Du lịch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The registers that reports stand on."""

    agencies: Agencies
    calendar: Calendar
    outlets: Mapping[str, Outlet]

    def outlet_name(self, outlet_id: str) -> str:
        """Return the name of an outlet, its id when it is no longer watched."""
        outlet = self.outlets.get(outlet_id)
        return outlet.name if outlet else outlet_id


def make_report(session: Session, key: str, registry: Registry) -> Report:
    """Return the report of a period (``2026-W48``, ``2026-Q4``, ``2026``).

    Raises:
        PeriodError: the key names no period.
    """
    period = window(key, registry.calendar)
    data = figures.period(session, period, agencies=registry.agencies, outlet_name=registry.outlet_name)
    sender = PROVINCE if period.kind == "year" else PRESS_AUTHORITY
    frame = Frame(
        agency_name=registry.agencies.name(sender),
        name_of=registry.agencies.name,
        calendar=registry.calendar,
        version=version("caichinh"),
        remarks=authority.remark(session, period.kind, key),
    )
    if period.kind == "quarter":
        earlier = before(period, registry.calendar)
        report = quarterly(
            data,
            figures.period(session, earlier, agencies=registry.agencies, outlet_name=registry.outlet_name),
            frame,
        )
    else:
        make: Callable[..., Report] = weekly if period.kind == "week" else yearly
        report = make(data, frame)
    issued = authority.last_other_issue(session, report.kind, report.period, values(report))
    return changed(report, cast("dict[str, int]", issued.figures) if issued else None)


def values(report: Report) -> dict[str, int]:
    """Return the value of each figure by code."""
    return {code: figure.value for code, figure in report.figures().items()}


def report_document(session: Session, report: Report, registry: Registry) -> bytes:
    """Return a report as DOCX, signed by who is active on the day of its data."""
    sender = PROVINCE if report.kind == "year" else PRESS_AUTHORITY
    on = report.as_of.astimezone(VIETNAM).date()
    office = people.office(session, sender, on)
    registered = authority.signs_and_speaks(session, sender, on)
    signatory = registered[0] if registered else None
    if registered is None and office and office.signatory_name:
        lines = tuple(line.strip() for line in office.signatory_authority.split(";") if line.strip())
        signatory = Signatory(authority=lines, full_name=office.signatory_name)
    province = registry.agencies.name(PROVINCE)
    yearly_one = report.kind == "year"
    return render_report(
        report,
        parent="" if yearly_one else province,
        symbol="BC-UBND" if yearly_one else "BC-SVHTTDL",
        place=office.place if office else "Quảng Ngãi",
        addressee=MINISTRY if yearly_one else province.replace("UBND", "Ủy ban nhân dân"),
        recipients=("Như trên", "Lưu: VT, KGVX" if yearly_one else "Lưu: VT, QLBC"),
        signatory=signatory,
    )


def issue(session: Session, report: Report, *, actor: str, now: datetime) -> bool:
    """Remember a report as issued, so that the next one can name what changed; False when nothing did."""
    kept = authority.keep_issue(
        session,
        ReportIssueRow(
            kind=report.kind,
            period=report.period,
            as_of=report.as_of,
            audit_root=report.audit_root,
            version=report.version,
            figures=values(report),
        ),
    )
    if kept:
        detail = {"kind": report.kind, "period": report.period, "root": report.audit_root}
        audit.record(session, at=now, actor=actor, action="report issued", detail=detail)
    return kept


def file_stem(report: Report) -> str:
    """Return the name of the report's files, without ending."""
    return (
        f"bao-cao-{ {'week': 'tuan', 'quarter': 'quy', 'year': 'nam'}[report.kind] }-{report.period.lower()}"
    )
