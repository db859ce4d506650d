"""What is installed fits what is written: units, settings, alerts, documentation."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.cli import caichinh
from pipeline.config import REPOSITORY
from pipeline.store.gauges import Gauges
from pipeline.web.watch import _Families

DEPLOY = REPOSITORY / "deploy"
OPERATIONS = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
UNITS = sorted((DEPLOY / "systemd").iterdir())
HARDENED = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "User": "caichinh"}


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"CAICHINH_[A-Z_]*[A-Z]", text))


def sources() -> Iterator[Path]:
    yield from (REPOSITORY / "pipeline").rglob("*.py")


def test_every_setting_is_explained() -> None:
    used = set().union(*(settings_in(path.read_text(encoding="utf-8")) for path in sources()))
    assert used <= settings_in(OPERATIONS)
    assert settings_in((DEPLOY / "caichinh.env").read_text(encoding="utf-8")) <= used


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name
)
def test_services_run_without_rights(path: Path) -> None:
    service = unit(path)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    assert service["EnvironmentFile"] == "/etc/caichinh/caichinh.env"


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name
)
def test_timers_have_a_service_and_keep_vietnamese_time(path: Path) -> None:
    assert path.with_suffix(".service").exists()
    assert unit(path)["Timer"]["OnCalendar"].endswith("Asia/Ho_Chi_Minh")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_reads_every_unit_as_it_is_meant() -> None:
    for path in UNITS:
        said = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(path)], capture_output=True, text=True, check=False
        ).stderr
        wrong = [line for line in said.splitlines() if path.stem in line and "is not executable" not in line]
        assert wrong == []


def test_units_call_commands_that_exist() -> None:
    called = {
        word
        for path in UNITS
        for word in re.findall(r"/bin/caichinh (\w+)", path.read_text(encoding="utf-8"))
    }
    assert called == {"desk", "daily", "backup", "db"}
    assert called <= set(caichinh.commands)


def test_alerts_watch_numbers_that_exist() -> None:
    empty = Gauges(
        articles=0, cases={}, letters_sent=0, pages_waiting=0, pages_failed=0, feeds=0, feeds_in_trouble=0,
        last_run_ended=None,
    )  # fmt: skip
    known = {
        family.name for family in _Families(empty, disk_free=1, backed_up=None, mail_unsent=0).collect()
    } | {
        "caichinh_daily_ended_timestamp_seconds",
        "caichinh_backup_timestamp_seconds",
    }
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    watched = {name for rule in rules for name in re.findall(r"caichinh_\w+", rule["expr"])}
    assert watched
    assert watched <= known
    assert all(rule["annotations"]["summary"] for rule in rules)


def test_the_container_runs_without_rights_and_says_how_it_is() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    last_user = re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1]
    assert last_user != "root"
    assert "HEALTHCHECK" in text
    assert "/song" in text
    assert "--require-hashes" in text
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((REPOSITORY / name).exists() for name in copied.split())
