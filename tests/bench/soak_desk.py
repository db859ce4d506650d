"""Fifty officers at one desk: nothing fails, nothing that was decided is lost, and of two on one item one wins.

Serves the desk with waitress on loopback, as `caichinh desk` does, and lets each officer read lists, open items and
decide for `--minutes` (five), on SQLite and, where CAICHINH_TEST_POSTGRES names a server, on PostgreSQL. Without
`--pause` all press the next key at once, which fills the machine and shows that nothing is lost; with `--pause 8` each
reads for eight seconds on average, as people do, and the times are those that they meet. At the end every decision that was answered with success must stand in the database
with its audit event, and the chain must be whole. Prints one line for each database; status 1 when anything is amiss. The default test
run holds a short version (`tests/web/test_web_crowd.py`), which calls `run`.
"""

from __future__ import annotations

import argparse
import http.client
import http.cookiejar
import logging
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from waitress.server import create_server
from waitress.wasyncore import close_all

from pipeline.cli.day import THREADS
from pipeline.config import load_settings
from pipeline.domain.records import Article
from pipeline.review.workflow import Role, State
from pipeline.store import articles, audit, clocks, people, search
from pipeline.store.session import open_engine, open_sessions, to_json, upgrade
from pipeline.store.tables import ArticleRow, AuditRow, Base, CaptureRow, CaseRow, VersionRow
from pipeline.web.app import create_app

PASSWORD = "mot mat khau dai"  # noqa: S105  invented
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
_HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
ITEM = re.compile(r'href="/vu-viec/(\d+)')


@dataclass
class Tally:
    """What happened to all officers together."""

    times: list[float] = field(default_factory=list)
    """Milliseconds of each request."""
    by_kind: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The same for each kind of page."""
    decided: Counter[int] = field(default_factory=Counter)
    """How often the desk said yes to a decision, by case."""
    told: int = 0
    """Decisions refused because somebody else was first."""
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Officer:
    """One person in one browser."""

    def __init__(self, address: str, login: str, tally: Tally, pause: float = 0.0) -> None:
        self.address, self.login, self.tally, self.pause = address, login, tally, pause
        self.moments = random.Random(login)  # noqa: S311  no secret
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return status, final address and text; every request is timed, every failure kept."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        time.sleep(self.moments.uniform(0, 2 * self.pause))
        started = time.perf_counter()
        try:
            with self.opener.open(self.address + path, data, timeout=60) as answer:
                status, url, text = answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, url, text = error.code, error.url or "", error.read().decode()
        except (OSError, http.client.HTTPException) as error:
            status, url, text = 0, "", str(error)
        took = (time.perf_counter() - started) * 1000
        with self.tally.lock:
            self.tally.times.append(took)
            self.tally.by_kind[kind_of(path, sent=form is not None)].append(took)
            if status == 0 or status >= 500:
                self.tally.errors.append(f"{self.login} {path}: {status} {text[:200]}")
        return status, url, text

    def sign_in(self) -> None:
        """Sign in; what goes wrong is kept as an error."""
        fields = dict(_HIDDEN.findall(self.ask("/dang-nhap")[2]))
        _status, url, _text = self.ask("/dang-nhap", {**fields, "login": self.login, "password": PASSWORD})
        if "/vu-viec" not in url:
            self.tally.errors.append(f"{self.login} is not signed in: {url}")

    def work(self, until: float, share: int, shares: int) -> None:
        """Decide what waits until the clock or the list ends; start at another place than the neighbour."""
        self.sign_in()
        while time.monotonic() < until:
            found = sorted({int(number) for number in ITEM.findall(self.ask("/vu-viec?ds=cho-xem")[2])})
            if not found:
                return
            self.decide(found[share * len(found) // shares])

    def decide(self, case_id: int) -> None:
        """Open a case and call it accurate; count what the desk says to it."""
        status, _url, text = self.ask(f"/vu-viec/{case_id}")
        if status != 200 or 'value="accurate"' not in text:
            return  # somebody was faster
        form = {**dict(_HIDDEN.findall(text)), "verdict": "accurate"}
        status, _url, _text = self.ask(f"/vu-viec/{case_id}/ket-luan", form)
        with self.tally.lock:
            if status == 200:
                self.tally.decided[case_id] += 1
            elif status == 409:
                self.tally.told += 1
            elif status < 500:
                self.tally.errors.append(f"{self.login} decision on {case_id}: {status}")


def kind_of(path: str, *, sent: bool) -> str:
    """Return what pages of one kind have in common: the address without numbers."""
    return ("POST " if sent else "") + re.sub(r"\d+", "N", path)


@contextmanager
def fresh(database: str, home: Path) -> Iterator[str]:
    """Give the URL of an empty database at the newest schema."""
    home.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        url = f"sqlite:///{home / 'caichinh.db'}"
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        yield url
        return
    admin = sa.create_engine(
        os.environ["CAICHINH_TEST_POSTGRES"], isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    name = f"caichinh_soak_{os.getpid()}_{time.monotonic_ns()}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    url = admin.url.set(database=name).render_as_string(hide_password=False)
    upgrade(open_engine(url))
    try:
        yield url
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def hire(session: Session, officers: int, agencies: Sequence[str]) -> None:
    """Put officers into a database, one agency after the other."""
    for number in range(officers):
        people.add_person(
            session,
            login=f"truc{number}",
            full_name=f"Chuyên viên {number}",
            password=PASSWORD,
            role=Role.OFFICER,
            agency_id=agencies[number % len(agencies)],
        )


def fill(url: str, officers: int, items: int) -> None:
    """Put people and waiting cases of one agency into an empty database, table by table."""
    engine = open_engine(url)
    upgrade(engine)
    now = load_settings({}).now()
    with open_sessions(engine).begin() as session:
        hire(session, officers, ["qn-yte"])
        if items:
            rows = [_item(number, now) for number in range(1, items + 1)]
            for kind in rows[0]:
                session.execute(sa.insert(kind), [row[kind] for row in rows])
            search.catch_up(session)
            clocks.catch_up(session)
            if engine.dialect.name == "postgresql":  # new rows are numbered after these
                session.execute(sa.text("SELECT setval('capture_id_seq', :last)"), {"last": items})
                session.execute(sa.text("SELECT setval('press_case_id_seq', :last)"), {"last": items})
    engine.dispose()


def _item(number: int, now: datetime) -> dict[type[Base], dict[str, Any]]:
    """Return the rows of one article and its waiting case, in the order in which tables need each other."""
    address, name = f"https://bao.example/{number}", f"a{number}"
    article = Article(id=name, url=address, title=f"Bài số {number}", body="Nội dung một câu.")
    return {
        CaptureRow: {
            "id": number, "url": address, "final_url": address, "fetched_at": now, "status": 200, "headers": [],
            "sha256": "ab" * 32, "record_sha256": None,
        },
        ArticleRow: {
            "id": name, "url": address, "outlet_id": "bao", "kind": article.kind, "first_seen_at": now,
            "published_at": None, "version": 1, "group_id": name, "event_id": None,
        },
        VersionRow: {
            "article_id": name, "number": 1, "capture_id": number, "seen_at": now, "title": article.title,
            "text_sha256": articles.text_sha256(article), "record": to_json(article),
        },
        CaseRow: {
            "id": number, "group_id": name, "agency_id": "qn-yte", "article_id": name, "state": State.NEW,
            "priority": 0.5, "reason": "Số liệu khác.", "note": "", "opened_at": now, "lock": 1,
        },
    }  # fmt: skip


def run(
    home: Path, url: str, *, officers: int, items: int, seconds: float, pause: float = 0.0
) -> tuple[Tally, list[str]]:
    """Let `officers` work for `seconds`, reading `pause` seconds a page on average; return what happened and what is amiss (empty when all is well)."""
    begun = datetime.now(UTC)
    fill(url, officers, items)
    feeds = home / "feeds.yaml"
    feeds.write_text(FEEDS, encoding="utf-8")
    app = create_app(
        load_settings(
            {"CAICHINH_HOME": str(home), "CAICHINH_DATABASE_URL": url, "CAICHINH_FEEDS": str(feeds)}
        )
    )
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS, ident="")
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    tally, until = Tally(), time.monotonic() + seconds
    address = f"http://127.0.0.1:{server.effective_port}"
    crowd = [Officer(address, f"truc{number}", tally, pause) for number in range(officers)]
    threads = [
        threading.Thread(target=officer.work, args=(until, share // 2, (officers + 1) // 2))
        for share, officer in enumerate(crowd)  # two and two go for the same item
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stop = partial(close_all, server._map)
    server.trigger.pull_trigger(stop)  # in the thread that serves: it may be waiting for what is closed here
    serving.join()
    server.task_dispatcher.shutdown()
    engine = app.extensions["desk"].sessions.kw["bind"]
    amiss = [*tally.errors, *check(engine, tally, begun)]
    engine.dispose()
    return tally, amiss


def check(engine: sa.Engine, tally: Tally, since: datetime) -> list[str]:
    """Return what the database does not bear out of what the officers were told from `since` on."""
    with open_sessions(engine)() as session:
        closed = set(session.scalars(sa.select(CaseRow.id).where(CaseRow.decided_at >= since)))
        events = Counter(session.scalars(sa.select(AuditRow.case_id).where(AuditRow.action == "decide")))
        broken = audit.first_broken(session)
    amiss = [
        f"case {case_id}: {count} people were told yes"
        for case_id, count in tally.decided.items()
        if count > 1
    ]
    amiss += [f"case {case_id}: the decision is lost" for case_id in tally.decided.keys() - closed]
    amiss += [
        f"case {case_id}: {events[case_id]} decisions in the audit trail"
        for case_id in closed
        if events[case_id] != 1
    ]
    return amiss + ([f"audit trail broken at {broken}"] if broken is not None else [])


def main() -> None:
    """Run and print; status 1 when anything is amiss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--pause", type=float, default=0, help="Seconds that an officer reads a page.")
    given = parser.parse_args()
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for database in ("sqlite", "postgresql") if "CAICHINH_TEST_POSTGRES" in os.environ else ("sqlite",):
            home = Path(folder) / database
            with fresh(database, home) as url:
                tally, amiss = run(
                    home,
                    url,
                    officers=given.officers,
                    items=given.items,
                    seconds=given.minutes * 60,
                    pause=given.pause,
                )
            p95 = statistics.quantiles(tally.times, n=20)[-1]
            print(
                f"{database}: {given.officers} officers, {given.minutes:g} minutes, {given.pause:g} s a page: "
                f"{len(tally.times):,} requests, {len(tally.decided):,} decisions, {tally.told:,} told that another "
                f"was first, median {statistics.median(tally.times):.0f} ms, p95 {p95:.0f} ms, {len(amiss)} amiss",
                flush=True,
            )
            for line in amiss[:20]:
                print(line)
            wrong |= bool(amiss)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
