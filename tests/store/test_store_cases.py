from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import Article, Capture, ContestedPassage, Evidence, FeedEntry, Field, Verdict
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role, State
from pipeline.store import articles, audit, cases, ingested, people
from pipeline.store.tables import CaseRow, EntryRow, PersonRow

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
BODY = "Toàn tỉnh có 1.524 ca mắc. Ngành y tế đang xử lý."


def keep_article(session: Session, article_id: str, body: str = BODY, at: datetime = AT) -> None:
    url = f"https://bao.example/{article_id}"
    if session.get(EntryRow, article_id) is None:
        entry = FeedEntry(
            id=url, url=url, title="Tít", summary="", published_at=AT, feed_url="https://bao.example/rss"
        )
        ingested.add_entries(session, [(article_id, entry)], outlet_id="bao", seen_at=at)
    capture = Capture(
        url=url, final_url=url, fetched_at=at, status=200, headers=(), body=b"x", sha256="0" * 64
    )
    row = ingested.add_capture(session, capture)
    article = Article(
        id=article_id, url=url, outlet="Báo", title="Tít", sapo="Sapo.", body=body, published_at=AT
    )
    articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=at)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        keep_article(session, "a")
        opening = CaseOpening(
            group_id="a", agency_id="qn-yte", article_id="a", priority=0.8, reason="Số liệu khác."
        )
        cases.open_cases(session, [opening], now=AT)
        yield session


@pytest.fixture
def officer(session: Session) -> PersonRow:
    return people.add_person(
        session,
        login="truc.yte",
        full_name="Cán bộ trực",
        password="m" * 12,
        role=Role.OFFICER,
        agency_id="qn-yte",
    )


def only_case(session: Session) -> CaseRow:
    return session.query(CaseRow).filter_by(agency_id="qn-yte").one()


OPENING = CaseOpening(group_id="a", agency_id="qn-yte", article_id="a", priority=0.8, reason="Số liệu khác.")
PASSAGE = ContestedPassage(
    field=Field.BODY,
    start=0,
    end=26,
    quote="Toàn tỉnh có 1.524 ca mắc.",
    problem="Sai số ca mắc",
    evidence=(Evidence(statement="Có 1.254 ca.", source_doc="Báo cáo số 01/BC-SYT"),),
)


def test_opening_the_same_case_twice_changes_nothing(session: Session) -> None:
    before = audit.root(session)
    assert cases.open_cases(session, [OPENING], now=AT) == 0
    assert audit.root(session) == before


def test_a_decided_case_comes_back_only_when_the_text_changes(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.decide_case(session, case, Verdict.ACCURATE, actor=officer, note="Đúng.", now=AT)
    cases.open_cases(session, [OPENING], now=AT)
    assert case.state is State.CLOSED
    keep_article(session, "a", body=BODY.replace("1.524", "1.254"), at=AT + timedelta(hours=1))
    cases.open_cases(session, [OPENING], now=AT)
    assert case.state is State.NEW
    assert "bản 1 → bản 2" in case.reason


def change(session: Session, body: str, hours: int) -> None:
    keep_article(session, "a", body=body, at=AT + timedelta(hours=hours))
    cases.open_cases(session, [OPENING], now=AT)


def test_what_changed_is_told_in_the_reason_and_in_the_history(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.decide_case(session, case, Verdict.ACCURATE, actor=officer, note="Đúng.", now=AT)
    change(session, BODY.replace("1.524", "1.254"), 1)
    what = "số liệu, “Toàn tỉnh có 1.524 ca mắc.” thành “Toàn tỉnh có 1.254 ca mắc.”."
    assert case.reason.endswith(what)
    event = audit.history(session, case.id)[0]
    assert (event.action, event.detail) == ("text changed", {"version": 2, "change": what})


def test_a_decided_case_never_comes_back_twice_for_one_change(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.decide_case(session, case, Verdict.ACCURATE, actor=officer, note="", now=AT)
    change(session, BODY.replace("1.524", "1.254"), 1)
    cases.decide_case(session, case, Verdict.ACCURATE, actor=officer, note="", now=AT)
    cases.open_cases(session, [OPENING], now=AT)
    assert case.state is State.CLOSED
    change(session, BODY.replace("1.524", "1.260"), 2)
    assert case.state is State.NEW


def test_commas_and_capitals_bring_nothing_back_but_are_told(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.decide_case(session, case, Verdict.ACCURATE, actor=officer, note="", now=AT)
    change(session, BODY.replace("Ngành y tế", "Ngành Y tế"), 1)
    assert case.state is State.CLOSED
    assert audit.history(session, case.id)[0].action == "text changed"


def test_a_case_on_its_way_to_the_newspaper_stays_there_and_is_told_once(
    session: Session, officer: PersonRow
) -> None:
    case = only_case(session)
    cases.mark(session, case, "a", PASSAGE, actor=cases.actor_of(officer), now=AT)
    cases.decide_case(session, case, Verdict.FALSE, actor=officer, note="", now=AT)
    change(session, BODY.replace("1.524", "1.254"), 1)
    cases.open_cases(session, [OPENING], now=AT)
    assert case.state is State.CONCLUDED
    assert [event.action for event in audit.history(session, case.id)].count("text changed") == 1


def test_a_held_case_comes_back_when_its_text_changes(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.decide_case(session, case, Verdict.NOT_DISCLOSABLE, actor=officer, note="a", now=AT)
    change(session, BODY.replace("1.524", "1.254"), 1)
    assert case.state is State.NEW


def test_a_passage_that_is_not_in_the_archived_text_is_refused(session: Session, officer: PersonRow) -> None:
    false_quote = ContestedPassage(field=Field.BODY, start=0, end=7, quote="Bịa đặt", problem="Sai")
    with pytest.raises(TransitionError, match="không có trong bài"):
        cases.mark(session, only_case(session), "a", false_quote, actor=cases.actor_of(officer), now=AT)


def test_false_is_recorded_with_passage_evidence_and_history(session: Session, officer: PersonRow) -> None:
    case = only_case(session)
    cases.mark(session, case, "a", PASSAGE, actor=cases.actor_of(officer), now=AT)
    cases.decide_case(session, case, Verdict.FALSE, actor=officer, note="", now=AT)
    assert case.state is State.CONCLUDED
    assert cases.passages(session, case.id) == [("a", PASSAGE)]
    assert [row.action for row in audit.history(session, case.id)] == ["decide", "mark", "open"]
    assert audit.first_broken(session) is None


def test_another_agency_closes_here_and_opens_there_and_never_comes_back(
    session: Session, officer: PersonRow
) -> None:
    case = only_case(session)
    cases.decide_case(
        session, case, Verdict.OTHER_AGENCY, actor=officer, note="", now=AT, other_agency_id="qn-gddt"
    )
    cases.open_cases(session, [OPENING], now=AT)
    assert {(row.agency_id, row.state) for row in session.query(CaseRow)} == {
        ("qn-yte", State.CLOSED),
        ("qn-gddt", State.NEW),
    }


def test_of_two_people_who_decide_at_once_one_is_told(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        keep_article(session, "a")
        cases.open_cases(session, [OPENING], now=AT)
    with sessions() as first, sessions() as second:
        mine, theirs = only_case(first), only_case(second)
        mine.note = "một"
        first.commit()
        theirs.note = "hai"
        with pytest.raises(StaleDataError):
            second.commit()


def test_the_queue_shows_only_the_own_agency_and_pages_by_key(session: Session) -> None:
    for number in range(5):
        keep_article(session, f"q{number}")
        cases.open_cases(
            session,
            [
                CaseOpening(
                    group_id=f"q{number}",
                    agency_id="qn-gddt",
                    article_id=f"q{number}",
                    priority=0.5,
                    reason="Lý do.",
                )
            ],
            now=AT,
        )
    first = cases.queue(session, agency_id="qn-gddt", limit=3)
    last = first[-1][0]
    second = cases.queue(session, agency_id="qn-gddt", limit=3, after=(last.priority, last.id))
    ids = [row[0].id for row in (*first, *second)]
    assert len(ids) == len(set(ids)) == 5
    assert cases.counts(session, "qn-gddt") == {State.NEW: 5}


def test_five_wrong_passwords_lock_the_account_for_a_while(session: Session, officer: PersonRow) -> None:
    for _ in range(5):
        assert people.sign_in(session, "truc.yte", "wrong", AT) is None
    assert people.sign_in(session, "truc.yte", "m" * 12, AT) is None
    assert people.sign_in(session, "truc.yte", "m" * 12, AT + timedelta(minutes=16)) is officer
