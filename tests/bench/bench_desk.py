"""The desk on a large province: time of each page and of its slowest query, on SQLite and PostgreSQL.

Builds 1,000,000 articles and 50,000 cases (`--articles`, `--cases` for less; `--keep FOLDER` keeps them there and
finds them there the next time), then asks for every list, item, search, filter and page of the API many times. Prints
one table (milliseconds: median, 95th of 100 and longest page, longest query, median and 95th of 100 of the processor
time of the desk itself); the aim is 50 ms for 95 of 100 pages and 200 ms for any query. A fixed loop is timed first:
where it takes longer by the clock than on the processor, the machine is busy with others, and the table says so.
PostgreSQL is measured where CAICHINH_TEST_POSTGRES names a server, with the settings that the server has: docs/operations.md
names those of a province; the table is headed by what they are.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from province import AGENCY, NOW, OUTLETS, PASSWORD, WORDS, Province
from table import key

from pipeline.config import load_settings
from pipeline.domain.text import fold
from pipeline.store import tokens
from pipeline.store.session import open_engine, open_sessions, upgrade
from pipeline.store.tables import ArticleAgencyRow, CaseRow, PersonRow
from pipeline.store.tokens import API_SCOPES
from pipeline.web import create_app, warm_up

FEEDS = "outlets:\n" + "".join(
    f"""\
  - id: {outlet}
    name: Báo Ví dụ {outlet}
    address: Báo điện tử Ví dụ {outlet}
    level: provincial
    domains: [{outlet}.example]
    medium: online
    feeds:
      - url: https://{outlet}.example/rss
"""
    for outlet in OUTLETS
)


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


Pages = Iterator[tuple[str, str, Callable[[], str]]]


def pages(engine: sa.Engine) -> Pages:
    """Give name, who asks, and a maker of addresses."""
    waiting = (
        sa.select(CaseRow.id).where(CaseRow.state.in_(("new", "verifying"))).order_by(CaseRow.priority.desc())
    )
    with engine.connect() as connection:
        own = list(connection.scalars(waiting.where(CaseRow.agency_id == AGENCY).limit(500)))
        everywhere = list(connection.scalars(waiting.limit(2000)))
        any_case = list(connection.scalars(sa.select(CaseRow.id).limit(5000)))
        theirs = sa.select(ArticleAgencyRow.article_id).where(ArticleAgencyRow.agency_id == AGENCY)
        ids = list(connection.scalars(theirs.limit(2000)))
    pick = random.Random(1).choice  # noqa: S311
    lists = ("cho-xem", "ket-luan", "du-thao", "da-gui", "tam-giu", "ket-thuc")
    pairs = [" ".join(random.Random(number).choices(WORDS, k=2)) for number in range(50)]  # noqa: S311
    outlet = lambda: pick(OUTLETS)  # noqa: E731
    for who, cases in (("truc", own), ("quanly", everywhere)):
        yield "queue", who, lambda: "/vu-viec?ds=cho-xem"
        yield "other lists", who, lambda: f"/vu-viec?ds={pick(lists)}"
        yield "queue, page on", who, lambda cases=cases: f"/vu-viec?ds=cho-xem&sau={pick(cases)}"  # type: ignore[misc]
        yield "item", who, lambda cases=cases: f"/vu-viec/{pick(cases)}"  # type: ignore[misc]
        yield "filter: outlet", who, lambda: f"/vu-viec?ds={pick(lists)}&bao={outlet()}"
        yield "filter: late", who, lambda: f"/vu-viec?ds={pick(lists)}&qua-han=1"
        yield "filter: mine", who, lambda: f"/vu-viec?ds={pick(lists)}&cua-toi=1"
        yield (
            "item, filtered",
            who,
            lambda cases=cases: f"/vu-viec/{pick(cases)}?ds=cho-xem&bao={outlet()}&qua-han=1",
        )  # type: ignore[misc]
        yield "search: phrase", who, lambda: f"/vu-viec?ds={pick(lists)}&q={pick(pairs)}"
        yield "search: word", who, lambda: f"/vu-viec?ds={pick(lists)}&q={pick(WORDS)}"
        yield "search: unmarked", who, lambda: f"/vu-viec?ds={pick(lists)}&q={fold(pick(pairs))}"
        yield "search: no hit", who, lambda: f"/vu-viec?q={pick(WORDS)} khôngcó"
        yield "search: no hit 2", who, lambda: f"/vu-viec?q={fold(pick(WORDS))} khongco"
        yield "search + outlet", who, lambda: f"/vu-viec?ds=ket-thuc&q={pick(WORDS)}&bao={outlet()}"
        yield "item, searched", who, lambda cases=cases: f"/vu-viec/{pick(cases)}?ds=ket-thuc&q={pick(WORDS)}"  # type: ignore[misc]
    yield "item, closed", "quanly", lambda: f"/vu-viec/{pick(any_case)}"
    yield "filter: agency", "quanly", lambda: "/vu-viec?ds=cho-xem&co-quan=qn-gddt"
    for who in ("key", "all"):
        yield "API articles", who, lambda: f"/api/v1/articles?after={pick(ids)}"
        yield "API article", who, lambda: f"/api/v1/articles/{pick(ids)}"
        yield "API cases", who, lambda: f"/api/v1/cases?after={pick(any_case)}"
        yield "API cases, state", who, lambda: f"/api/v1/cases?state=new&after={pick(any_case)}"
        yield "API decisions", who, lambda: f"/api/v1/decisions?after={pick(any_case)}"
        yield "API letters", who, lambda: f"/api/v1/letters?after={pick(any_case)}"


@contextmanager
def databases(folder: Path, keep: bool) -> Iterator[list[tuple[str, str]]]:
    """Give (name, URL) of a SQLite file and, where there is a server, of a PostgreSQL database; both may be empty."""
    found = [("SQLite", f"sqlite:///{folder / 'large.db'}")]
    server = os.environ.get("CAICHINH_TEST_POSTGRES")
    if not server:
        print("PostgreSQL is left out: CAICHINH_TEST_POSTGRES names no server.")
        yield found
        return
    name = "caichinh_bench" if keep else f"caichinh_bench_{os.getpid()}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        known = connection.scalar(sa.text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name})
        if not known:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    url = admin.url.set(database=name).render_as_string(hide_password=False)
    try:
        yield [*found, ("PostgreSQL", url)]
    finally:
        if not keep:
            with admin.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def open_desk(url: str, province: Province, folder: Path) -> Flask:
    """Return the desk on a database that is filled first when it is empty."""
    engine = open_engine(url)
    upgrade(engine)
    with open_sessions(engine)() as session:
        empty = session.scalar(sa.select(PersonRow.id).limit(1)) is None
    if empty:
        started = time.perf_counter()
        province.write(engine)
        print(f"built in {time.perf_counter() - started:.0f} s")
    engine.dispose()
    feeds = folder / "feeds.yaml"
    feeds.write_text(FEEDS, encoding="utf-8")
    settings = {"CAICHINH_HOME": str(folder), "CAICHINH_DATABASE_URL": url, "CAICHINH_FEEDS": str(feeds)}
    app = create_app(load_settings(settings | {"CAICHINH_NOW": NOW.isoformat()}))
    warm_up(app)
    return app


def measure(name: str, app: Flask, rounds: int, only: str) -> list[str]:
    """Ask for the pages of one desk, and return those that miss the aim."""
    sessions = app.extensions["desk"].sessions
    engine, late = sessions.kw["bind"], []
    headers: dict[str, dict[str, str]] = {}
    with sessions.begin() as session:
        for who, agency_id in (("key", AGENCY), ("all", None)):
            _row, secret = tokens.issue(session, name="đo", scopes=API_SCOPES, agency_id=agency_id, now=NOW)
            headers[who] = {"Authorization": f"Bearer {secret}"}
    watch, worst = Watch(engine), {"page": 0.0, "query": 0.0}
    clients = {who: sign_in(app, who) for who in ("truc", "quanly")}
    clients |= {who: app.test_client() for who in headers}
    for page, who, address in pages(engine):
        if only not in page:
            continue
        watch.longest, times, spent = 0.0, [], []
        for turn in range(rounds + 3):
            asked = address()
            before, cpu = time.perf_counter(), time.process_time()
            answer = clients[who].get(asked, headers=headers.get(who))
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
            f"{watch.longest:>9.1f}{statistics.median(spent):>9.1f}{statistics.quantiles(spent, n=20)[-1]:>9.1f}"
            f"  {verdict}",
            flush=True,
        )
        worst = {"page": max(worst["page"], p95), "query": max(worst["query"], watch.longest)}
        if verdict:
            late.append(f"{name} {page} {who}: {' '.join(watch.statement.split())[:400]}")
    key(f"{name}: 95 of 100 pages, the kind that takes longest", f"{worst['page']:.0f} ms", "50 ms")
    key(f"{name}: longest query", f"{worst['query']:.0f} ms", "200 ms")
    engine.dispose()
    return late


def memory(engine: sa.Engine) -> str:
    """Tell the settings of a PostgreSQL server that its pages depend on; empty for SQLite."""
    if engine.dialect.name != "postgresql":
        return ""
    names = ("shared_buffers", "effective_cache_size", "random_page_cost", "synchronous_commit")
    with engine.connect() as connection:
        return ", ".join(f"{name} {connection.scalar(sa.text(f'SHOW {name}'))}" for name in names)


def condition() -> str:
    """Tell how busy the machine is: a fixed loop, by the clock and on the processor."""
    took, spent = [], []
    for _ in range(9):
        before, cpu = time.perf_counter(), time.process_time()
        sum(number * number for number in range(300_000))
        took.append((time.perf_counter() - before) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
    share = statistics.median(took) / statistics.median(spent)
    return (
        f"machine: a fixed loop takes {statistics.median(took):.0f} ms by the clock, {statistics.median(spent):.0f} "
        f"on the processor ({'quiet' if share < 1.1 else f'busy, {share:.1f} times'})"
    )


def main() -> None:
    """Measure and print; status 1 when a page misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="Folder that keeps the databases for the next time.")
    parser.add_argument("--only", default="", help="Only pages with this in their name.")
    given = parser.parse_args()
    late = []
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        with databases(folder, given.keep is not None) as found:
            print(f"{given.articles:,} articles, {given.cases:,} cases; milliseconds of server time")
            print(
                f"{'':<11}{'page':<18}{'who':<8}{'median':>9}{'p95':>9}{'max':>9}{'query':>9}{'CPU':>9}{'CPU p95':>9}"
            )
            for name, url in found:
                app = open_desk(url, Province(given.articles, given.cases), folder)
                print(condition(), memory(app.extensions["desk"].sessions.kw["bind"]), sep="\n")
                late += measure(name, app, given.rounds, given.only)
    for line in late:
        print(line)
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
