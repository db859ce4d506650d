"""One desk per module on which an attacker has already written wherever a newspaper or an officer can write."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from pipeline.config import load_settings
from pipeline.domain.authority_forms import REGISTERS
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import Base
from pipeline.web.app import create_app

MARK = "xss-dau-vet"
HOSTILE = (
    f"'\"></title></textarea></pre><{MARK} onclick=a(1)></{MARK}><script src=//kexau.example/{MARK}.js></script>"
    f'<img src=x onerror="{MARK}()"><svg/onload={MARK}()><a href="javascript:{MARK}()">x</a>{{{{7*191}}}}<!--'
)
"""Breaks out of attributes in either quotes, of elements that hold text only, and of templates (7*191 = 1337)."""
SECRET = "bi-mat-cua-so-y-te"  # noqa: S105  what no officer of another agency may read


def web_conftest() -> ModuleType:
    """Return the invented desk of the tests of the web pages."""
    path = Path(__file__).resolve().parents[1] / "web" / "conftest.py"
    spec = importlib.util.spec_from_file_location("invented_desk", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class Target:
    """A running desk, its people signed in once each."""

    app: Flask
    home: Path
    world: ModuleType
    visitors: dict[str, Any] = field(default_factory=dict)
    mark: str = MARK
    hostile: str = HOSTILE
    secret: str = SECRET

    def as_(self, login: str) -> Any:  # noqa: ANN401  the visitor of the web tests
        """Return the browser of a person, signed in."""
        if login not in self.visitors:
            self.visitors[login] = self.fresh(login)
        return self.visitors[login]

    def fresh(self, login: str) -> Any:  # noqa: ANN401
        """Sign in on a new browser."""
        visitor = self.world.Visitor(self.app.test_client())
        form = {
            "csrf_token": visitor.token("/dang-nhap"),
            "login": login,
            "password": self.world.PASSWORD,
        }
        answer = visitor.client.post(
            "/dang-nhap", data=form, headers={"User-Agent": f"Trình duyệt {HOSTILE}"}
        )
        assert answer.status_code == 302
        return visitor

    def rows(self, *without: str) -> dict[str, list[str]]:
        """Return every row of every table but those named, to see whether anything was written."""
        with self.app.extensions["desk"].sessions() as session:
            return {
                name: sorted(map(repr, session.execute(sa.select(table)).all()))
                for name, table in Base.metadata.tables.items()
                if name not in without
            }

    def address(self, rule: Rule, **changed: str) -> str:
        """Return the path of a rule for the objects of the health agency."""
        return address(rule, **changed)

    def pages_of(self, rule: Rule) -> list[dict[str, str]]:
        """Return what to fill into a rule besides the usual, so that every kind of page is seen."""
        if rule.endpoint in {"registers.listing", "registers.new"}:
            return [{"key": key} for key in REGISTERS]
        if rule.endpoint == "reports.show":
            return [{"key": key} for key in ("2026-W47", "2026-Q4", "2026")]
        return [{}]

    def routes(self, method: str) -> list[Rule]:
        """Return the rules that answer a method, sign-out last."""
        found = [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]
        return sorted(
            (rule for rule in found if not rule.endpoint.endswith("static")),
            key=lambda rule: ("sign_out" in rule.endpoint, rule.rule),
        )


VALUES = {
    "case_id": "1",
    "letter_id": "1",
    "form": "du-thao",
    "inquiry_id": "1",
    "clock_id": "1",
    "file_id": "1",
    "filter_id": "1",
    "number": "1",
    "id_": "bao-1",
    "token": "khong-co",
    "line_id": "1",
    "agency_id": "qn-yte",
    "ending": "docx",
    "fact_id": "f-1",
    "code": "W1",
}
KEYS = {"registers": "nguoi-phat-ngon", "reports": "2026-W47"}


def address(rule: Rule, **changed: str) -> str:
    """Return the path of a rule for the objects of the health agency."""
    values = VALUES | {"key": KEYS.get(rule.endpoint.partition(".")[0], "")} | changed
    if rule.endpoint == "reports.file":
        values["ending"] = "xlsx"
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule.rule)


@pytest.fixture(scope="session")
def migrated_desk(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], ModuleType]:
    """Return a function that fills a copy of the migrated database at a path."""
    world = web_conftest()
    filled = tmp_path_factory.mktemp("attack") / "filled.db"
    shutil.copy(migrated, filled)
    engine = open_engine(f"sqlite:///{filled}")
    with open_sessions(engine).begin() as session:
        world.fill(session)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()

    def copy(to: Path) -> ModuleType:
        shutil.copy(filled, to)
        return world

    return copy


@pytest.fixture(scope="module")
def target(
    migrated_desk: Callable[[Path], ModuleType], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """Return a desk on which officers of the health agency have worked a case to a letter."""
    home = tmp_path_factory.mktemp("target")
    database, feeds = home / "desk.db", home / "feeds.yaml"
    world = migrated_desk(database)
    feeds.write_text(world.FEEDS, encoding="utf-8")
    settings = load_settings(
        {
            "CAICHINH_HOME": str(home),
            "CAICHINH_DATABASE_URL": f"sqlite:///{database}",
            "CAICHINH_FEEDS": str(feeds),
            "CAICHINH_NOW": world.NOW.isoformat(),
        }
    )
    app = create_app(settings)
    found = Target(app=app, home=home, world=world)
    work_a_case(found)
    yield found
    app.extensions["desk"].sessions.kw["bind"].dispose()


SPEAKER = {
    "role": "head",
    "full_name": "Người Nói Mẫu",
    "post": f"Giám đốc {HOSTILE}",
    "phone": "0255.000.001",
    "email": "mau@quangngai.example",
    "decision_no": "=1+1 01/QĐ",
    "decision_at": "2026-11-20T08:00",
    "valid_from": "2026-11-20",
}


def work_a_case(target: Target) -> None:
    """Fill every form that an officer has, with the hostile text and with the secret."""
    officer = target.as_("truc")
    bad = f"{SECRET} {HOSTILE}"
    steps: list[tuple[str, dict[str, object]]] = [
        ("/vu-viec/1/y-kien", {"comment": bad}),
        ("/vu-viec/1/hoi", {"unit": bad, "question": bad, "due": "2026-11-30"}),
        ("/vu-viec/1/tra-loi/1", {"answer": bad}),
        ("/vu-viec/1/tep", {"file": (BytesIO(SECRET.encode()), f"../../{HOSTILE}.txt")}),
        (
            "/vu-viec/1/ket-luan",
            {
                "verdict": "false",
                "flag": "1",
                "flag-1-problem": bad,
                "flag-1-truth": bad,
                "flag-1-source": f"Báo cáo số 11/BC-SYT ngày 20/11/2026 {HOSTILE}",
            },
        ),
        ("/vu-viec/1/du-thao", {"article": "bao-1"}),
    ]
    for path, form in steps:
        answer = officer.client.post(path, data=officer.fields("/vu-viec/1") | form)
        assert answer.status_code == 302, (path, answer.status_code, answer.text[-1500:])
    for path, form in (
        ("/so-bo/nguoi-phat-ngon/0", SPEAKER),
        ("/bo-loc", {"name": bad, "q": bad, "ds": "moi"}),
        ("/tai-khoan/thu-dien-tu", {"email": "truc@tinh.example"}),
    ):
        officer.post(path, **form)
