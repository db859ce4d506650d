"""The quarterly report on ten years of press: time and memory of the whole way from the store to DOCX and XLSX.

3.6 million articles, 20,000 cases with their events, letters and outcomes; a tenth of the articles is about the
province. Rows are made inside the database, with short texts: what a report reads (titles, times, codes) has real
size, the bodies it never reads do not. Run with SCALE=0.01 for a look in a few seconds.
"""

# ruff: noqa: S608, ISC004  statements are made of our own constants; the table is printed

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import sqlalchemy as sa
from table import key

from pipeline.config import REPOSITORY
from pipeline.domain.agencies import load_agencies
from pipeline.domain.calendar import load_calendar
from pipeline.ingest.sources import load_sources
from pipeline.report.workbook import report_workbook
from pipeline.reports import Registry, make_report, report_document
from pipeline.store.figures import duty
from pipeline.store.session import open_engine, open_sessions, upgrade

SCALE = float(os.environ.get("SCALE", "1"))
ARTICLES, CASES = int(3_600_000 * SCALE), int(20_000 * SCALE)
FIRST, DAYS = "2017-01-01 01:00:00", 3652
LIMIT_SECONDS, LIMIT_MB = 30, 500
SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
AT = f"strftime('%Y-%m-%d %H:%M:%S', '{FIRST}', '+' || CAST(i * {DAYS}.0 * 86400 / {{count}} AS INTEGER) || ' seconds')"
WORK = json.dumps({"work": {"medium": "daily"}})
TAGGED = json.dumps({"flags": [{"signal": "F-1", "score": 0.9}]})


def fill(engine: sa.Engine) -> None:
    """Make the rows inside the database; indexes are kept as the migrations made them."""
    at = AT.format(count=ARTICLES)
    agencies = duty(load_agencies(), date(2026, 11, 27))
    outlets = [outlet.id for outlet in load_sources(REPOSITORY / "feeds.yaml").outlets]
    many = SERIES.format(count=ARTICLES)
    few = SERIES.format(count=CASES)
    when = AT.format(count=CASES)
    spread = max(1, ARTICLES // CASES)
    agency = f"(SELECT id FROM temp_agency WHERE n = i % {len(agencies)})"
    outlet = f"(SELECT id FROM temp_outlet WHERE n = i % {len(outlets)})"
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE temp_agency (n INTEGER PRIMARY KEY, id TEXT)")
        connection.exec_driver_sql("CREATE TEMP TABLE temp_outlet (n INTEGER PRIMARY KEY, id TEXT)")
        for table, ids in (("temp_agency", agencies), ("temp_outlet", outlets)):
            connection.execute(
                sa.text(f"INSERT INTO {table} VALUES (:n, :id)"),
                [{"n": n, "id": found} for n, found in enumerate(ids)],
            )
        for statement in (
            f"INSERT INTO capture (id, url, final_url, fetched_at, status, headers, sha256) "
            f"VALUES (1, 'u', 'u', '{FIRST}', 200, '[]', 'x')",
            "INSERT INTO person (id, login, full_name, password_hash, role, agency_id, active, failed_sign_ins, locked_until, "
            "session_number) VALUES (1, 'a', 'A', 'x', 'officer', 'qn-yte', 1, 0, NULL, 1)",
            f"{many} INSERT INTO article (id, url, outlet_id, kind, first_seen_at, published_at, version, group_id, event_id) "
            f"SELECT printf('a%08d', i), printf('u%08d', i), {outlet}, 'article', {at}, {at}, 1, printf('a%08d', i), NULL FROM n",
            f"{many} INSERT INTO article_version (article_id, number, capture_id, seen_at, title, text_sha256, record) "
            f"SELECT printf('a%08d', i), 1, 1, {at}, 'Người dân phản ánh công trình chậm tiến độ ở xã số ' || i, 'x', "
            '\'{"title": "T", "sapo": "S", "body": "B"}\' FROM n',
            f"{many} INSERT INTO tagging (article_id, version, tone, attention, priority, flags_said, has_agency, record) "
            f"SELECT printf('a%08d', i), 1, 'neutral', 0.5, 0.5, i % {spread} = 0, i % 10 = 0, '{TAGGED}' FROM n",
            f"{many} INSERT INTO article_agency (article_id, agency_id, rank, score) "
            f"SELECT printf('a%08d', i), {agency}, 0, 0.9 FROM n WHERE i % 10 = 0",
            f"{few} INSERT INTO press_case (id, group_id, agency_id, article_id, state, verdict, priority, reason, note, "
            f"opened_at, decided_at, decided_by, decided_version, lock) SELECT i, printf('a%08d', i * {spread}), {agency}, "
            f"printf('a%08d', i * {spread}), CASE i % 4 WHEN 0 THEN 'new' ELSE 'closed' END, "
            "CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'false' ELSE 'accurate' END, 0.5, 'r', "
            f"'Đã kiểm tra, xử lý xong theo quy định.', {when}, {when}, 1, 1, 1 FROM n",
            f"{few} INSERT INTO audit (at, actor, action, case_id, detail, previous_hash, hash) "
            f"SELECT {when}, 'a', 'decide', i, '{{\"verdict\": \"accurate\", \"note\": \"Đã kiểm tra thực địa.\"}}', 'x', 'y' FROM n "
            "WHERE i % 4 > 0",
            f"{few} INSERT INTO letter (id, case_id, article_id, kind, request, drafted_at, drafted_by, number, sent_at, received_at) "
            f"SELECT i, i, printf('a%08d', i * {spread}), 'correction', '{WORK}', {when}, 1, '1/CV', {when}, {when} FROM n WHERE i % 4 = 1",
            f"{few} INSERT INTO outcome (letter_id, article_id, kind, seen_at, record) "
            f"SELECT i, printf('a%08d', i * {spread}), 'corrected', {when}, "
            f"json_object('url', 'u', 'kind', 'corrected', 'seen_at', replace({when}, ' ', 'T') || 'Z') FROM n WHERE i % 4 = 1",
        ):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("ANALYZE")


def measure(path: str) -> None:
    """Make the report in this process and print seconds per part, counts and peak memory as JSON."""
    outlets = {outlet.id: outlet for outlet in load_sources(REPOSITORY / "feeds.yaml").outlets}
    registry = Registry(agencies=load_agencies(), calendar=load_calendar(), outlets=outlets)
    marks = [(time.perf_counter(), time.process_time())]

    def mark() -> None:
        marks.append((time.perf_counter(), time.process_time()))

    with open_sessions(open_engine(f"sqlite:///{path}"))() as session:
        report = make_report(session, "2026-Q3", registry)
        mark()
        document = report_document(session, report, registry)
        mark()
    sheet = report_workbook(report)
    mark()
    figures = report.figures()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "parts": [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(marks)],
                "articles": figures["A1"].value,
                "cases": figures["B1"].value,
                "bytes": [len(document), len(sheet)],
                "peak": peak,
            }
        )
    )


def main() -> int:
    """Fill, measure in a process of its own, print the table; status 1 when a limit is passed."""
    if len(sys.argv) == 3 and sys.argv[1] == "measure":
        measure(sys.argv[2])
        return 0
    with tempfile.TemporaryDirectory(prefix="caichinh-reports-") as folder:
        path = Path(folder) / "ten-years.db"
        engine = open_engine(f"sqlite:///{path}")
        upgrade(engine)
        started = time.perf_counter()
        fill(engine)
        engine.dispose()
        told = subprocess.run(
            [sys.executable, __file__, "measure", str(path)], check=True, capture_output=True, text=True
        )
        found = json.loads(told.stdout)
        size = path.stat().st_size / 1e9
    print(
        f"{ARTICLES:,} articles, {CASES:,} cases, {size:.1f} GB, filled in {time.perf_counter() - started:.0f} s"
    )
    print(f"quarter: {found['articles']:,} articles of the province, {found['cases']:,} cases")
    for name, (wall, cpu) in zip(("figures of two quarters", "DOCX", "XLSX"), found["parts"], strict=True):
        print(f"{name:<26}{wall:>8.1f} s wall{cpu:>8.1f} s CPU")
    wall = sum(part[0] for part in found["parts"])
    key(f"quarterly report on {ARTICLES:,} articles", f"{wall:.1f} s", f"{LIMIT_SECONDS} s")
    key("its memory", f"{found['peak']:.0f} MB", f"{LIMIT_MB} MB")
    return int(wall > LIMIT_SECONDS or found["peak"] > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
