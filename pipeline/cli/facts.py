"""Commands for the register of official facts and for what reviewers' words on flags teach."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.fact_sheets import read_sheet
from pipeline.domain.facts import contradictions, dump_facts, load_facts
from pipeline.flag import refit
from pipeline.store import facts, verdicts
from pipeline.store.session import open_engine, open_sessions

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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


@facts_group.command("intake")
@click.argument("file", type=FILE)
@click.option("--agency", "agency_id", default="", help="Agency of rows that name none, such as qn-yte.")
def facts_intake(file: Path, agency_id: str) -> None:
    """Read a table of an agency (XLSX FILE) into the register; nothing is written while a row is wrong (status 1)."""
    if agency_id:
        load_agencies().get(agency_id)
    sheet = read_sheet(file.read_bytes(), str(file), agency_id=agency_id)
    for error in sheet.errors:
        click.echo(str(error))
    if sheet.errors:
        raise click.exceptions.Exit(1)
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        new, changed = facts.import_facts(session, sheet.facts, now=settings.now())
    click.echo(f"{len(sheet.facts)} facts read: {new} new, {changed} changed.")


@click.group("flags")
def flags_group() -> None:
    """Learn from what reviewers said of flags."""


@flags_group.command("refit")
def flags_refit() -> None:
    """Fit the weights of the signals to the reviewers' verdicts; the next daily run orders the queue by them."""
    settings = load_settings()
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        counts = verdicts.tallies(session)
        fitted = refit({tally.signal: (tally.right, tally.wrong) for tally in counts})
        verdicts.save_weights(session, fitted, counts, now=settings.now())
    click.echo("signal  right  wrong  precision  weight")
    for tally in counts:
        share = "-" if tally.precision is None else f"{tally.precision:.2f}"
        click.echo(
            f"{tally.signal:6}  {tally.right:5}  {tally.wrong:5}  {share:>9}  {fitted[tally.signal]:6.2f}"
        )


COMMANDS = (facts_group, flags_group)
