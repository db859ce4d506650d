"""Accounts, keys and the audit trail from the command line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from pipeline.cli import caichinh
from pipeline.domain.errors import ConfigError
from pipeline.store import audit, people
from pipeline.store.people import PersonError
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import AuditRow


@pytest.fixture
def home(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(migrated, tmp_path / "caichinh.db")
    monkeypatch.setenv("CAICHINH_HOME", str(tmp_path))
    monkeypatch.delenv("CAICHINH_DATABASE_URL", raising=False)
    add = ("user", "add", "truc.yte", "--name", "Trực", "--role", "officer", "--agency", "qn-yte")
    assert run(*add, "--password", "m" * 12).exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(caichinh, arguments, catch_exceptions=False)


def session_of(home: Path) -> Session:
    return open_sessions(open_engine(f"sqlite:///{home / 'caichinh.db'}"))()


def test_accounts_are_listed_reset_and_closed_each_with_an_event(home: Path) -> None:
    assert re.search(r"truc\.yte +officer +qn-yte +open +one step", run("user", "list").output)
    assert run("user", "reset", "truc.yte", "--password", "n" * 12).exit_code == 0
    with session_of(home) as session:
        row = people.by_login(session, "truc.yte")
        assert row is not None
        assert row.session_number > 1
    assert run("user", "deactivate", "truc.yte").exit_code == 0
    assert "closed" in run("user", "list").output
    with pytest.raises(PersonError, match="unknown or closed"):
        run("user", "reset", "truc.yte", "--password", "n" * 12)
    with session_of(home) as session:
        actions = list(session.scalars(sa.select(AuditRow.action).order_by(AuditRow.id)))
    assert actions == ["add account", "reset account", "close account"]


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(home: Path) -> None:
    made = run("token", "add", "Cổng dữ liệu", "--agency", "qn-yte", "--scope", "cases", "--scope", "facts")
    secret = made.output.rpartition(" ")[2].strip()
    assert secret.startswith("cc_")
    listed = run("token", "list").output
    assert "cases facts" in listed
    assert secret not in listed
    assert run("token", "revoke", "1").exit_code == 0
    assert "revoked" in run("token", "list").output
    with pytest.raises(PersonError, match="no token 9"):
        run("token", "revoke", "9")


def test_a_key_belongs_to_one_agency_or_is_said_to_be_for_all(home: Path) -> None:
    refused = CliRunner().invoke(caichinh, ["token", "add", "X", "--scope", "cases"])
    assert refused.exit_code == 2
    assert "--whole-province" in refused.output


def test_a_link_needs_a_service(home: Path) -> None:
    with pytest.raises(ConfigError, match="CAICHINH_OIDC_ISSUER"):
        run("user", "link", "truc.yte", "--subject", "s-1")


def test_verify_tells_a_whole_trail_a_missing_root_and_a_cut_one(home: Path) -> None:
    whole = run("audit", "verify")
    assert whole.exit_code == 0
    root = whole.output.split()[-1].rstrip(".")
    assert run("audit", "verify", "--root", root).exit_code == 0
    missing = run("audit", "verify", "--root", "ab" * 32)
    assert (missing.exit_code, "does not hold" in missing.output) == (1, True)
    run("user", "reset", "truc.yte", "--password", "n" * 12)
    with session_of(home) as session:
        audit.anchor(session, home / "audit-roots.txt", session.scalars(sa.select(AuditRow.at)).first())
        session.execute(sa.text("DROP TRIGGER audit_no_delete"))
        session.execute(sa.text("DELETE FROM audit WHERE id = 2"))
        session.commit()
    cut = run("audit", "verify")
    assert (cut.exit_code, "was cut off" in cut.output) == (1, True)
