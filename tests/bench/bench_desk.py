"""The desk on a large province: time of each page and of its slowest query, on SQLite and PostgreSQL.

Builds 1,000,000 articles and 50,000 cases once (`--articles`, `--cases` for less), then asks for every list, item and
page of the API many times. Prints one table (milliseconds: median, 95th of 100 and longest page, longest query, and
the processor time of the desk itself, which a busy machine does not stretch); the aim is 50 ms for 95 of 100 pages and 200 ms for any query.
PostgreSQL is measured where CAICHINH_TEST_POSTGRES names a server.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Flag,
    FlaggedArticle,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
)
from pipeline.domain.records import Field as In
from pipeline.review.workflow import Role
from pipeline.store import people, tokens
from pipeline.store.press import to_json
from pipeline.store.session import open_engine, open_sessions, upgrade
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    Base,
    CaptureRow,
    CaseRow,
    TaggingRow,
    VersionRow,
)
from pipeline.store.tokens import API_SCOPES
from pipeline.web.app import create_app

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PASSWORD = "mot mat khau dai"  # noqa: S105  invented
TEMPLATES = 5_000
"""Articles written one by one; the database itself multiplies them."""
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
"""
WORDS = [
    "dịch",
    "bệnh",
    "sốt",
    "xuất",
    "huyết",
    "trạm",
    "y",
    "tế",
    "đường",
    "tỉnh",
    "lộ",
    "sạt",
    "lở",
    "học",
    "sinh",
    "trường",
    "học",
    "giáo",
    "viên",
    "đất",
    "đai",
    "thu",
    "hồi",
    "bồi",
    "thường",
    "môi",
    "trường",
    "rác",
    "thải",
    "nước",
    "sạch",
    "ngư",
    "dân",
    "tàu",
    "cá",
    "cầu",
    "cảng",
    "khu",
    "công",
    "nghiệp",
    "tái",
    "định",
    "cư",
    "chậm",
    "tiến",
    "độ",
    "vốn",
    "đầu",
    "tư",
    "công",
]
STATES = ("new", "verifying", "concluded", "drafted", "approved", "sent", "received", "held")
WAITING_SHARE = 0.04
"""Of all cases; most of a year's work is done."""


def text_of(number: int) -> Article:
    """Return an invented article of the length of a short report."""
    chosen = random.Random(number)  # noqa: S311  no secret
    sentence = [" ".join(chosen.choices(WORDS, k=14)).capitalize() + "." for _ in range(12)]
    return Article(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:24],
        url=f"https://bao.example/{number}",
        title=" ".join(chosen.choices(WORDS, k=10)).capitalize(),
        sapo=sentence[0],
        body="\n\n".join(sentence[1:]),
        published_at=NOW - timedelta(minutes=number),
    )


class Build:
    """Writes rows of one large province."""

    def __init__(self, articles: int, cases: int) -> None:
        self.articles, self.cases = articles, cases
        alive = sorted(agency.id for agency in load_agencies().alive(NOW.date()))
        self.agencies = ["qn-yte", *[found for found in alive if found != "qn-yte"]][:40]
        self.sizes = [1 / (rank + 2) for rank in range(len(self.agencies))]  # a few have most of the news

    def rows(self, start: int, stop: int) -> dict[type[Base], list[dict[str, Any]]]:
        """Return the rows of the articles from `start` to `stop`."""
        chosen = random.Random(start)  # noqa: S311
        rows: dict[type[Base], list[dict[str, Any]]] = {
            kind: [] for kind in (CaptureRow, ArticleRow, VersionRow, TaggingRow, ArticleAgencyRow, CaseRow)
        }
        for number in range(start, stop):
            agency = chosen.choices(self.agencies, self.sizes)[0]
            self._add(rows, number, agency, chosen)
        return rows

    def _add(
        self, rows: dict[type[Base], list[dict[str, Any]]], number: int, agency: str, chosen: random.Random
    ) -> None:
        article, seen = text_of(number), NOW - timedelta(minutes=number)
        rows[CaptureRow].append(
            {"id": number + 1, "url": article.url, "final_url": article.url, "fetched_at": seen, "status": 200,
             "headers": [], "sha256": hashlib.sha256(article.body.encode()).hexdigest()}
        )  # fmt: skip
        rows[ArticleRow].append(
            {"id": article.id, "url": article.url, "outlet_id": "bao", "kind": "article", "first_seen_at": seen,
             "published_at": seen, "version": 1, "group_id": article.id, "event_id": f"e{number // 3}"}
        )  # fmt: skip
        rows[VersionRow].append(
            {"article_id": article.id, "number": 1, "capture_id": number + 1, "seen_at": seen, "title": article.title,
             "text_sha256": "", "record": to_json(article)}
        )  # fmt: skip
        flagged = self._flagged(article, agency, chosen.random())
        rows[TaggingRow].append(
            {"article_id": article.id, "version": 1, "tone": "negative", "attention": 0.5, "priority": flagged.priority,
             "flags_said": 1, "has_agency": True, "record": _without_article(flagged)}
        )  # fmt: skip
        rows[ArticleAgencyRow].append(
            {"article_id": article.id, "agency_id": agency, "rank": 0, "score": 0.9}
        )
        if number * self.articles < self.cases * min(TEMPLATES, self.articles):
            waiting = chosen.random() < WAITING_SHARE
            state = chosen.choice(STATES[:2]) if waiting else chosen.choice(["closed"] * 9 + list(STATES[2:]))
            rows[CaseRow].append(
                {"group_id": article.id, "agency_id": agency, "article_id": article.id, "state": state,
                 "verdict": None if waiting else "accurate", "priority": flagged.priority,
                 "reason": flagged.flags[0].reason, "note": "", "opened_at": seen, "decided_at": None,
                 "decided_by": None, "decided_version": None if waiting else 1, "lock": 1}
            )  # fmt: skip

    @staticmethod
    def _flagged(article: Article, agency: str, priority: float) -> FlaggedArticle:
        sentence = article.body.split("\n\n")[0]
        flag = Flag(
            signal=Signal.FIGURE, field=In.BODY, start=0, end=len(sentence), sentence=sentence,
            reason="Số liệu khác số chính thức.", score=0.9,
        )  # fmt: skip
        tagged = TaggedArticle(
            article=article, agencies=(AgencyTag(id=agency, score=0.9),), places=(),
            sentiment=Sentiment(label=Tone.NEGATIVE, score=0.8), attention=Attention(score=0.9),
        )  # fmt: skip
        return FlaggedArticle(tagged=tagged, flags=(flag,), priority=priority, group=article.id)

    def write(self, engine: sa.Engine) -> None:
        """Write the first articles with all that hangs on them, multiply them, let the database count what it holds."""
        first = min(TEMPLATES, self.articles)
        _hurry(engine)
        with engine.begin() as connection:
            for kind, values in self.rows(0, first).items():
                connection.execute(sa.insert(kind), values)
            for kind in (CaptureRow, ArticleRow, VersionRow, TaggingRow, ArticleAgencyRow, CaseRow):
                connection.execute(_multiplied(kind, first, self.articles // first - 1))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("ANALYZE"))


def _hurry(engine: sa.Engine) -> None:
    """Build without a journal and with much memory; the desk opens the file with the pragmas of the house."""
    if engine.dialect.name == "sqlite":
        engine.dispose()

        def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000", "foreign_keys=OFF"):
                connection.execute(f"PRAGMA {pragma}")

        sa.event.listen(engine, "connect", set_pragmas)


def _multiplied(kind: type[Base], first: int, times: int) -> sa.Insert:
    """Return the statement that copies the rows of a table `times` times under ids of their own."""
    start = sa.select(sa.literal(1).label("k")).where(sa.literal(times) > 0).cte("copies", recursive=True)
    copies = start.union_all(sa.select(start.c.k + 1).where(start.c.k < times))
    table, k = sa.inspect(kind).local_table, copies.c.k
    assert isinstance(table, sa.Table)
    changed = {
        **{
            name: table.c[name] + "-" + sa.cast(k, sa.String)
            for name in ("url", "article_id", "group_id", "event_id")
            if name in table.c
        },
        **({"priority": table.c.priority + k * 1e-6} if "priority" in table.c else {}),
        **({"capture_id": table.c.capture_id + k * first} if "capture_id" in table.c else {}),
    }
    if kind is ArticleRow:
        changed["id"] = table.c.id + "-" + sa.cast(k, sa.String)
    if kind is CaptureRow:
        changed["id"] = table.c.id + k * first
    names = [column.name for column in table.c if column.name != "id" or "id" in changed]
    values = [changed.get(name, table.c[name]) for name in names]
    return sa.insert(table).from_select(names, sa.select(*values).select_from(table).join(copies, sa.true()))


def _without_article(flagged: FlaggedArticle) -> dict[str, Any]:
    record = to_json(flagged)
    record["tagged"].pop("article")
    return record


def accounts(engine: sa.Engine) -> str:
    """Make an officer and a press authority; return a key of the API for the officer's agency."""
    with open_sessions(engine).begin() as session:
        for login, role, agency_id in (
            ("truc", Role.OFFICER, "qn-yte"),
            ("quanly", Role.AUTHORITY, None),
        ):
            people.add_person(
                session, login=login, full_name=login, password=PASSWORD, role=role, agency_id=agency_id
            )
        _row, secret = tokens.issue(session, name="đo", scopes=API_SCOPES, agency_id="qn-yte", now=NOW)
    return secret


class Watch:
    """Times every query of an engine, in milliseconds."""

    def __init__(self, engine: sa.Engine) -> None:
        self.longest, self.statement = 0.0, ""
        sa.event.listen(engine, "before_cursor_execute", self._before)
        sa.event.listen(engine, "after_cursor_execute", self._after)

    def _before(self, *_args: object) -> None:
        self._started = time.perf_counter()

    def _after(self, _connection: object, _cursor: object, statement: str, *_args: object) -> None:
        took = (time.perf_counter() - self._started) * 1000
        if took > self.longest:
            self.longest, self.statement = took, statement


def sign_in(app: Flask, login: str) -> FlaskClient:
    """Return a browser in which `login` is signed in."""
    client = app.test_client()
    token = client.get("/dang-nhap").text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/dang-nhap", data={"csrf_token": token, "login": login, "password": PASSWORD})
    return client


def pages(engine: sa.Engine) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """Give name, who asks, and a maker of addresses."""
    with engine.connect() as connection:
        own = list(
            connection.scalars(
                sa.select(CaseRow.id)
                .where(CaseRow.agency_id == "qn-yte", CaseRow.state.in_(("new", "verifying")))
                .order_by(CaseRow.priority.desc())
                .limit(500)
            )
        )
        everywhere = list(connection.scalars(sa.select(CaseRow.id).limit(5000)))
        ids = list(
            connection.scalars(
                sa.select(ArticleAgencyRow.article_id)
                .where(ArticleAgencyRow.agency_id == "qn-yte")
                .limit(2000)
            )
        )
    pick = random.Random(1).choice  # noqa: S311
    lists = ("cho-xem", "ket-luan", "du-thao", "da-gui", "tam-giu", "ket-thuc")
    words = [" ".join(random.Random(number).choices(WORDS, k=2)) for number in range(50)]  # noqa: S311
    for who in ("truc", "quanly"):
        yield "queue", who, lambda: "/vu-viec?ds=cho-xem"
        yield "other lists", who, lambda: f"/vu-viec?ds={pick(lists)}"
        yield "item", who, lambda who=who: f"/vu-viec/{pick(own if who == 'truc' else everywhere)}"  # type: ignore[misc]
        yield "search", who, lambda: f"/vu-viec?q={pick(words)}"
    yield "queue, page on", "truc", lambda: f"/vu-viec?ds=cho-xem&sau={pick(own)}"
    yield "filter by agency", "quanly", lambda: "/vu-viec?ds=cho-xem&co-quan=qn-gddt"
    yield "API articles", "key", lambda: f"/api/v1/articles?after={pick(ids)}"
    yield "API cases", "key", lambda: f"/api/v1/cases?after={pick(everywhere)}"
    yield "API decisions", "key", lambda: f"/api/v1/decisions?after={pick(everywhere)}"


@contextmanager
def databases(folder: Path) -> Iterator[list[tuple[str, str]]]:
    """Give (name, URL) of an empty SQLite file and, where there is a server, an empty PostgreSQL database."""
    found = [("SQLite", f"sqlite:///{folder / 'large.db'}")]
    server = os.environ.get("CAICHINH_TEST_POSTGRES")
    if not server:
        print("PostgreSQL is left out: CAICHINH_TEST_POSTGRES names no server.")
        yield found
        return
    name = f"caichinh_bench_{os.getpid()}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    url = admin.url.set(database=name).render_as_string(hide_password=False)
    try:
        yield [*found, ("PostgreSQL", url)]
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def measure(name: str, url: str, build: Build, folder: Path, rounds: int) -> list[str]:
    """Build one database, ask for its pages, and return the pages that miss the aim."""
    engine = open_engine(url)
    upgrade(engine)
    started = time.perf_counter()
    build.write(engine)
    print(f"{name}: built in {time.perf_counter() - started:.0f} s")
    secret = accounts(engine)
    feeds = folder / "feeds.yaml"
    feeds.write_text(FEEDS, encoding="utf-8")
    app = create_app(
        load_settings(
            {"CAICHINH_HOME": str(folder), "CAICHINH_DATABASE_URL": url, "CAICHINH_FEEDS": str(feeds),
             "CAICHINH_NOW": NOW.isoformat()}
        )
    )  # fmt: skip
    watch = Watch(app.extensions["desk"].sessions.kw["bind"])
    clients = {who: sign_in(app, who) for who in ("truc", "quanly")} | {"key": app.test_client()}
    headers = {"Authorization": f"Bearer {secret}"}
    late = []
    for page, who, address in pages(engine):
        watch.longest, times, spent = 0.0, [], []
        for turn in range(rounds + 3):
            asked = address()
            before, cpu = time.perf_counter(), time.process_time()
            answer = clients[who].get(asked, headers=headers if who == "key" else None)
            took = (time.perf_counter() - before) * 1000
            assert answer.status_code == 200, (asked, answer.status_code)
            if turn >= 3:
                times.append(took)
                spent.append((time.process_time() - cpu) * 1000)
            else:
                watch.longest = 0.0
        p95 = statistics.quantiles(times, n=20)[-1]
        verdict = "" if p95 <= 50 and watch.longest <= 200 else "LATE"
        print(
            f"{name:<11}{page:<18}{who:<8}{statistics.median(times):>9.1f}{p95:>9.1f}{max(times):>9.1f}"
            f"{watch.longest:>9.1f}{statistics.median(spent):>9.1f}  {verdict}"
        )
        if verdict:
            late.append(f"{name} {page} {who}: {' '.join(watch.statement.split())[:400]}")
    app.extensions["desk"].sessions.kw["bind"].dispose()
    engine.dispose()
    return late


def main() -> None:
    """Measure and print; status 1 when a page misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    late = []
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as found:
        build = Build(given.articles, given.cases)
        print(f"{given.articles:,} articles, {given.cases:,} cases; milliseconds of server time")
        print(f"{'':<11}{'page':<18}{'who':<8}{'median':>9}{'p95':>9}{'max':>9}{'query':>9}{'CPU':>9}")
        for name, url in found:
            late += measure(name, url, build, Path(folder), given.rounds)
    for line in late:
        print(line)
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
