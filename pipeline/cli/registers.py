"""Commands for what an operator sets up: schema, offices, facts."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.facts import contradictions, dump_facts, load_facts
from pipeline.store import facts, people
from pipeline.store.session import open_engine, open_sessions, upgrade

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest schema; run it after every installation of a new release."""
    settings = load_settings()
    upgrade(open_engine(settings.database_url))
    click.echo("The database has the newest schema.")


@click.group()
def offices() -> None:
    """Look after what letters need of their senders: symbol, place, signatory, contact."""


@offices.command("import")
@click.argument("file", type=FILE)
def offices_import(file: Path) -> None:
    """Read offices from a CSV FILE; a row with a known agency and start date replaces the old one."""
    with open_sessions(open_engine(load_settings().database_url)).begin() as session:
        count = people.import_offices(session, file)
    click.echo(f"{count} offices read from {file}.")


@click.group("facts")
def facts_group() -> None:
    """Look after the register of official facts."""


@facts_group.command("check")
@click.argument("file", type=FILE)
def facts_check(file: Path) -> None:
    """Check a CSV FILE of facts: form of every row, then facts that contradict each other (status 1)."""
    register = load_facts(file)
    found = contradictions(register)
    for contradiction in found:
        click.echo(str(contradiction))
    click.echo(f"{len(register)} facts, {len(found)} contradictions.")
    if found:
        raise click.exceptions.Exit(1)


@facts_group.command("import")
@click.argument("file", type=FILE)
def facts_import(file: Path) -> None:
    """Read facts from a CSV FILE into the register; a changed fact becomes a new version, nothing is lost."""
    settings = load_settings()
    register = load_facts(file)
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        new, changed = facts.import_facts(session, register, now=settings.now())
    click.echo(f"{len(register)} facts read: {new} new, {changed} changed.")


@facts_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def facts_export(file: Path) -> None:
    """Write the register to a CSV FILE."""
    with open_sessions(open_engine(load_settings().database_url))() as session:
        register = facts.current(session)
    dump_facts(register, file)
    click.echo(f"{len(register)} facts written to {file}.")


COMMANDS = (db, offices, facts_group)
