"""Doctor names what is wrong and says what to do."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pipeline import doctor
from pipeline.advisories import ANSWER
from pipeline.backup import NOTE
from pipeline.certificate import ends_on
from pipeline.config import MailServer, Settings, load_settings
from pipeline.doctor import CHECKS, Finding, Grade, examine
from pipeline.doctor_words import SAID, SUBJECTS
from pipeline.domain.records import FailureKind
from pipeline.ingest.health import FeedState
from pipeline.review.workflow import Role
from pipeline.store import audit, mailing, people, runs
from pipeline.store.session import open_engine, open_sessions, to_json
from pipeline.store.tables import FeedRow

NOW = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
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
    settings.home.mkdir()
    shutil.copy(migrated, settings.home / "caichinh.db")
    engine = open_engine(settings.database_url)
    settings.secret_key()
    note = {"made_at": (NOW - timedelta(hours=5)).isoformat(), "file": "b.tar"}
    (settings.home / NOTE).write_text(json.dumps(note), encoding="utf-8")
    _answered(settings, {"name": "flask", "vulns": []})
    with open_sessions(engine).begin() as session:
        run = runs.start_run(session, NOW - timedelta(hours=1))
        runs.end_run(session, run.id, ended_at=NOW - timedelta(minutes=50), counts={})
        audit.record(session, at=NOW, actor="daily", action="see", detail={})
    return settings


def _answered(settings: Settings, *libraries: dict[str, object], at: datetime = NOW) -> Settings:
    """Let pip-audit have been asked."""
    path = settings.home / ANSWER
    path.write_text(json.dumps({"dependencies": libraries, "fixes": []}), encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return settings


def _never_asked(settings: Settings) -> Settings:
    (settings.home / ANSWER).unlink()
    return settings


def _other_answer(settings: Settings) -> Settings:
    (settings.home / ANSWER).write_text('{"dependencies": "none"}', encoding="utf-8")
    return settings


OLD = {"name": "flask", "vulns": []}
HOLE = {"name": "flask", "version": "1.0", "vulns": [{"id": "PYSEC-2018-66", "fix_versions": ["1.1"]}]}


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


def _silent_feed(settings: Settings) -> Settings:
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        health = FeedState(failures=3, failure=FailureKind.NOT_FOUND, last_ok=NOW - timedelta(days=1))
        session.add(FeedRow(url="https://tin.example/rss", outlet_id="tin", health=to_json(health)))
    return settings


def _unsent_mail(settings: Settings) -> Settings:
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        person = people.add_person(
            session, login="truc", full_name="Trực", password="mot mat khau dai", role=Role.OPERATOR,  # noqa: S106
            agency_id=None,
        )  # fmt: skip
        mailing.set_address(session, person, "truc@quangngai.example")
    server = MailServer(host="m", port=25, user="", password="", security="none", sender="a@b.example")
    return replace(settings, mail=server, fixed_now=NOW + timedelta(hours=1))


def _damaged_note(settings: Settings) -> Settings:
    (settings.home / NOTE).write_text("{", encoding="utf-8")
    return settings


def _no_backup(settings: Settings) -> Settings:
    (settings.home / NOTE).unlink()
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
    ("silent feeds", _silent_feed, Grade.WARNING, "https://tin.example/rss"),
    ("mail", _unsent_mail, Grade.WARNING, "1 digests"),
    ("backup", _no_backup, Grade.WARNING, "timer"),
    ("backup", _damaged_note, Grade.WRONG, "last-backup.json"),
    ("backup", lambda s: replace(s, fixed_now=NOW + timedelta(days=3)), Grade.WRONG, "timer"),
    ("certificate", lambda s: replace(s, desk_url="https://127.0.0.1:9"), Grade.WRONG, "refused"),
    ("advisories", _never_asked, Grade.WARNING, "pip-audit"),
    ("advisories", lambda s: _answered(s, {"name": "flask", "skip_reason": "?"}), Grade.WARNING, "pip-audit"),
    ("advisories", lambda s: _answered(s, HOLE), Grade.WRONG, "flask: PYSEC-2018-66"),
    ("advisories", lambda s: _answered(s, OLD, at=NOW - timedelta(days=60)), Grade.WARNING, "month"),
    ("advisories", _other_answer, Grade.WRONG, "advisories.json"),
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
    assert found.remedy_vi
    assert "{" not in found.text_vi


def test_a_full_disk_is_told_before_it_is_full(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    assert finding(settings, "home").grade is Grade.WARNING


def test_every_check_is_tried_here() -> None:
    assert set(CHECKS) == {subject for subject, *_ in CASES} | {"office"}


def test_every_answer_is_said_in_both_languages() -> None:
    assert set(SUBJECTS) == set(CHECKS)
    for said in SAID.values():
        fields = [set(re.findall(r"{(\w+)}", text)) for text in (said.text, said.text_vi)]
        assert fields[0] == fields[1], said
        assert bool(said.remedy) == bool(said.remedy_vi), said


def test_the_end_of_a_certificate_is_read(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.example")])
    end = NOW.replace(microsecond=0) + timedelta(days=5)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=85))
        .not_valid_after(end)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "desk.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + built.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with contextlib.suppress(OSError), context.wrap_socket(server.accept()[0], server_side=True):
                pass

        thread = threading.Thread(target=answer)
        thread.start()
        assert ends_on("127.0.0.1", server.getsockname()[1]) == end
        thread.join()
