"""The command that turns reviewers' decisions into training data."""

from __future__ import annotations

import click

from pipeline.cli.lines import write
from pipeline.config import load_settings
from pipeline.store.corrections import corrections
from pipeline.store.session import open_engine, open_sessions


@click.command("corrections")
def corrections_command() -> None:
    """Print what reviewers decided about agencies as labelled articles (JSON Lines), for `models.train --corrections`."""
    with open_sessions(open_engine(load_settings().database_url))() as session:
        write(corrections(session))


COMMANDS = (corrections_command,)
