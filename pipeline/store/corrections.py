"""What reviewers said of the machine's choice of agency, as labelled articles for the next training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import Verdict
from pipeline.store.tables import ArticleAgencyRow, ArticleRow, AuditRow, CaseRow, TaggingRow, VersionRow


def corrections(session: Session) -> Iterator[dict[str, Any]]:
    """Yield one labelled article per text of which an agency was refused or confirmed, oldest decision first.

    An agency that handed a case over is replaced by the one that got it; one that decided in any other way is
    confirmed. Tone and attention are the machine's own, for the desk does not ask for them.
    """
    query = sa.select(CaseRow).where(CaseRow.verdict.is_not(None)).order_by(CaseRow.decided_at, CaseRow.id)
    cases: dict[str, list[CaseRow]] = {}
    for case in session.scalars(query):
        cases.setdefault(case.article_id, []).append(case)
    for article_id, decided in cases.items():
        yield _labelled(session, article_id, decided)


def _labelled(session: Session, article_id: str, decided: list[CaseRow]) -> dict[str, Any]:
    row = session.get_one(ArticleRow, article_id)
    version = session.get_one(VersionRow, (article_id, decided[-1].decided_version or row.version))
    record = cast("dict[str, Any]", version.record)
    tagging = session.get(TaggingRow, article_id)
    query = (
        sa.select(ArticleAgencyRow.agency_id)
        .where(ArticleAgencyRow.article_id == article_id)
        .order_by(ArticleAgencyRow.rank)
    )
    agencies = dict.fromkeys(session.scalars(query))
    for case in decided:
        if case.verdict is Verdict.OTHER_AGENCY:
            receiver = _receiver(session, case.id)
            agencies = dict.fromkeys(
                receiver if agency_id == case.agency_id and receiver else agency_id for agency_id in agencies
            )
            if receiver:
                agencies.setdefault(receiver)
            agencies.pop(case.agency_id, None)
        else:
            agencies.setdefault(case.agency_id)
    return {
        "id": article_id,
        "url": row.url,
        **{name: record.get(name) or "" for name in ("title", "sapo", "body")},
        "published_at": record.get("published_at"),
        "agencies": list(agencies),
        "sentiment": tagging.tone.value if tagging else "neutral",
        "needs_attention": bool(tagging and tagging.attention >= 0.5),
        "attention_code": None,
        "agency_voice": False,
        "event_group": row.event_id or article_id,
    }


def _receiver(session: Session, case_id: int) -> str | None:
    """Return the agency a case was handed to, from the audit trail."""
    query = (
        sa.select(AuditRow)
        .where(AuditRow.case_id == case_id, AuditRow.action == "decide")
        .order_by(AuditRow.id.desc())
        .limit(1)
    )
    row = session.scalar(query)
    return cast("dict[str, Any]", row.detail).get("to") if row else None
