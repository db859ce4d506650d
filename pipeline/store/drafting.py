"""A letter request from what the store holds: the case, its marked passages, the outlet, the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.agencies import Agencies, AgencyKind
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.domain.records import (
    Article,
    Capture,
    Contact,
    ContestedPassage,
    EvidenceFile,
    Field,
    Letter,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Verdict,
    Work,
)
from pipeline.ingest.sources import Outlet
from pipeline.letter import compose
from pipeline.review.workflow import State
from pipeline.store import articles, authority, cases, people, verification
from pipeline.store.archive import Archive
from pipeline.store.articles import Stored
from pipeline.store.ingest_tables import IntakeRow
from pipeline.store.tables import CaptureRow, CaseRow, LetterRow, OfficeRow, OutcomeRow, VersionRow


def addressees(session: Session, case: CaseRow) -> list[Stored]:
    """Return the articles of a case that carry a contested passage word for word: each outlet gets its letter."""
    quotes = [passage for _, passage in cases.passages(session, case.id)]
    group = articles.members(session, case.group_id) or articles.load(session, [case.article_id])
    return [stored for stored in group if any(_find(stored.article, passage) for passage in quotes)]


def letter_request(
    session: Session,
    case: CaseRow,
    article_id: str,
    *,
    agencies: Agencies,
    outlets: Mapping[str, Outlet],
    on: date,
    also_to: tuple[str, ...] = (),
) -> LetterRequest:
    """Return the request for the letter of a decided case to the outlet of one of its articles.

    Args:
        session: an open session.
        case: decided as incomplete (response) or false (correction).
        article_id: the lead article of the case, or a copy of it.
        agencies: the agency register.
        outlets: names, addresses and media by outlet id.
        on: day of drafting; it picks the legal regime, the office and the names.
        also_to: further addressees when the matter goes up.

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
    request = request_for(
        session,
        agency_id=case.agency_id,
        stored=stored,
        kind=kind,
        passages=tuple(passage for passage in marked if passage),
        agencies=agencies,
        outlets=outlets,
        on=on,
    )
    obstacles = obstacles_on(session, case, request, agencies, on)
    files = tuple(
        EvidenceFile(name=file.name, sha256=file.sha256, added_at=file.added_at)
        for file in verification.files(session, case.id)
    )
    return replace(
        request,
        also_to=also_to,
        round=1 + _sent_before(session, case, article_id),
        files=files,
        obstacles=obstacles,
    )


def _sent_before(session: Session, case: CaseRow, article_id: str) -> int:
    query = sa.select(sa.func.count()).where(
        LetterRow.case_id == case.id, LetterRow.article_id == article_id, LetterRow.sent_at.is_not(None)
    )
    return session.scalar(query) or 0


def obstacles_on(
    session: Session, case: CaseRow, request: LetterRequest, agencies: Agencies, on: date
) -> tuple[str, ...]:
    """Return what the registers say on a day against the leaving of a letter, in Vietnamese.

    Not disclosable: Luật Báo chí 2016 Điều 38.2 (R3: Luật Báo chí 2025 Điều 31.2); who signs: NĐ 30/2020/NĐ-CP Điều 13.
    """
    office = people.office(session, case.agency_id, on)
    signatory = _signatory(office)
    held = session.scalar(
        sa.select(CaseRow.id).where(
            CaseRow.group_id == case.group_id,
            sa.or_(CaseRow.state == State.HELD, CaseRow.verdict == Verdict.NOT_DISCLOSABLE),
        )
    )
    known = case.agency_id in agencies
    conditions = (
        (
            held is not None,
            "Vụ việc đang được điều tra, thanh tra hoặc thuộc trường hợp chưa được cung cấp thông tin cho báo chí.",
        ),
        (
            not known or case.agency_id not in agencies.living(case.agency_id, on),
            "Cơ quan này không còn phụ trách lĩnh vực vào ngày ban hành; cần chuyển cơ quan có thẩm quyền.",
        ),
        (request.agency_id != case.agency_id, "Văn bản đứng tên cơ quan khác với cơ quan phụ trách vụ việc."),
        (
            request.signatory is not None and signatory != request.signatory,
            "Người ký nêu trong văn bản không còn thẩm quyền ký vào ngày ban hành.",
        ),
    )
    return tuple(reason for stands, reason in conditions if stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """What a letter is checked against: agencies, and outlets by id."""

    agencies: Agencies
    outlets: Mapping[str, Outlet]


def stored_letter(
    session: Session, row: LetterRow, registers: Registers, now: datetime, *, final: bool
) -> Letter:
    """Return a stored letter as text, with what stands against it: on the day of approval, until then today.

    Quotations are checked against the archived text. A matter that came to be withheld blocks whenever it did.
    """
    case, request = session.get_one(CaseRow, row.case_id), cases.request_of(row)
    on = (row.approved_at or now).astimezone(VIETNAM).date()
    obstacles = obstacles_on(session, case, request, registers.agencies, on)
    return compose(replace(request, final=final, obstacles=obstacles), archived=archived(session, row))


def captures(session: Session, row: LetterRow, archive: Archive) -> list[Capture]:
    """Return the captures that prove a letter: the page it names, then the re-fetches, bytes from the archive."""
    named = cases.request_of(row).work.capture_sha256
    first = sa.select(CaptureRow).where(CaptureRow.sha256 == named).order_by(CaptureRow.id).limit(1)
    later = (
        sa.select(CaptureRow)
        .join(OutcomeRow, OutcomeRow.capture_id == CaptureRow.id)
        .where(OutcomeRow.letter_id == row.id)
        .order_by(OutcomeRow.seen_at)
    )
    rows = [*session.scalars(first), *session.scalars(later)] if named else []
    return [
        Capture(
            url=found.url,
            final_url=found.final_url,
            fetched_at=found.fetched_at,
            status=found.status,
            headers=tuple((name, value) for name, value in _pairs(found.headers)),
            body=archive.get(found.sha256),
            sha256=found.sha256,
        )
        for found in rows
    ]


def _pairs(headers: object) -> list[tuple[str, str]]:
    """Return stored headers as pairs, whether they were kept as a list or by name."""
    if isinstance(headers, dict):
        return [(str(name), str(value)) for name, value in headers.items()]
    return [(str(name), str(value)) for name, value in headers] if isinstance(headers, list) else []


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
        organ_code=agencies.get(agency_id).organ_code if agency_id in agencies else "",
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
    return articles.article_from(version) if version else None


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
    given = session.get(
        IntakeRow, article.id
    )  # an outlet has more than one medium; who handed it in saw which
    return Work(
        outlet=outlet.name if outlet else article.outlet,
        outlet_address=outlet.addressee if outlet else "",
        medium=given.medium if given else outlet.medium if outlet else Medium.ONLINE,
        outlet_code=outlet.organ_code if outlet else "",
        title=article.title,
        section=article.section,
        url=article.url,
        published_at=article.published_at,
        author=article.author,
        capture_sha256=capture.sha256,
        captured_at=capture.fetched_at,
        issue=given.issue if given else "",
    )


def _signatory(office: OfficeRow | None) -> Signatory | None:
    """Return who signs: lines parted by semicolons, a written delegation in brackets after them."""
    if office is None or not office.signatory_name:
        return None
    text, _, delegation = office.signatory_authority.partition("(")
    lines = tuple(line.strip() for line in text.split(";") if line.strip())
    return Signatory(
        authority=lines, full_name=office.signatory_name, delegation=delegation.rstrip(") ").strip()
    )


def _contact(office: OfficeRow | None) -> Contact | None:
    if office is None or not office.contact_name:
        return None
    return Contact(
        full_name=office.contact_name,
        post=office.contact_post,
        phone=office.contact_phone,
        email=office.contact_email,
    )
