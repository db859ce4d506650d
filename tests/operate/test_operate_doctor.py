"""Doctor names what is wrong and says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline import doctor
from pipeline.config import Settings, load_settings
from pipeline.doctor import CHECKS, Finding, Grade, examine
from pipeline.store import audit, press
from pipeline.store.session import open_engine, open_sessions, upgrade

NOW = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return an installation in which all is well."""
    models = tmp_path / "models" / "one"
    models.mkdir(parents=True)
    (models / "model.json").write_text("{}", encoding="utf-8")
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # of {}
    (models / "metrics.json").write_text(f'{{"sha256": {{"model.json": "{digest}"}}}}', encoding="utf-8")
    settings = replace(
        load_settings(
            {"CAICHINH_HOME": str(tmp_path / "home"), "CAICHINH_CONTACT": "truc@quangngai.example"}
        ),
        models=models.parent,
        fixed_now=NOW,
    )
    engine = open_engine(settings.database_url)
    upgrade(engine)
    settings.secret_key()
    with open_sessions(engine).begin() as session:
        run = press.start_run(session, NOW - timedelta(hours=1))
        press.end_run(session, run.id, ended_at=NOW - timedelta(minutes=50), counts={})
        audit.record(session, at=NOW, actor="daily", action="see", detail={})
    return settings


def finding(settings: Settings, subject: str) -> Finding:
    return next(found for found in examine(settings) if found.subject == subject)


def test_a_sound_installation_has_nothing_wrong(settings: Settings) -> None:
    grades = {found.subject: found.grade for found in examine(settings)}
    grades.pop("office")  # depends on this machine
    assert set(grades.values()) == {Grade.GOOD}, grades


def _open_key(settings: Settings) -> Settings:
    (settings.home / "secret_key").chmod(0o644)
    return settings


def _tamper_model(settings: Settings) -> Settings:
    (settings.models / "one" / "model.json").write_text("[]", encoding="utf-8")
    return settings


def _no_models(settings: Settings) -> Settings:
    shutil.rmtree(settings.models / "one")
    return settings


def _broken_feeds(settings: Settings) -> Settings:
    path = settings.home / "feeds.yaml"
    path.write_text("outlets: 3\n", encoding="utf-8")
    return replace(settings, feeds=path)


def _no_schema(settings: Settings) -> Settings:
    return replace(settings, database_url=f"sqlite:///{settings.home / 'empty.db'}")


def _newer_schema(settings: Settings) -> Settings:
    with open_engine(settings.database_url).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '99999999'"))
    return settings


def _forged_trail(settings: Settings) -> Settings:
    with open_engine(settings.database_url).begin() as connection:
        connection.execute(sa.text("DROP TRIGGER audit_no_update"))
        connection.execute(sa.text("UPDATE audit SET actor = 'other'"))
    return settings


CASES: list[tuple[str, Callable[[Settings], Settings], Grade, str]] = [
    ("home", lambda s: replace(s, home=s.home / "none"), Grade.WRONG, "CAICHINH_HOME"),
    ("secret key", _open_key, Grade.WRONG, "chmod 600"),
    ("contact", lambda s: replace(s, contact=""), Grade.WARNING, "CAICHINH_CONTACT"),
    ("feeds", _broken_feeds, Grade.WRONG, "feeds.yaml"),
    ("models", _tamper_model, Grade.WRONG, "does not match"),
    ("models", _no_models, Grade.WRONG, "CAICHINH_MODELS"),
    ("schema", _no_schema, Grade.WRONG, "db upgrade"),
    ("schema", _newer_schema, Grade.WRONG, "99999999"),
    ("daily job", lambda s: replace(s, fixed_now=NOW + timedelta(hours=30)), Grade.WRONG, "timer"),
    ("daily job", lambda s: replace(s, fixed_now=NOW - timedelta(hours=30)), Grade.WRONG, "clock"),
    ("calendar", lambda s: replace(s, fixed_now=NOW + timedelta(days=3650)), Grade.WARNING, "holidays"),
    ("audit trail", _forged_trail, Grade.WRONG, "row 1"),
    ("audit trail", _no_schema, Grade.WRONG, "audit"),
]


@pytest.mark.parametrize(("subject", "spoil", "grade", "told"), CASES)
def test_what_is_wrong_is_named_with_what_to_do(
    settings: Settings, subject: str, spoil: Callable[[Settings], Settings], grade: Grade, told: str
) -> None:
    found = finding(spoil(settings), subject)
    assert found.grade is grade
    assert told in f"{found.text} {found.remedy}"
    assert found.remedy


def test_a_full_disk_is_told_before_it_is_full(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    assert finding(settings, "home").grade is Grade.WARNING


def test_every_check_is_tried_here() -> None:
    assert set(CHECKS) == {subject for subject, *_ in CASES} | {"office"}
