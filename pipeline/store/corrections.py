"""Texts that an outlet has put right: what copies of them may no longer carry."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import OutcomeKind
from pipeline.store.tables import CaseRow, LetterRow, OutcomeRow, PassageRow


def corrected_groups(session: Session) -> dict[str, tuple[str, ...]]:
    """Return, by group of copies, the contested passages of every text that was corrected somewhere."""
    query = (
        sa.select(CaseRow.group_id, CaseRow.id)
        .join(LetterRow, LetterRow.case_id == CaseRow.id)
        .join(OutcomeRow, OutcomeRow.letter_id == LetterRow.id)
        .where(OutcomeRow.kind == OutcomeKind.CORRECTED)
        .distinct()
    )
    found: dict[str, tuple[str, ...]] = {}
    for group_id, case_id in session.execute(query):
        records = session.scalars(sa.select(PassageRow.record).where(PassageRow.case_id == case_id))
        quotes = tuple(cast("dict[str, Any]", record)["quote"] for record in records)
        found[group_id] = (*found.get(group_id, ()), *quotes)
    return found
