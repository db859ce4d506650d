"""A letter request from what the store holds: the case, its marked passages, the outlet, the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.agencies import Agencies, AgencyKind
from pipeline.domain.errors import TransitionError
from pipeline.domain.records import (
    Article,
    Contact,
    ContestedPassage,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Work,
)
from pipeline.ingest.sources import Outlet
from pipeline.store import authority, cases, people, press
from pipeline.store.press import Stored
from pipeline.store.tables import CaptureRow, CaseRow, LetterRow, OfficeRow, VersionRow


def addressees(session: Session, case: CaseRow) -> list[Stored]:
    """Return the articles of a case that carry a contested passage word for word: each outlet gets its letter."""
    quotes = [passage for _, passage in cases.passages(session, case.id)]
    group = press.members(session, case.group_id) or press.load(session, [case.article_id])
    return [stored for stored in group if any(_find(stored.article, passage) for passage in quotes)]


def letter_request(
    session: Session,
    case: CaseRow,
    article_id: str,
    *,
    agencies: Agencies,
    outlets: Mapping[str, Outlet],
    on: date,
) -> LetterRequest:
    """Return the request for the letter of a decided case to the outlet of one of its articles.

    Args:
        session: an open session.
        case: decided as incomplete (response) or false (correction).
        article_id: the lead article of the case, or a copy of it.
        agencies: the agency register.
        outlets: names, addresses and media by outlet id.
        on: day of drafting; it picks the legal regime, the office and the names.

    Raises:
        TransitionError: the verdict leads to no letter, or the article carries none of the contested passages.
    """
    kind = cases.LETTER_OF.get(case.verdict) if case.verdict else None
    if kind is None:
        raise TransitionError("Kết luận này không dẫn đến văn bản gửi cơ quan báo chí.")
    stored = next((found for found in addressees(session, case) if found.article.id == article_id), None)
    if stored is None:
        raise TransitionError("Bài báo được chọn không chứa câu bị phản ánh, không có căn cứ để gửi văn bản.")
    marked = (_find(stored.article, passage) for _, passage in cases.passages(session, case.id))
    return request_for(
        session,
        agency_id=case.agency_id,
        stored=stored,
        kind=kind,
        passages=tuple(passage for passage in marked if passage),
        agencies=agencies,
        outlets=outlets,
        on=on,
    )


def request_for(
    session: Session,
    *,
    agency_id: str,
    stored: Stored,
    kind: LetterKind,
    passages: tuple[ContestedPassage, ...],
    agencies: Agencies,
    outlets: Mapping[str, Outlet],
    on: date,
) -> LetterRequest:
    """Return the request for a letter of an agency about one article, with the office valid on the day.

    Who signs and whom to call come from the register of spokespersons; an agency that is not in it yet keeps
    those of its office.
    """
    office = people.office(session, agency_id, on)
    registered = authority.signs_and_speaks(session, agency_id, on)
    signatory, contact = registered or (_signatory(office), _contact(office))
    return LetterRequest(
        kind=kind,
        agency_id=agency_id,
        agency_name=agencies.name(agency_id),
        parent_name=_parent(agencies, agency_id, on),
        symbol=office.symbol if office else "",
        place=office.place if office else "",
        work=_work(session, stored, outlets),
        passages=passages,
        signatory=signatory,
        contact=contact,
        on=on,
    )


def archived(session: Session, letter: LetterRow) -> Article | None:
    """Return the article as it stood in the capture that a letter names, None when that is not kept."""
    query = (
        sa.select(VersionRow)
        .join(CaptureRow, CaptureRow.id == VersionRow.capture_id)
        .where(
            VersionRow.article_id == letter.article_id,
            CaptureRow.sha256 == cases.request_of(letter).work.capture_sha256,
        )
        .order_by(VersionRow.number.desc())
        .limit(1)
    )
    version = session.scalar(query)
    return press.article_from(version) if version else None


def _find(article: Article, passage: ContestedPassage) -> ContestedPassage | None:
    """Return the passage as it stands in this text (a copy may cut the sapo elsewhere), None when it does not."""
    if article.text(passage.field)[passage.start : passage.end] == passage.quote:
        return passage
    for field in Field:
        start = article.text(field).find(passage.quote)
        if start >= 0:
            return replace(passage, field=field, start=start, end=start + len(passage.quote))
    return None


_UNDER_PROVINCE = frozenset(
    {AgencyKind.OFFICE, AgencyKind.DEPARTMENT, AgencyKind.BOARD, AgencyKind.SUB_DEPARTMENT, AgencyKind.UNIT}
)


def _parent(agencies: Agencies, agency_id: str, on: date) -> str:
    """Return the governing body printed above the name: the province for its own bodies, none for a committee.

    Vertical bodies stand under ministries that the register does not hold: none is printed for them.
    """
    if agency_id not in agencies or agencies.get(agency_id).kind not in _UNDER_PROVINCE:
        return ""
    province = agencies.get(agency_id).province
    committees = (found for found in agencies.alive(on) if found.kind is AgencyKind.PROVINCE_COMMITTEE)
    return next((found.name for found in committees if found.province == province), "")


def _work(session: Session, stored: Stored, outlets: Mapping[str, Outlet]) -> Work:
    article, capture = stored.article, session.get_one(CaptureRow, stored.capture_id)
    outlet = outlets.get(stored.outlet_id)
    return Work(
        outlet=outlet.name if outlet else article.outlet,
        outlet_address=outlet.addressee if outlet else "",
        medium=outlet.medium if outlet else Medium.ONLINE,
        title=article.title,
        section=article.section,
        url=article.url,
        published_at=article.published_at,
        author=article.author,
        capture_sha256=capture.sha256,
        captured_at=capture.fetched_at,
    )


def _signatory(office: OfficeRow | None) -> Signatory | None:
    if office is None or not office.signatory_name:
        return None
    lines = tuple(line.strip() for line in office.signatory_authority.split(";") if line.strip())
    return Signatory(authority=lines, full_name=office.signatory_name)


def _contact(office: OfficeRow | None) -> Contact | None:
    if office is None or not office.contact_name:
        return None
    return Contact(
        full_name=office.contact_name,
        post=office.contact_post,
        phone=office.contact_phone,
        email=office.contact_email,
    )
