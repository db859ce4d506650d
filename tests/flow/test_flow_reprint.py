"""A reprint of a corrected passage, and an article that tells another number than one stored days before."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Capture,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Outcome,
    OutcomeKind,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
    Verdict,
    Work,
)
from pipeline.flow import group_articles, tag_and_flag
from pipeline.house import House
from pipeline.ingest.sources import Sources
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role, State
from pipeline.store import articles, cases, following, ingested, people, taggings
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import ArticleRow, CaseRow

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
QUOTE = "Kho thóc dự trữ Gò Bãi ở Quảng Ngãi bị mối làm hỏng 410 tấn thóc trong mùa mưa vừa rồi."
REST = """
Người trông kho kể mối lên từ chân tường phía bắc, nơi nền đất thấp hơn mặt đường chừng nửa mét.

Sau ba ngày dọn dẹp, phần thóc còn tốt đã được chuyển sang dãy nhà mới lợp tôn ở cuối sân kho.

Bà con quanh vùng vẫn đến lĩnh giống như mọi năm, ai cũng hỏi thăm chuyện con mối và những bao thóc ướt.
"""
TEXT = f"{QUOTE}\n{REST}"


class PlainTagger:
    """Every article is the health department's, neutral: the tags are not what is proved here."""

    def tag(self, articles: Sequence[Article], *, today: date) -> list[TaggedArticle]:
        assert today == START.date() or today > START.date()
        return [
            TaggedArticle(
                article=article,
                agencies=(AgencyTag(id="qn-nnmt", score=0.9),),
                places=(),
                sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
                attention=Attention(score=0.9),
            )
            for article in articles
        ]


@pytest.fixture
def house(tmp_path: Path, migrated: Path) -> Iterator[House]:
    settings = load_settings(
        {"CAICHINH_HOME": str(tmp_path), "CAICHINH_NOW": START.isoformat(), "CAICHINH_CONTACT": "test"}
    )
    shutil.copy(migrated, tmp_path / "caichinh.db")
    engine = open_engine(settings.database_url)
    tagger: Any = PlainTagger()
    yield House(
        settings=replace(settings, allow_loopback=True),
        sessions=open_sessions(engine),
        archive=Archive(settings.archive),
        sources=Sources(()),
        agencies=load_agencies(),
        places=load_places(),
        facts=Facts(()),
        tagger=tagger,
    )
    engine.dispose()


def arrives(house: House, name: str, body: str, at: datetime) -> None:
    """Store an article and let it go through grouping, tags and flags, as a day does."""
    article = Article(
        id=f"https://{name}.example/kho-thoc",
        url=f"https://{name}.example/kho-thoc",
        outlet=name,
        title="Mối phá kho thóc Gò Bãi",
        body=body,
        published_at=at,
    )
    page = body.encode()
    capture = Capture(
        url=article.url,
        final_url=article.url,
        fetched_at=at,
        status=200,
        headers=(),
        body=page,
        sha256=hashlib.sha256(page + name.encode()).hexdigest(),
    )
    with house.sessions.begin() as session:
        kept = ingested.add_capture(session, capture).id
        articles.save_article(session, article, outlet_id=name, capture_id=kept, seen_at=at)
    group_articles(house)
    tag_and_flag(house, at)


def signals(house: House, name: str) -> set[Signal]:
    with house.sessions() as session:
        row = session.query(ArticleRow).filter_by(outlet_id=name).one()
        (stored,) = articles.load(session, {row.id})
        found = taggings.flagged(session, stored)
    assert found is not None
    return {flag.signal for flag in found.flags}


def corrected(session: Session) -> None:
    """Let the first article be contested, its letter be received, and the outlet correct it."""
    row = session.query(ArticleRow).one()
    opening = CaseOpening(
        group_id=str(row.group_id), agency_id="qn-nnmt", article_id=row.id, priority=0.5, reason=""
    )
    cases.open_cases(session, [opening], now=START)
    case = session.query(CaseRow).filter_by(agency_id=opening.agency_id).one()
    case.state, case.verdict = State.CONCLUDED, Verdict.FALSE
    passage = ContestedPassage(
        field=Field.BODY,
        start=0,
        end=len(QUOTE),
        quote=QUOTE,
        problem="Số tấn sai.",
        evidence=(Evidence(statement="Kho hỏng 41 tấn thóc.", source_doc="Báo cáo số 7/BC-SNNMT"),),
    )
    request = LetterRequest(
        kind=LetterKind.CORRECTION,
        agency_id="qn-nnmt",
        agency_name="Sở Nông nghiệp và Môi trường",
        parent_name="UBND tỉnh",
        symbol="SNNMT-VP",
        place="Quảng Ngãi",
        work=Work(
            outlet="vanly",
            outlet_address="Báo Vạn Lý",
            medium=Medium.ONLINE,
            title="Mối phá kho thóc Gò Bãi",
            section="",
            url=row.url,
            published_at=START,
            author=None,
            capture_sha256="0" * 64,
            captured_at=START,
        ),
        passages=(passage,),
        signatory=None,
        contact=None,
        on=START.date(),
    )
    person = people.add_person(
        session, login="truc", full_name="Trực", password="m" * 12, role=Role.OFFICER, agency_id="qn-nnmt"
    )
    letter = cases.add_letter(session, case, row.id, request, actor=person, now=START)
    letter.sent_at = letter.received_at = START
    session.flush()
    for days in (1, 2):
        seen = Outcome(url=row.url, kind=OutcomeKind.CORRECTED, seen_at=START + timedelta(days=days))
        following.add_look(session, letter, seen, None)


def test_a_reprint_of_a_corrected_passage_is_flagged(house: House) -> None:
    arrives(house, "vanly", TEXT, START)
    with house.sessions.begin() as session:
        corrected(session)
    arrives(house, "saochep", TEXT, START + timedelta(days=3))
    assert Signal.CORRECTED_COPY in signals(house, "saochep")
    assert Signal.CORRECTED_COPY not in signals(house, "vanly")


def test_a_reprint_without_the_corrected_passage_is_not(house: House) -> None:
    arrives(house, "vanly", TEXT, START)
    with house.sessions.begin() as session:
        corrected(session)
    arrives(house, "saochep", TEXT.replace("410 tấn", "41 tấn"), START + timedelta(days=3))
    assert Signal.CORRECTED_COPY not in signals(house, "saochep")


def test_an_article_is_compared_with_copies_stored_before(house: House) -> None:
    arrives(house, "vanly", TEXT, START)
    arrives(house, "songda", TEXT, START + timedelta(hours=1))
    arrives(house, "saochep", TEXT.replace("410 tấn", "140 tấn"), START + timedelta(days=1))
    assert Signal.OUTLETS_DISAGREE in signals(house, "saochep")
    assert Signal.OUTLETS_DISAGREE not in signals(house, "songda")
