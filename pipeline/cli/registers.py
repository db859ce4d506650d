"""Commands for what an operator sets up: schema and offices."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.store import people
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


COMMANDS = (db, offices)
