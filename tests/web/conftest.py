"""A desk on a fresh database with invented outlets, articles and people."""

from __future__ import annotations

import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from pipeline.config import Settings, load_settings
from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Capture,
    FailureKind,
    FeedEntry,
    Field,
    Flag,
    FlaggedArticle,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
)
from pipeline.ingest.health import FeedState
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role
from pipeline.store import articles, cases, ingested, people, runs, taggings
from pipeline.store.session import open_engine, open_sessions, to_json
from pipeline.store.tables import EntryRow, FactRow, FeedRow, OfficeRow
from pipeline.web.app import create_app
from pipeline.web.auth import Brake

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 07:30 on a Monday in Vietnam
PASSWORD = "mot mat khau dai"  # noqa: S105  invented
HEALTH, EDUCATION, AUTHORITY = "qn-yte", "qn-gddt", "qn-vhttdl"
PEOPLE = {
    "truc": (Role.OFFICER, HEALTH, "Chuyên viên Ví Dụ"),
    "truong": (Role.HEAD, HEALTH, "Người Phát Ngôn Mẫu"),
    "vanthu": (Role.CLERK, HEALTH, "Văn Thư Mẫu"),
    "giaoduc": (Role.OFFICER, EDUCATION, "Chuyên viên Trường Học"),
    "truongkhac": (Role.HEAD, EDUCATION, "Trưởng Phòng Khác"),
    "vanthukhac": (Role.CLERK, EDUCATION, "Văn Thư Khác"),
    "quanly": (Role.AUTHORITY, AUTHORITY, "Quản Lý Báo Chí"),
    "quantri": (Role.OPERATOR, None, "Người Quản Trị"),
    "lanhdao": (Role.READER, None, "Lãnh Đạo Xem"),
    "lanhdaoyte": (Role.READER, HEALTH, "Lãnh Đạo Y Tế"),
    "lanhdaokhac": (Role.READER, EDUCATION, "Lãnh Đạo Khác"),
}
SENTENCE = "Đến nay toàn tỉnh ghi nhận 1.524 ca mắc sốt xuất huyết."
BODY = (
    "Bệnh lan rộng ở các xã ven biển. " + SENTENCE + "\n\n"
    "Nhiều hộ dân cho rằng việc phun hóa chất chậm. Một cán bộ xã <b>giấu tên</b> nói đã báo cáo từ tháng trước.\n\n"
    "Trạm y tế xã Sông Mẫu đang theo dõi thêm 12 trường hợp."
)
FEEDS = """\
outlets:
  - id: bao
    name: Báo Ví dụ
    address: Báo điện tử Ví dụ
    level: provincial
    domains: [bao.example]
    medium: online
    feeds:
      - url: https://bao.example/rss
  - id: tin
    name: Báo Tin Mẫu
    address: Báo Tin Mẫu
    level: national
    domains: [tin.example]
    medium: daily
    feeds:
      - url: https://tin.example/rss
"""


def keep_article(session: Session, article: Article, outlet_id: str, seen_at: datetime = NOW) -> None:
    """Keep an article with its entry and capture."""
    if session.get(EntryRow, article.id) is None:
        entry = FeedEntry(
            id=article.url,
            url=article.url,
            title=article.title,
            summary="",
            published_at=article.published_at,
            feed_url=f"https://{outlet_id}.example/rss",
        )
        ingested.add_entries(session, [(article.id, entry)], outlet_id=outlet_id, seen_at=seen_at)
    capture = Capture(
        url=article.url,
        final_url=article.url,
        fetched_at=seen_at,
        status=200,
        headers=(),
        body=b"x",
        sha256="ab" * 32,
    )
    row = ingested.add_capture(session, capture)
    articles.save_article(session, article, outlet_id=outlet_id, capture_id=row.id, seen_at=seen_at)


def article(number: int, outlet_id: str = "bao", body: str = BODY) -> Article:
    """Return an invented article."""
    return Article(
        id=f"{outlet_id}-{number}",
        url=f"https://{outlet_id}.example/bai-{number}",
        outlet="Báo Ví dụ",
        title=f"Dịch sốt xuất huyết tăng nhanh ở vùng ven biển ({number})",
        sapo="Ngành y tế bị cho là chậm xử lý ổ dịch.",
        body=body,
        author="Người Viết",
        published_at=NOW - timedelta(hours=number),
    )


def flagged(item: Article, group: str) -> FlaggedArticle:
    """Return what the machine would say: a figure against the register, an anonymous source."""
    start = item.body.index(SENTENCE)
    anonymous = "Một cán bộ xã <b>giấu tên</b> nói đã báo cáo từ tháng trước."
    other = item.body.index(anonymous)
    flags = (
        Flag(
            signal=Signal.FIGURE,
            field=Field.BODY,
            start=start,
            end=start + len(SENTENCE),
            sentence=SENTENCE,
            reason="Số ca mắc 1.524 khác số 1.254 của Sở Y tế.",
            score=0.9,
            fact_id="f-1",
            stated="1.524 ca",
            official="1.254 ca",
        ),
        Flag(
            signal=Signal.ANONYMOUS_ONLY,
            field=Field.BODY,
            start=other,
            end=other + len(anonymous),
            sentence=anonymous,
            reason="Chỉ dẫn một nguồn giấu tên.",
            score=0.6,
        ),
    )
    tagged = TaggedArticle(
        article=item,
        agencies=(AgencyTag(id=HEALTH, score=0.9),),
        places=(),
        sentiment=Sentiment(label=Tone.NEGATIVE, score=0.8),
        attention=Attention(score=0.9),
    )
    return FlaggedArticle(tagged=tagged, flags=flags, priority=0.8, group=group, event="e1")


def open_case(session: Session, number: int, agency_id: str = HEALTH, priority: float = 0.8) -> None:
    """Keep an article and a copy of it in another outlet, and open the case."""
    lead, copy = article(number), article(number, "tin")
    keep_article(session, lead, "bao")
    keep_article(session, copy, "tin", NOW + timedelta(minutes=20))
    articles.save_groups(session, {item.id: (lead.id, f"event-{min(number, 3)}") for item in (lead, copy)})
    taggings.save_flagged(session, [flagged(lead, lead.id)], {lead.id: 1})
    opening = CaseOpening(
        group_id=lead.id,
        agency_id=agency_id,
        article_id=lead.id,
        priority=priority,
        reason="Số ca mắc 1.524 khác số 1.254 của Sở Y tế. (và 1 điểm khác)",
    )
    cases.open_cases(session, [opening], now=NOW)


def fill(session: Session) -> None:
    """Put people, an office, a fact and cases into an empty database."""
    for login, (role, agency_id, name) in PEOPLE.items():
        people.add_person(
            session, login=login, full_name=name, password=PASSWORD, role=role, agency_id=agency_id
        )
    session.add(
        OfficeRow(
            agency_id=HEALTH,
            valid_from=date(2026, 1, 1),
            valid_to=None,
            symbol="SYT-VP",
            place="Quảng Ngãi",
            signatory_authority="GIÁM ĐỐC",
            signatory_name="Nguyễn Văn Mẫu",
            contact_name="Người Phát Ngôn Mẫu",
            contact_post="Chánh Văn phòng",
            contact_phone="0255 000 0000",
            contact_email="phatngon@yte.example",
        )
    )
    session.add(
        FactRow(
            fact_id="f-1",
            version=1,
            agency_id=HEALTH,
            since=NOW,
            record=to_json(
                Fact(
                    fact_id="f-1",
                    kind=FactKind.FIGURE,
                    agency_id=HEALTH,
                    subject="Số ca mắc sốt xuất huyết",
                    value="1.254",
                    unit="ca",
                    source_doc="Báo cáo số 11/BC-SYT ngày 20/11/2026 của Sở Y tế",
                )
            ),
        )
    )
    for number in range(1, 5):
        open_case(session, number, priority=0.9 - number / 10)
    open_case(session, 9, agency_id=EDUCATION)
    health = FeedState(failures=3, failure=FailureKind.NOT_FOUND, last_ok=NOW - timedelta(days=1))
    session.add(FeedRow(url="https://tin.example/rss", outlet_id="tin", health=to_json(health)))
    run = runs.start_run(session, NOW - timedelta(minutes=20))
    run.ended_at = NOW - timedelta(minutes=15)


@pytest.fixture(scope="session")
def filled(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a filled SQLite file, to be copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "filled.db"
    shutil.copy(migrated, path)
    engine = open_engine(f"sqlite:///{path}")
    with open_sessions(engine).begin() as session:
        fill(session)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def joined(filled: Path) -> Flask:
    """Return the desk with its routes joined, once for all tests: that takes longer than most of them."""
    home = filled.parent
    (home / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    app = create_app(settings_of(home, filled))
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(home))
    return app


EngineOn = Callable[[str], AbstractContextManager[sa.Engine]]


@contextmanager
def desk_in(home: Path, joined: Flask, filled: Path, engine_on: EngineOn) -> Iterator[Flask]:
    """Give the desk on a filled database of its own; its clock stands still on a Monday morning."""
    database = home / "desk.db"
    (home / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    shutil.copy(filled, database)
    settings = settings_of(home, database)
    desk = joined.extensions["desk"]
    with engine_on(settings.database_url) as engine, pytest.MonkeyPatch.context() as patch:
        sessions = open_sessions(engine)
        patch.setitem(joined.extensions, "desk", replace(desk, settings=settings, sessions=sessions))
        patch.setitem(joined.extensions, "sign_in_brake", Brake())
        yield joined


@pytest.fixture
def app(joined: Flask, filled: Path, tmp_path: Path, engine_on: EngineOn) -> Iterator[Flask]:
    """Return the desk on a filled database of its own."""
    with desk_in(tmp_path, joined, filled, engine_on) as desk:
        yield desk


def settings_of(home: Path, database: Path) -> Settings:
    """Return settings of a desk with its home in a folder."""
    return load_settings(
        {
            "CAICHINH_HOME": str(home),
            "CAICHINH_DATABASE_URL": f"sqlite:///{database}",
            "CAICHINH_FEEDS": str(home / "feeds.yaml"),
            "CAICHINH_NOW": NOW.isoformat(),
        }
    )


def desk_sessions(app: Flask) -> sessionmaker[Session]:
    """Return the session factory of the desk."""
    found: sessionmaker[Session] = app.extensions["desk"].sessions
    return found


@pytest.fixture
def stored(app: Flask) -> Iterator[Session]:
    """Return a session on the desk's database, to look at what was written."""
    with desk_sessions(app)() as session:
        yield session


@dataclass
class Visitor:
    """A person at the desk: fetches pages, and sends forms with the token of the page they came from."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(path).text)
        assert found, f"no form on {path}"
        return found[1]

    def post(self, path: str, **data: object) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token("/tai-khoan"), **data})

    def fields(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the last form of a page (the first may be that of undo)."""
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.client.get(path).text))

    def act(self, path: str, **data: object) -> TestResponse:
        """Send the form ``<page>/<action>`` with the hidden fields that its page shows."""
        return self.client.post(path, data={**self.fields(path.rpartition("/")[0]), **data})


def signed_in(app: Flask, login: str) -> Visitor:
    """Sign a person in on a new browser."""
    visitor = Visitor(app.test_client())
    token = visitor.token("/dang-nhap")
    answer = visitor.client.post(
        "/dang-nhap", data={"csrf_token": token, "login": login, "password": PASSWORD}
    )
    assert answer.status_code == 302
    return visitor


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], Visitor]:
    """Return a function that signs a person in on a new browser."""
    return partial(signed_in, app)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium; skip where it is not installed. Without its own windows it takes a third of the work."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


FLAGS = (
    "--no-sandbox",
    "--no-zygote",  # a copy of a large process costs more than a start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def served(joined: Flask) -> Iterator[str]:
    """Serve the desk of whichever test runs, give its address; ``/axe`` is the checker of barriers, to be kept."""
    axe = Response(AXE_SCRIPT, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"})
    server = make_server("127.0.0.1", 0, DispatcherMiddleware(joined, {"/axe": axe}), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def house() -> ModuleType:
    """Return this module: its invented data and how to keep more of it."""
    return sys.modules[__name__]
