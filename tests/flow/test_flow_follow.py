"""Letters followed over HTTP on a local newspaper that edits, corrects well and badly, removes, blocks, makes noise."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pipeline.collect import fetch_pages
from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.records import (
    Article,
    ArticleKind,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    OutcomeKind,
    Verdict,
    Work,
)
from pipeline.extract import extract
from pipeline.flow import follow_letters
from pipeline.follow import settled
from pipeline.house import House
from pipeline.ingest.sources import Sources
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role, State
from pipeline.store import articles, cases, following, ingested, letters, people
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
QUOTE = "Từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết ở các xã miền núi."
REST = (
    "Các trạm y tế đã phun hóa chất diệt muỗi và hướng dẫn người dân loại bỏ dụng cụ chứa nước đọng quanh nhà ở.",
    "Bệnh viện Đa khoa tỉnh đã chuẩn bị thêm giường bệnh và thuốc, sẵn sàng tiếp nhận người bệnh từ tuyến dưới chuyển lên.",
    "Các trường học tổng vệ sinh vào cuối tuần, phụ huynh được nhắc cho trẻ ngủ màn cả ban ngày để phòng muỗi đốt.",
)
TRUTH = "Toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết."
TITLE = "Sốt xuất huyết tăng nhanh ở miền núi"
TOLD = (
    f"Bài “{TITLE}” đăng ngày 20/11/2026 viết từ đầu năm đến nay toàn tỉnh ghi nhận 1.524 ca sốt xuất huyết ở các xã"
    " miền núi. Thông tin đúng là toàn tỉnh ghi nhận 1.254 ca sốt xuất huyết. Tòa soạn xin lỗi bạn đọc."
)


def html(paragraphs: tuple[str, ...], title: str = TITLE, advert: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{title}</title>"
        '<meta property="og:type" content="article"><meta property="article:published_time"'
        ' content="2026-11-20T06:05:00+07:00"></head>'
        f"<body><article><h1>{title}</h1><div class=content>{text}</div>{advert}</article></body></html>"
    )


PLAIN = html((QUOTE, *REST))
AFTER: dict[str, tuple[tuple[int, str], OutcomeKind]] = {
    "edited": ((200, html((QUOTE.replace("1.524", "1.254"), *REST))), OutcomeKind.SILENT_EDIT),
    "corrected": (
        (200, html((QUOTE, *REST, "Thông tin cải chính, xin lỗi", TOLD))),
        OutcomeKind.CORRECTED,
    ),
    "badly": ((200, html((QUOTE, *REST, "Tòa soạn xin cải chính", TOLD))), OutcomeKind.CORRECTION_INCOMPLETE),
    "removed": ((404, "<h1>Không tìm thấy</h1>"), OutcomeKind.REMOVED),
    "blocked": ((403, "<h1>Từ chối</h1>"), OutcomeKind.NOT_COMPARABLE),
    "noise": ((200, PLAIN), OutcomeKind.UNCHANGED),
}


@dataclass
class Newspaper:
    """Pages by path; `visits` counts, so that noise differs each time."""

    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    visits: Iterator[int] = field(default_factory=itertools.count)
    url: str = ""


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    paper = Newspaper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, page = paper.pages.get(self.path, (404, ""))
            visit = next(paper.visits)
            noise = f"<aside class=ad>Giảm giá {visit}% hôm nay, {visit * 37} lượt xem</aside>"
            body = page.replace("</p><p>", f"</p>{noise}<p>").encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper.url = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield paper
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(tmp_path: Path, migrated: Path) -> Iterator[House]:
    """Return a house without the models: follow-up reads no new article."""
    settings = load_settings(
        {"CAICHINH_HOME": str(tmp_path), "CAICHINH_NOW": START.isoformat(), "CAICHINH_CONTACT": "test"}
    )
    settings = replace(settings, min_interval_s=0.0, allow_loopback=True)
    shutil.copy(migrated, tmp_path / "caichinh.db")
    engine = open_engine(settings.database_url)
    nothing: Any = None
    yield House(
        settings=settings,
        sessions=open_sessions(engine),
        archive=Archive(settings.archive),
        sources=Sources(()),
        agencies=load_agencies(),
        places=nothing,
        facts=nothing,
        tagger=nothing,
    )
    engine.dispose()


def send(session: Session, house: House, url: str, name: str) -> LetterRow:
    """Keep the page as it is and a letter about it that the newspaper has received."""
    capture = fetch_pages(house, [url], START)[0].capture
    assert capture
    article = extract(capture.body, url=url, outlet="Vạn Lý")
    assert article.kind is ArticleKind.ARTICLE
    start = article.body.index(QUOTE)
    row = ingested.add_capture(session, capture)
    articles.save_article(session, article, outlet_id="vanly", capture_id=row.id, seen_at=START)
    article_id = session.query(ArticleRow).filter_by(url=article.url).one().id
    opening = CaseOpening(group_id=name, agency_id="qn-yte", article_id=article_id, priority=0.5, reason="")
    cases.open_cases(session, [opening], now=START)
    case = session.query(CaseRow).filter_by(group_id=name).one()
    case.state, case.verdict = State.CONCLUDED, Verdict.FALSE
    passage = ContestedPassage(
        field=Field.BODY,
        start=start,
        end=start + len(QUOTE),
        quote=QUOTE,
        problem="Số ca sai.",
        evidence=(Evidence(statement=TRUTH, source_doc="Báo cáo số 512/BC-SYT"),),
    )
    request = LetterRequest(
        kind=LetterKind.CORRECTION,
        agency_id="qn-yte",
        agency_name="Sở Y tế",
        parent_name="UBND tỉnh",
        symbol="SYT-VP",
        place="Quảng Ngãi",
        work=Work(
            outlet="Vạn Lý",
            outlet_address="Báo Vạn Lý",
            medium=Medium.ONLINE,
            title=TITLE,
            section="",
            url=url,
            published_at=None,
            author=None,
            capture_sha256=capture.sha256,
            captured_at=START,
        ),
        passages=(passage,),
        signatory=None,
        contact=None,
        on=START.date(),
    )
    person = session.query(people.PersonRow).first() or people.add_person(
        session, login="truc", full_name="Trực", password="m" * 12, role=Role.OFFICER, agency_id="qn-yte"
    )
    letter = cases.add_letter(session, case, article_id, request, actor=person, now=START)
    letter.sent_at = letter.received_at = START
    session.flush()
    return letter


@pytest.fixture
def sent(newspaper: Newspaper, house: House) -> dict[str, int]:
    newspaper.pages = {f"/{name}.html": (200, PLAIN) for name in AFTER}
    with house.sessions.begin() as session:
        return {name: send(session, house, f"{newspaper.url}/{name}.html", name).id for name in AFTER}


def standing(house: House, letter_id: int) -> OutcomeKind:
    with house.sessions() as session:
        looks = following.looks(session, letter_id)
    found = settled(looks)
    return found.kind if found else looks[-1].kind


def test_every_way_a_newspaper_may_act_is_told_apart(
    newspaper: Newspaper, house: House, sent: dict[str, int]
) -> None:
    follow_letters(house, START + timedelta(hours=2))
    assert {standing(house, number) for number in sent.values()} == {OutcomeKind.UNCHANGED}
    newspaper.pages = {f"/{name}.html": page for name, (page, _kind) in AFTER.items()}
    follow_letters(house, START + timedelta(hours=7))
    changed = {OutcomeKind.SILENT_EDIT, OutcomeKind.CORRECTED, OutcomeKind.REMOVED}
    assert not changed & {standing(house, number) for number in sent.values()}  # one fetch is no alarm
    follow_letters(house, START + timedelta(hours=9))
    found = {name: standing(house, number) for name, number in sent.items()}
    blocked = {"blocked": OutcomeKind.UNCHANGED}  # as last seen
    assert found == {name: kind for name, (_page, kind) in AFTER.items()} | blocked
    with house.sessions() as session:
        assert following.corrected_passages(session) == {"corrected": (QUOTE,), "badly": (QUOTE,)}
        case = session.get_one(CaseRow, session.get_one(LetterRow, sent["corrected"]).case_id)
        sent_of_case = letters.current(session, case.id)
        assert following.copies(session, case, sent_of_case).text == "1/1 bản đăng đã cải chính"
        edit = settled(following.looks(session, sent["edited"]))
        assert edit is not None
        assert (edit.before, edit.after) == ((QUOTE,), (QUOTE.replace("1.524", "1.254"),))


def test_noise_on_the_whole_schedule_alarms_nobody(
    newspaper: Newspaper, house: House, sent: dict[str, int]
) -> None:
    looks = 0
    for hours in (2, 7, 25, 80, 200, 400, 800, 1500, 2200):
        looks += follow_letters(house, START + timedelta(hours=hours))["letters followed"]
    assert looks == 9 * len(sent)
    assert {standing(house, number) for number in sent.values()} == {OutcomeKind.UNCHANGED}


def test_a_notice_that_comes_through_the_feed_counts(house: House, sent: dict[str, int]) -> None:
    with house.sessions.begin() as session:
        notice = Article(
            id="notice",
            url="https://vanly.example/cai-chinh/1.html",
            title="Thông tin cải chính, xin lỗi",
            body=TOLD,
        )
        capture = session.get_one(LetterRow, sent["noise"]).article_id
        kept = articles.load(session, [capture])[0].capture_id
        articles.save_article(
            session, notice, outlet_id="vanly", capture_id=kept, seen_at=START + timedelta(hours=1)
        )
    for hours in (2, 4):
        follow_letters(house, START + timedelta(hours=hours))
    assert standing(house, sent["noise"]) is OutcomeKind.CORRECTED


def test_reminders_stop_while_an_answer_is_unread(house: House, sent: dict[str, int]) -> None:
    late = START + timedelta(days=2)
    with house.sessions.begin() as session:
        letter = session.get_one(LetterRow, sent["noise"])
        person = session.query(people.PersonRow).one()
        following.add_answer(
            session, letter, "Tòa soạn đang xem xét.", received_at=late, actor=person, now=late
        )
        assert following.remind(session, late) == len(sent) - 1
        following.read_answers(session, letter, actor=person, now=late)
        assert following.remind(session, late) == 1
        assert following.remind(session, late + timedelta(hours=1)) == 0
