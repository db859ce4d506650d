"""The documents the house writes to disk: digest and letter drafts. Between the store and the pure stages."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    SAID,
    ContestedPassage,
    Evidence,
    FlaggedArticle,
    LetterKind,
    LetterRequest,
)
from pipeline.house import House
from pipeline.letter import compose, render
from pipeline.report.digest import DigestItem, DigestPassage, SourceTrouble, digest
from pipeline.store import articles, cases, taggings
from pipeline.store.drafting import request_for
from pipeline.store.tables import CaseRow
from pipeline.store.troubles import troubles

LONGEST_DIGEST = 500


def write_digest(house: House, now: datetime) -> Path:
    """Write the morning digest and return its path; the same morning is written over."""
    with house.sessions() as session:
        rows = cases.queue(session, agency_id=None, limit=LONGEST_DIGEST)
        items = [_digest_item(house, session, row[0]) for row in rows]
        silent = [
            SourceTrouble(
                name=house.sources.outlet(trouble.outlet_id).name, url=trouble.url, problem=trouble.text
            )
            for trouble in troubles(session, now)
        ]
        count = articles.count_articles(session)
    path = house.settings.documents / f"diem-bao-{now.astimezone(VIETNAM):%Y-%m-%d}.html"
    return _write(path, digest(items, silent, articles=count, now=now).encode())


def _digest_item(house: House, session: Session, case: CaseRow) -> DigestItem:
    copies = articles.members(session, case.group_id)
    lead = next(copy for copy in copies if copy.article.id == case.article_id)
    outlets = dict.fromkeys([lead.article.outlet, *(copy.article.outlet for copy in copies)])
    flagged = taggings.flagged(session, lead)
    flags = [flag for flag in flagged.flags if flag.score >= SAID] if flagged else []
    return DigestItem(
        agency_name=house.agencies.name(case.agency_id),
        case_id=case.id,
        title=lead.article.title,
        url=lead.article.url,
        outlets=tuple(outlets),
        published_at=lead.article.published_at,
        reason=case.reason,
        passages=tuple(DigestPassage(sentence=flag.sentence, reason=flag.reason) for flag in flags),
        priority=case.priority,
    )


def draft_for(house: House, session: Session, case: CaseRow, on: date) -> LetterRequest | None:
    """Return the letter that the machine would propose for a case: its flagged passages with their official facts.

    A proposal only: it is marked as a draft and becomes a letter when a person has verified and decided.
    None when no flag of the case has an official fact beside it.
    """
    stored = articles.load(session, [case.article_id])[0]
    flagged = taggings.flagged(session, stored)
    passages = _passages(house, flagged, case.agency_id, on) if flagged else ()
    if not passages:
        return None
    return request_for(
        session,
        agency_id=case.agency_id,
        stored=stored,
        kind=LetterKind.CORRECTION,
        passages=passages,
        agencies=house.agencies,
        outlets={outlet.id: outlet for outlet in house.sources.outlets},
        on=on,
    )


def _passages(
    house: House, flagged: FlaggedArticle, agency_id: str, on: date
) -> tuple[ContestedPassage, ...]:
    found = []
    for flag in flagged.flags:
        fact = house.facts.get(flag.fact_id) if flag.fact_id else None
        if fact is None or flag.score < SAID or agency_id not in house.agencies.living(fact.agency_id, on):
            continue
        found.append(
            ContestedPassage(
                field=flag.field,
                start=flag.start,
                end=flag.end,
                quote=flag.sentence,
                problem=f"Bài viết nêu {flag.stated}; thông tin chính thức là {flag.official}."
                if flag.stated and flag.official
                else flag.reason,
                evidence=(
                    Evidence(
                        statement=f"{fact.subject}: {flag.official}.",
                        source_doc=fact.source_doc,
                        fact_id=fact.fact_id,
                    ),
                ),
            )
        )
    return tuple(found)


def write_letter(house: House, request: LetterRequest, name: str) -> Path:
    """Write a letter as DOCX and return its path.

    Raises:
        BlockedLetterError: it is final and something stands against it.
    """
    return _write(house.settings.documents / f"{name}.docx", render(compose(request)))


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
