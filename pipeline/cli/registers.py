"""Commands for what an operator sets up: schema, accounts, offices, facts, the audit trail."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import contradictions, dump_facts, load_facts
from pipeline.review.workflow import Role
from pipeline.store import audit, facts, people
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


COMMANDS = (db, user, offices, facts_group, audit_group)
