"""The authority's registers from the command line: the public list, import and export of sheets."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority_forms import REGISTERS, Register
from pipeline.domain.dates import VIETNAM
from pipeline.publication import write_public_list
from pipeline.report.register_sheet import read_sheet, write_sheet
from pipeline.store import authority
from pipeline.store.session import open_engine, open_sessions, upgrade

_KEY = click.Choice(list(REGISTERS))


@click.group("spokespersons")
def spokespersons() -> None:
    """Look after the public list of spokespersons."""


@spokespersons.command("publish")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go (documents/cong-khai in CAICHINH_HOME).",
)
def spokespersons_publish(folder: Path | None) -> None:
    """Write the public list as page, JSON (with its schema) and CSV; the daily job does the same."""
    settings = load_settings()
    engine = open_engine(settings.database_url)
    upgrade(engine)
    on = settings.now().astimezone(VIETNAM).date()
    with open_sessions(engine)() as session:
        click.echo(
            write_public_list(session, folder or settings.documents / "cong-khai", load_agencies(), on)
        )


@click.group("register")
def register_group() -> None:
    """Bring the authority's registers in from sheets (XLSX), or out to them."""


@register_group.command("import")
@click.argument("key", type=_KEY)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def register_import(key: str, file: Path) -> None:
    """Read the sheet FILE into the register KEY. One wrong row and nothing is kept (status 1): all are named."""
    settings, register = load_settings(), REGISTERS[key]
    lines, wrong = read_sheet(register, file.read_bytes(), load_agencies(), str(file))
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_sessions(engine)() as session:
        new, changed, more = authority.import_lines(
            session, register, lines, actor="operator", now=settings.now()
        )
        wrong |= more
        if not wrong:
            session.commit()
    _told(register, new, changed, wrong, str(file))


def _told(register: Register, new: int, changed: int, wrong: dict[int, str], name: str) -> None:
    for number, problem in sorted(wrong.items()):
        click.echo(f"{name}, line {number}: {problem}")
    if wrong:
        click.echo(f"{len(wrong)} rows are wrong; nothing was kept.")
        raise click.exceptions.Exit(1)
    click.echo(f"{register.title}: {new} new, {changed} changed.")


@register_group.command("export")
@click.argument("key", type=_KEY)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def register_export(key: str, file: Path) -> None:
    """Write the register KEY to the sheet FILE; `import` reads it again."""
    settings, register = load_settings(), REGISTERS[key]
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_sessions(engine)() as session:
        lines = authority.lines(session, register.record)
    on = settings.now().astimezone(VIETNAM).date()
    file.write_bytes(write_sheet(register, lines, load_agencies(), on))
    click.echo(f"{register.title}: {len(lines)} lines written to {file}.")


COMMANDS = (spokespersons, register_group)
