"""Train all models, or those named: `python -m models.train --data DIR --out models`.

Without `--data` the seed corpus in `models/seed` teaches; it shows that everything works and is no substitute for
real articles, so its result goes to `var/models` and never over the shipped models unless told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from models.agencies.train import train as train_agencies
from models.attention.train import train as train_attention
from models.corpus import load_corpus
from models.text.train import train as train_text
from models.tone.train import train as train_tone
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.tag.model_file import load_model, save_model
from pipeline.tag.reading import ArticleReader
from pipeline.tag.text_model import load_text_model

NAMES = ("text", "agencies", "tone", "attention")
"""In the order of training: the others stand on the text model."""


def train(data: Path | None, out: Path, names: Sequence[str] = NAMES) -> None:
    """Train the named models on the corpus in `data` (None: the seed) and write them under `out`."""
    corpus = load_corpus(data)
    agencies = load_agencies()
    if "text" in names:
        save_model(out / "text", *train_text(corpus, agencies))
    text = load_text_model(load_model(out / "text"))
    reader = ArticleReader(agencies, load_places())
    if "agencies" in names:
        save_model(out / "agencies", *train_agencies(corpus, text, reader, agencies))
    if "tone" in names:
        save_model(out / "tone", *train_tone(corpus, text, reader))
    if "attention" in names:
        save_model(out / "attention", *train_attention(corpus, text, reader))


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder laid out as its README says.",
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("var/models"), show_default=True
)
@click.option(
    "--only", "names", multiple=True, type=click.Choice(NAMES), help="Train these alone; text must exist."
)
def main(data: Path | None, out: Path, names: tuple[str, ...]) -> None:
    """Train on the articles in DATA, or on the seed corpus."""
    train(data, out, names or NAMES)


if __name__ == "__main__":
    main()
