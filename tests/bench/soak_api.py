"""Thousands of random requests at every operation of the JSON API, by its own OpenAPI document.

`--examples` per operation (500), each checked by schemathesis: no server error, only documented statuses and content
types, bodies that fit their schema, no data for a request without a key. Prints one line per operation; status 1 at the
first broken promise. The default test run sends a few (`tests/web/test_web_api.py`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck

from pipeline.config import load_settings
from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.facts import load_facts
from pipeline.store import facts, tokens
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tokens import API_SCOPES
from pipeline.web.app import create_app

sys.path.insert(0, str(Path(__file__).parent))
from soak_desk import FEEDS, fill


def attack(operation: Any, secret: str, examples: int) -> Counter[int]:  # noqa: ANN401  schemathesis' operation
    """Send random requests to one operation and return how often each status came."""
    statuses: Counter[int] = Counter()

    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @hypothesis.given(case=operation.as_strategy())
    def send(case: Any) -> None:  # noqa: ANN401
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
        statuses[answer.status_code] += 1

    send()
    return statuses


def main() -> None:
    """Send and print; status 1 when the API broke its contract."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'api.db'}"
        fill(url, officers=1, items=20)
        (home / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
        settings = load_settings(
            {
                "CAICHINH_HOME": folder,
                "CAICHINH_DATABASE_URL": url,
                "CAICHINH_FEEDS": str(home / "feeds.yaml"),
            }
        )
        with open_sessions(open_engine(url)).begin() as session:
            facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
            _row, secret = tokens.issue(
                session, name="thử", scopes=API_SCOPES, agency_id=None, now=settings.now()
            )
        app = create_app(settings)
        for operation in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).get_all_operations():
            started, found = time.perf_counter(), operation.ok()
            statuses = attack(found, secret, given.examples)
            took = time.perf_counter() - started
            print(f"{found.label:<32}{dict(sorted(statuses.items()))!s:<40}{took:.1f} s")
        app.extensions["desk"].sessions.kw["bind"].dispose()


if __name__ == "__main__":
    main()
