"""Letters on the command line: check the layout of any DOCX, write a stored letter with its companions."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.config import load_settings
from pipeline.domain.errors import CaiChinhError
from pipeline.office import check
from pipeline.outgoing import export_letter

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("letter")
def letter_group() -> None:
    """Look after letters."""


@letter_group.command("check")
@click.argument("file", type=FILE)
def letter_check(file: Path) -> None:
    """Check a DOCX FILE against the layout of Nghị định 30/2020/NĐ-CP; each deviation is a line (status 1)."""
    try:
        deviations = check(file.read_bytes())
    except CaiChinhError as error:
        raise CaiChinhError(f"{file}: {error}") from error
    for deviation in deviations:
        click.echo(str(deviation))
    if deviations:
        raise click.exceptions.Exit(1)
    click.echo("Không có sai lệch về thể thức.")


@letter_group.command("write")
@click.argument("letter_id", type=int)
@click.option(
    "--final", is_flag=True, help="Without the word DỰ THẢO; refused while anything stands against it."
)
def letter_write(letter_id: int, *, final: bool) -> None:
    """Write a stored letter as DOCX, PDF (where LibreOffice is present), edXML and WACZ; print where they are."""
    for path in export_letter(load_settings(), letter_id, final=final):
        click.echo(path)


COMMANDS = (letter_group,)
