from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.records import Article, Capture
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role
from pipeline.store import articles, cases, ingested, verification
from pipeline.store.desk_tables import PresenceRow
from pipeline.store.tables import CaseRow, PersonRow

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


def test_a_look_is_noted_again_only_when_the_note_is_old(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        article = Article(id="a", url="https://bao.example/a", title="Tin", body="Tin.", published_at=AT)
        capture = Capture(
            url=article.url,
            final_url=article.url,
            fetched_at=AT,
            status=200,
            headers=(),
            body=b"",
            sha256="0" * 64,
        )
        row = ingested.add_capture(session, capture)
        articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=AT)
        opening = CaseOpening(group_id="a", agency_id="qn-yte", article_id="a", priority=0.5, reason="Lý do.")
        cases.open_cases(session, [opening], now=AT)
        case = session.scalars(sa.select(CaseRow)).one()
        one, other = (
            PersonRow(login=login, full_name=f"Người {login}", password_hash="", role=Role.OFFICER)
            for login in ("mot", "hai")
        )
        session.add_all([one, other])
        session.flush()
        noted = []
        for seconds in (0, 10, 30, 49, 60, 55):
            verification.be_present(session, case, one, AT + timedelta(seconds=seconds))
            at = session.scalars(sa.select(PresenceRow.seen_at).where(PresenceRow.person_id == one.id)).one()
            noted.append((at - AT).total_seconds())
        assert noted == [0, 0, 30, 30, 60, 55]  # a clock that was set back is believed
        assert verification.present(session, case, other, AT + timedelta(seconds=100)) == ["Người mot"]
        assert verification.present(session, case, one, AT + timedelta(seconds=100)) == []
        assert verification.present(session, case, other, AT + timedelta(seconds=150)) == []
