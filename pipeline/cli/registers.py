"""Commands for what an operator sets up: schema, accounts, offices, feeds, the audit trail."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.ingest.sources import load_sources
from pipeline.review.workflow import Role
from pipeline.store import audit, people
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
def user() -> None:
    """Look after accounts of the desk."""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True, help="Full name, as the desk shows it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option(
    "--agency", "agency_id", help="Register id, such as qn-yte; needed for officer, head and clerk."
)
@click.password_option(help=f"At least {people.MIN_PASSWORD} characters; asked for when not given.")
def user_add(login: str, name: str, role: str, agency_id: str | None, password: str) -> None:
    """Make an account. LOGIN is what the person types to sign in."""
    if agency_id is not None:
        load_agencies().get(agency_id)
    settings = load_settings()
    sessions = open_sessions(open_engine(settings.database_url))
    with sessions.begin() as session:
        people.add_person(
            session, login=login, full_name=name, password=password, role=Role(role), agency_id=agency_id
        )
        audit.record(
            session,
            at=settings.now(),
            actor="operator",
            action="add account",
            detail={"login": login, "role": role, "agency": agency_id},
        )
    click.echo(f"{login} may sign in as {role}.")


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


@click.group("feeds")
def feeds_group() -> None:
    """Look after what is watched."""


@feeds_group.command("check")
@click.argument("file", type=FILE, required=False)
def feeds_check(file: Path | None) -> None:
    """Check FILE (feeds.yaml by default); each mistake is named with its place."""
    sources = load_sources(file or load_settings().feeds)
    enabled = sum(feed.enabled for outlet in sources.outlets for feed in outlet.feeds)
    click.echo(f"{len(sources.outlets)} outlets, {enabled} feeds enabled.")


@click.group("audit")
def audit_group() -> None:
    """Look after the audit trail."""


@audit_group.command("verify")
def audit_verify() -> None:
    """Check the chain of hashes; name the first broken row (status 1)."""
    with open_sessions(open_engine(load_settings().database_url))() as session:
        broken = audit.first_broken(session)
        root = audit.root(session)
    if broken is not None:
        click.echo(f"The audit trail is broken at row {broken}: it was changed outside the program.")
        raise click.exceptions.Exit(1)
    click.echo(f"The audit trail is whole; its root is {root}.")


COMMANDS = (db, user, offices, feeds_group, audit_group)
