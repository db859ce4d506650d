from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.records import Article, Capture
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import State
from pipeline.store import articles, cases, desk, ingested, search
from pipeline.store.search import Reach
from pipeline.store.session import open_engine, open_sessions, upgrade
from pipeline.store.tables import CaseRow
from pipeline.store.wanted import Wanted

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
TEXTS = {
    "a": ("Cảnh báo lừa đảo qua điện thoại", "Công an xã khuyến cáo người dân.", "qn-congan"),
    "b": ("Lứa đào đầu mùa ở Măng Đen", "Những nhung lụa mùa xuân.", "qn-nnmt"),
    "c": ("Phòng chống tham nhũng tại xã", "Hội nghị về hòa giải ở cơ sở.", "qn-ubnd"),
    "d": ("Dịch sốt xuất huyết ở ven biển", "Ghi nhận 1.524 ca mắc tại Đức Phổ.", "qn-yte"),
    "e": ("Xuất khẩu tăng, huyết áp giảm", "Sốt giá đất; dịch vụ công.", "qn-yte"),
}


def keep(session: Session, key: str, title: str, body: str) -> None:
    article = Article(id=key, url=f"https://bao.example/{key}", title=title, body=body, published_at=AT)
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


def opening(key: str, agency: str) -> CaseOpening:
    return CaseOpening(group_id=key, agency_id=agency, article_id=key, priority=0.5, reason="Lý do.")


def keep_all(session: Session) -> None:
    for key, (title, body, agency) in TEXTS.items():
        keep(session, key, title, body)
        cases.open_cases(session, [opening(key, agency)], now=AT)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        keep_all(session)
        yield session


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def unchanged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return a session on a database that holds the texts, for tests that only read."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")().render_as_string(hide_password=False)
    else:
        file = tmp_path_factory.mktemp("search") / "test.db"
        shutil.copy(request.getfixturevalue("migrated"), file)
        url = f"sqlite:///{file}"
    engine = open_engine(url)
    with open_sessions(engine)() as session:
        keep_all(session)
        yield session
    engine.dispose()


def found(session: Session, typed: str, agency: str | None = None) -> tuple[str, Reach | None]:
    answer = search.answer(session, typed, agency)
    if answer is None:
        return "", None
    hits, reach = answer
    query = sa.select(CaseRow.article_id).where(CaseRow.id.in_(hits.query)).order_by(CaseRow.id)
    rows = session.scalars(query, dict(hits.values))
    return "".join(rows), reach


@pytest.mark.parametrize(
    ("typed", "articles", "reach"),
    [
        ("lừa đảo", "a", Reach.EXACT_PHRASE),
        ("LỪA ĐẢO", "a", Reach.EXACT_PHRASE),
        ("lua dao", "ab", Reach.PLAIN_PHRASE),
        ("tham nhũng", "c", Reach.EXACT_PHRASE),
        ("hoà giải", "c", Reach.EXACT_PHRASE),
        ("duc pho", "d", Reach.PLAIN_PHRASE),
        ("Đức Phổ", "d", Reach.EXACT_PHRASE),
        ("sốt xuất huyết", "d", Reach.EXACT_PHRASE),
        ("xuất huyết sốt", "de", Reach.EXACT_WORDS),
        ('"xuất huyết" sốt', "d", Reach.EXACT_PHRASE),
        ("xuat huyet sot", "de", Reach.PLAIN_WORDS),
        ("dịch sot", "de", Reach.PLAIN_WORDS),
        ("1.524", "d", Reach.PLAIN_PHRASE),
        ("1.524 ca", "d", Reach.PLAIN_PHRASE),
        ("không có đâu", "", None),
        ("", "", None),
        ('"" * ( OR -', "", None),
        ('tham nhũng" OR plain : "dich', "", None),
    ],
)
def test_a_query_finds_what_was_meant(
    unchanged: Session, typed: str, articles: str, reach: Reach | None
) -> None:
    assert found(unchanged, typed) == (articles, reach)


def test_an_agency_finds_its_own_cases_only(unchanged: Session) -> None:
    assert found(unchanged, "lua dao", "qn-nnmt") == ("b", Reach.PLAIN_PHRASE)
    assert found(unchanged, "lua dao") == ("ab", Reach.PLAIN_PHRASE)


def test_a_new_text_is_found_and_the_old_one_no_longer(session: Session) -> None:
    keep(session, "a", "Cảnh báo mới", "Nội dung khác hẳn về cây cầu.")
    cases.open_cases(session, [opening("a", "qn-congan")], now=AT)
    assert found(session, "cây cầu")[0] == "a"
    assert found(session, "lừa đảo")[0] == ""


def test_cases_from_before_the_index_are_caught_up(session: Session) -> None:
    session.execute(sa.text("DELETE FROM case_search"))
    assert found(session, "lừa đảo")[0] == ""
    assert search.catch_up(session) == len(TEXTS)
    assert search.catch_up(session) == 0
    assert found(session, "lừa đảo")[0] == "a"


def test_words_that_stand_everywhere_are_found_side_by_side(session: Session) -> None:
    for number in range(8):
        keep(session, f"p{number}", "Cầu mới", "Đường tỉnh qua cầu. Tỉnh đường đi xa.")
        cases.open_cases(session, [opening(f"p{number}", "qn-sxd")], now=AT)
    keep(session, "q", "Cầu cũ", "Xa cầu tỉnh, đường qua.")
    cases.open_cases(session, [opening("q", "qn-sxd")], now=AT)
    assert found(session, "xa cầu tỉnh", "qn-sxd") == ("q", Reach.EXACT_PHRASE)
    assert found(session, "xa cau tinh duong") == ("q", Reach.PLAIN_PHRASE)
    assert found(session, '"xa cầu" "đường qua"') == ("q", Reach.EXACT_PHRASE)
    assert found(session, "cau xa cau")[1] is not Reach.PLAIN_PHRASE


def test_a_pair_without_marks_does_not_stand_for_words_with_marks(session: Session) -> None:
    keep(session, "g", "Chợ mới", "Giá lên cho dân, cao hơn.")
    keep(session, "h", "Chợ cũ", "Chia chỗ dan díu, cho dan.")
    cases.open_cases(session, [opening("g", "qn-sxd"), opening("h", "qn-sxd")], now=AT)
    assert found(session, '"cho dan" chợ') == ("h", Reach.EXACT_PHRASE)
    assert found(session, "cho dân") == ("g", Reach.EXACT_PHRASE)
    assert found(session, "cho dan") == ("gh", Reach.PLAIN_PHRASE)


@pytest.mark.parametrize("release", ["20261127_desk_5", "20261127_desk_7"])
def test_an_index_of_before_is_found_in_when_the_schema_is_brought_up(tmp_path: Path, release: str) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'before.db'}")
    upgrade(engine, release)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO case_search (rowid, exact, plain, scope) "
            "VALUES (7, 'cảnh báo lừa đảo', 'canh bao lua dao', 'aqncongan')"
        )
    upgrade(engine)
    with open_sessions(engine)() as session:
        for typed in ("lừa đảo", "lua dao", "canh bao lua"):
            hits, _reach = search.answer(session, typed, "qn-congan") or (search.NOTHING, None)
            assert list(session.scalars(hits.query, dict(hits.values))) == [7]
    engine.dispose()


@pytest.mark.parametrize("common", [2, search.COMMON])
def test_a_list_of_hits_is_walked_both_ways_however_common_the_words_are(
    session: Session, monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr(search, "COMMON", common)
    for key, body in (("p", "Xe qua cầu tỉnh."), ("q", "Qua cầu. Cầu tỉnh."), ("r", "Qua cầu tỉnh, xe.")):
        keep(session, key, "Tin xe", body)
        cases.open_cases(session, [opening(key, "qn-sxd")], now=AT)
    articles = {row.id: row.article_id for row in session.scalars(sa.select(CaseRow))}
    middle = session.scalars(sa.select(CaseRow).where(CaseRow.article_id == "q")).one()
    for agency in (None, "qn-sxd"):
        for typed, listed in (
            ("qua cầu tỉnh", "rp"),
            ("cầu tỉnh", "rqp"),
            ("qua cau tinh", "rp"),
            ("xe", "rqp"),
        ):
            answer = search.answer(session, typed, agency)
            assert answer is not None
            wanted = Wanted(agency_id=agency, states=(State.NEW,), hits=answer[0])
            assert "".join(articles[id_] for id_ in desk.ids(session, wanted, limit=9)) == listed
            assert [articles[id_] for id_ in desk.ids(session, wanted, limit=9, after=middle)] == ["p"]
            above, below = wanted.shape.keys_above, wanted.shape.keys_below
            assert [articles[id_] for id_ in session.scalars(above, wanted.at(middle))] == ["r"]
            assert [articles[id_] for id_ in session.scalars(below, wanted.at(middle))] == ["p"]
            assert desk.count(session, wanted) == len(listed)
            place = desk.place(session, middle, wanted)
            assert [articles[place.previous_id or 0], articles[place.next_id or 0]] == ["r", "p"]
