"""Commands of the operator: what is wrong, backup and restore, everything in open formats."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from pipeline.backup import back_up, restore
from pipeline.config import load_settings
from pipeline.doctor import Grade, examine
from pipeline.store.dump import dump
from pipeline.store.session import open_engine

NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_MARKS = {Grade.GOOD: "[green]ok[/]", Grade.WARNING: "[yellow]warning[/]", Grade.WRONG: "[red]wrong[/]"}


@click.command("doctor")
def doctor() -> None:
    """Say what is wrong with this installation and what to do about it (status 1 when something is wrong)."""
    console = Console(highlight=False, soft_wrap=True)
    wrong = False
    for finding in examine(load_settings()):
        wrong |= finding.grade is Grade.WRONG
        console.print(f"{_MARKS[finding.grade]:<8} {finding.subject}:", end=" ")
        console.print(f"{finding.text} {finding.remedy}".rstrip(), markup=False)
    if wrong:
        raise click.exceptions.Exit(1)


@click.command("backup")
@click.argument("file", type=NEW_FILE)
def backup(file: Path) -> None:
    """Write database, archive, evidence, documents and settings to FILE (tar). The house may go on working.

    FILE holds the key of the desk and all case files: keep it where only the operator can read it.
    """
    manifest = back_up(load_settings(), file)
    click.echo(
        f"{file}: {len(manifest.files)} files, {sum(manifest.rows.values())} rows, schema {manifest.revision}."
    )
    click.echo(f"Root of the audit trail: {manifest.audit_root}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(file: Path) -> None:
    """Bring back FILE into an empty CAICHINH_HOME and an empty database; every file is checked first.

    To see that a backup is good, restore it: CAICHINH_HOME=/some/new/place caichinh restore FILE.
    """
    settings = load_settings()
    manifest = restore(settings, file)
    click.echo(
        f"{settings.home}: as it was on {manifest.made_at:%Y-%m-%d %H:%M} UTC; the audit trail is whole."
    )


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write every table to FOLDER as JSON Lines (gzip), one file per table, for other programs."""
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: name a new folder.")
    counts = dump(open_engine(load_settings().database_url), folder)
    for name, count in counts.items():
        click.echo(f"{name:<24}{count:>10}")


COMMANDS = (doctor, backup, restore_command, export)
