"""How long what is kept, and the removal of what is past its time."""

from __future__ import annotations

import click

from pipeline.config import load_settings
from pipeline.domain.dates import VIETNAM, printed
from pipeline.domain.retention import SHIPPED, load_rules
from pipeline.retention import outlook, remove
from pipeline.store import retention
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions


@click.command("retention")
@click.option("--apply/--dry-run", default=False, help="Remove, or only say what would go (default).")
@click.option("--removed", is_flag=True, help="Say what was removed so far, newest first.")
def retention_command(*, apply: bool, removed: bool) -> None:
    """Say what the rules of retention keep how long and what is past its time; with --apply remove it.

    The rules stand in one file (CAICHINH_RETENTION, or the one that ships). What belongs to a case, a letter or a
    figure of a report is never removed. Each removal is an event of the audit trail, and `caichinh archive verify`
    tells a removed record from a lost one.
    """
    settings = load_settings()
    rules = load_rules(settings.retention or SHIPPED)
    sessions = open_sessions(open_engine(settings.database_url))
    if removed:
        with sessions() as session:
            for event in retention.removals(session):
                click.echo(f"{printed(event.at)}  {event.matter:<22}{event.count:>9}  {event.actor}")
        return
    if apply:
        counts = remove(sessions, Archive(settings.archive), rules, actor="operator", now=settings.now())
        for matter, count in counts.items():
            click.echo(f"{matter:<22}{count:>9} removed")
        return
    with sessions() as session:
        for line in outlook(session, rules, settings.now()):
            until = f"before {line.before.astimezone(VIETNAM):%d/%m/%Y}" if line.before else "kept"
            click.echo(
                f"{line.rule.matter:<22}{line.rule.keep:<11}{until:<20}{line.past:>9}  {line.rule.name}"
            )
    click.echo("Nothing was removed; --apply removes it.")


COMMANDS = (retention_command,)
