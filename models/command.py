"""`python -m models.NAME.train --data DIR`: train one model on the shipped or given text model."""

from __future__ import annotations

from pathlib import Path

import click

from models.corpus import load_corpus
from models.train import train


def command(name: str) -> click.Command:
    """Return the command that trains the model `name` alone."""

    @click.command()
    @click.option(
        "--data",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Training data (models/DATA_CARD.md); the seed corpus when not given.",
    )
    @click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("var/models"),
        show_default=True,
    )
    def main(data: Path | None, out: Path) -> None:
        """Train on the articles in DATA; the models that learn from labels need `text` and `words` in OUT."""
        train(load_corpus(data), out, (name,))

    return main
