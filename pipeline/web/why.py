"""Why is this article not here? An address is asked, the stage and the reason are answered."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from pipeline.ingest.sources import Sources
from pipeline.review.workflow import may_see
from pipeline.store.tables import CaseRow
from pipeline.store.why import trace
from pipeline.web.context import actor, db, desk, now

blueprint = Blueprint("why", __name__)

STAGE_LABELS = {
    "sources": "Danh sách nguồn",
    "ingest": "Thu thập",
    "extract": "Đọc bài",
    "group": "Ghép nhóm",
    "tag": "Xác định cơ quan",
    "flag": "Đối chiếu",
    "here": "Đã có trong hệ thống",
}


@blueprint.get("/vi-sao")
def show() -> str:
    """Show the form, and the answer when an address was asked."""
    url = request.args.get("url", "").strip()[:2000]
    found = trace(db(), Sources(desk().outlets.values()), url, now()) if url else None
    cases = [db().get_one(CaseRow, case_id) for case_id in found.case_ids] if found else []
    return render_template(
        "why.html",
        url=url,
        found=found,
        stage=STAGE_LABELS[found.stage] if found else "",
        cases=[case for case in cases if may_see(actor(), case.agency_id)],
        hidden=sum(not may_see(actor(), case.agency_id) for case in cases),
    )
