from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.records import Article, Capture, FeedEntry, Verdict
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role
from pipeline.store import articles, cases, ingested, people
from pipeline.store.corrections import corrections
from pipeline.store.tables import ArticleAgencyRow, CaseRow

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


def keep(session: Session, article_id: str) -> None:
    url = f"https://bao.example/{article_id}"
    entry = FeedEntry(
        id=url, url=url, title="Tít", summary="", published_at=AT, feed_url="https://bao.example/rss"
    )
    ingested.add_entries(session, [(article_id, entry)], outlet_id="bao", seen_at=AT)
    capture = Capture(
        url=url, final_url=url, fetched_at=AT, status=200, headers=(), body=b"x", sha256="0" * 64
    )
    row = ingested.add_capture(session, capture)
    article = Article(
        id=article_id, url=url, outlet="Báo", title="Tít", sapo="Sapo.", body="Thân bài.", published_at=AT
    )
    articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=AT)
    session.add(ArticleAgencyRow(article_id=article_id, agency_id="qn-yte", rank=0, score=0.9))
    session.add(ArticleAgencyRow(article_id=article_id, agency_id="qn-ubnd", rank=1, score=0.6))
    opening = CaseOpening(
        group_id=article_id, agency_id="qn-yte", article_id=article_id, priority=0.8, reason="Khác."
    )
    cases.open_cases(session, [opening], now=AT)


def test_without_decisions_there_is_nothing_to_learn(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        keep(session, "a")
        assert list(corrections(session)) == []


def test_a_refused_agency_gives_way_to_the_one_that_got_the_case(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        keep(session, "a")
        keep(session, "b")
        officer = people.add_person(
            session,
            login="truc.yte",
            full_name="Cán bộ trực",
            password="m" * 12,
            role=Role.OFFICER,
            agency_id="qn-yte",
        )
        own = {case.article_id: case for case in session.query(CaseRow).filter_by(agency_id="qn-yte")}
        cases.decide_case(
            session, own["a"], Verdict.OTHER_AGENCY, actor=officer, note="", now=AT, other_agency_id="qn-gddt"
        )
        cases.decide_case(session, own["b"], Verdict.ACCURATE, actor=officer, note="Đúng sự thật.", now=AT)
        learned = {row["id"]: row for row in corrections(session)}
    assert learned["a"]["agencies"] == ["qn-gddt", "qn-ubnd"]
    assert learned["b"]["agencies"] == ["qn-yte", "qn-ubnd"]
    assert learned["a"]["body"] == "Thân bài."
