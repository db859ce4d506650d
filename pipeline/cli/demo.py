"""The demo press day: invented outlets on loopback, read by the real daily job."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import click
import yaml
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from pipeline.cli.day import progress, run_day, serve_desk
from pipeline.config import Settings, load_settings
from pipeline.demo.feedlist import demo_feeds_yaml
from pipeline.demo.pressday import FACTS_PATH, FOLDER, MORNING_AFTER
from pipeline.demo.server import BASE_PORT, serve_press_day
from pipeline.documents import draft_for, write_letter
from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority_forms import REGISTERS
from pipeline.domain.authority_lines import read_line
from pipeline.domain.dates import VIETNAM
from pipeline.domain.facts import load_facts
from pipeline.domain.records import SAID
from pipeline.house import House, open_house
from pipeline.review.workflow import ROLE_LABELS, Role
from pipeline.store import articles, authority, cases, facts, people, taggings
from pipeline.store.session import open_engine, open_sessions, upgrade

DESK_PORT = 8016
_SIGN_INS = "sign-ins.txt"
_PEOPLE = (
    ("truc.yte", "Cán bộ trực Sở Y tế", Role.OFFICER, "qn-yte"),
    ("phatngon.yte", "Người phát ngôn Sở Y tế", Role.HEAD, "qn-yte"),
    ("vanthu.yte", "Văn thư Sở Y tế", Role.CLERK, "qn-yte"),
    ("truc.nnmt", "Cán bộ trực Sở Nông nghiệp và Môi trường", Role.OFFICER, "qn-nnmt"),
    ("phatngon.nnmt", "Người phát ngôn Sở Nông nghiệp và Môi trường", Role.HEAD, "qn-nnmt"),
    ("vanthu.nnmt", "Văn thư Sở Nông nghiệp và Môi trường", Role.CLERK, "qn-nnmt"),
    ("baochi", "Phòng Báo chí, Sở Văn hóa, Thể thao và Du lịch", Role.AUTHORITY, None),
    ("quantri", "Quản trị hệ thống", Role.OPERATOR, None),
    ("lanhdao", "Lãnh đạo tỉnh", Role.READER, None),
)


@click.group("demo")
def demo_group() -> None:
    """Try it on a bundled press day (invented outlets, people and events)."""


@demo_group.command("run")
def demo_run() -> None:
    """Serve the press day on loopback, run the daily job on it, write the digest and a letter draft."""
    settings = demo_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    with serve_press_day(base_port=BASE_PORT) as running, progress() as told:
        settings.feeds.write_text(demo_feeds_yaml(running.outlets), encoding="utf-8")
        _set_up(settings)
        house = open_house(settings, progress=told)
        run_day(house)
    _show_flags(house)
    click.echo(f"letter: {_letter_draft(house)}")
    click.echo("Next: make desk")


@demo_group.command("desk")
def demo_desk() -> None:
    """Open the desk on the result of `demo run`; print the address and the demo sign-ins."""
    settings = demo_settings()
    sign_ins = settings.home / _SIGN_INS
    if not sign_ins.exists():
        raise click.ClickException("There is no demo day yet: run `make run` first.")
    click.echo(sign_ins.read_text(encoding="utf-8"))
    serve_desk(settings, DESK_PORT)


def demo_settings() -> Settings:
    """Return the settings of the demo: everything below `demo` in the home, the clock on the morning after."""
    settings = load_settings()
    home = settings.home / "demo"
    return replace(
        settings,
        home=home,
        database_url=f"sqlite:///{home / 'caichinh.db'}",
        feeds=home / "feeds.yaml",
        contact="demo",
        fixed_now=MORNING_AFTER.astimezone(UTC),
        min_interval_s=0.01,
        allow_loopback=True,
    )


def _set_up(settings: Settings) -> None:
    """Bring in schema, facts, offices, registers and accounts; what is there already stays."""
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
        people.import_offices(session, FOLDER / "offices.csv")
        _add_registers(session, settings)
        _add_people(session, settings.home / _SIGN_INS)
    engine.dispose()


def _add_registers(session: Session, settings: Settings) -> None:
    """Bring in the authority's registers by the way of a sheet: each row is read and checked as a form is."""
    agencies = load_agencies()
    found = yaml.safe_load((FOLDER / "registers.yaml").read_text(encoding="utf-8"))
    for key, rows in found.items():
        records = ((number, read_line(REGISTERS[key], row, agencies)) for number, row in enumerate(rows, 1))
        _, _, wrong = authority.import_lines(
            session, REGISTERS[key], records, actor="operator", now=settings.now()
        )
        if wrong:
            raise click.ClickException(f"{FOLDER / 'registers.yaml'}, {key}: {wrong}")


def _add_people(session: Session, sign_ins: Path) -> None:
    if sign_ins.exists():
        return
    lines = ["Demo sign-ins (made on this machine, for this demo only):"]
    for login, name, role, agency_id in _PEOPLE:
        password = secrets.token_urlsafe(12)
        people.add_person(
            session, login=login, full_name=name, password=password, role=role, agency_id=agency_id
        )
        lines.append(f"  {login:<16}{password:<20}{ROLE_LABELS[role]}: {name}")
    sign_ins.touch(mode=0o600)
    sign_ins.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _show_flags(house: House) -> None:
    """Print the flagged sentences, each with its reason, which names the official fact."""
    table = Table("signal", "outlet", "sentence", "reason", title="Flagged sentences", show_lines=True)
    with house.sessions() as session:
        for stored in articles.load(session, taggings.flagged_ids(session)):
            flagged = taggings.flagged(session, stored)
            for flag in flagged.flags if flagged else ():
                if flag.score >= SAID:
                    table.add_row(flag.signal, stored.article.outlet, flag.sentence, flag.reason)
    Console(width=None if Console().is_terminal else 160).print(table)


def _letter_draft(house: House) -> Path:
    """Write the draft for the most urgent case that has an official fact against a sentence."""
    on = house.settings.now().astimezone(VIETNAM).date()
    with house.sessions() as session:
        for row in cases.queue(session, agency_id=None):
            request = draft_for(house, session, row[0], on)
            if request is not None:
                return write_letter(house, request, f"du-thao-viec-{row[0].id}")
    raise click.ClickException("No case has an official fact against a sentence: there is nothing to draft.")


COMMANDS = (demo_group,)
