"""What lies in the folder of a case beside its text, asked at once: a page waits for every statement of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.calendar import Calendar
from pipeline.domain.mistakes import Mistake
from pipeline.store import calendar as calendars
from pipeline.store import desk, verification
from pipeline.store.desk import Said
from pipeline.store.desk_tables import EvidenceFileRow, InquiryRow, SnoozeRow, VerificationRow
from pipeline.store.tables import CaseRow, LetterRow, PassageRow, PersonRow, TaggingRow, table


class Assignee(NamedTuple):
    """Who verifies a case."""

    id: int
    full_name: str


class PutOff(NamedTuple):
    """The day to which a case is put off, with the reason."""

    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Who works on a case and what belongs to it; of what is kept in rows of its own, whether there is any."""

    said: Said | None
    """Tone and flags of the lead article, None before the machine read it."""
    assignee: Assignee | None
    mistakes: list[Mistake]
    """The error types that it was concluded with."""
    put_off: PutOff | None
    others: list[str]
    """Who else has it open, by name."""
    agencies: list[str]
    """What the machine holds responsible for the article, best first."""
    calendar: Calendar
    has_inquiries: bool
    has_files: bool
    has_letters: bool
    has_passages: bool


def folder(session: Session, case: CaseRow, but: PersonRow, now: datetime) -> Folder:
    """Return the folder of a case as `but` sees it, who is not among those who have it open."""
    values = {"case": case.id, "person": but.id, "since": now - verification.PRESENT}
    row = session.execute(_FOLDER, values).one()
    return Folder(
        said=Said.read(row.tone, row.flags),
        assignee=Assignee(row.assignee_id, row.full_name) if row.assignee_id is not None else None,
        mistakes=[Mistake(code) for code in row.mistakes or ()],
        put_off=PutOff(row.until, row.reason) if row.until is not None else None,
        others=verification.by_line(row.others),
        agencies=[ranked.partition(" ")[2] for ranked in sorted(row.agencies.split("\n"), key=_rank)]
        if row.agencies
        else [],
        calendar=calendars.read(row.entered),
        has_inquiries=row.has_inquiries,
        has_files=row.has_files,
        has_letters=row.has_letters,
        has_passages=row.has_passages,
    )


def _rank(ranked: str) -> int:
    return int(ranked.partition(" ")[0])


def _folder_query() -> sa.Select[*tuple[Any, ...]]:
    case, given, person = table(CaseRow), table(VerificationRow), table(PersonRow)
    snooze, tagging = table(SnoozeRow), table(TaggingRow)
    kept = {"inquiries": InquiryRow, "files": EvidenceFileRow, "letters": LetterRow, "passages": PassageRow}
    any_of = [
        sa.exists().where(table(row).c.case_id == case.c.id).label(f"has_{name}")
        for name, row in kept.items()
    ]
    return (
        sa.select(
            tagging.c.tone,
            desk.record_text(tagging).label("flags"),
            given.c.assignee_id,
            person.c.full_name,
            given.c.mistakes,
            snooze.c.until,
            snooze.c.reason,
            verification.OTHERS.scalar_subquery().label("others"),
            desk.RESPONSIBLE.correlate(case).scalar_subquery().label("agencies"),
            calendars.ENTERED.scalar_subquery().label("entered"),
            *any_of,
        )
        .select_from(case)
        .outerjoin(given, given.c.case_id == case.c.id)
        .outerjoin(person, person.c.id == given.c.assignee_id)
        .outerjoin(snooze, snooze.c.case_id == case.c.id)
        .outerjoin(tagging, tagging.c.article_id == case.c.article_id)
        .where(case.c.id == sa.bindparam("case"))
    )


_FOLDER = _folder_query()
