"""Train all models, or those named: `python -m models.train --data DIR --out models`.

Without `--data` the seed corpus in `models/seed` teaches; it shows that everything works and is no substitute for
real articles, so its result goes to `var/models` and never over the shipped models unless told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from threadpoolctl import threadpool_limits

from models.agencies.train import train as train_agencies
from models.attention.train import train as train_attention
from models.corpus import Corpus, load_corpus, load_labelled
from models.first_look import look
from models.text.train import train as train_text
from models.tone.train import train as train_tone
from models.words.train import train as train_words
from pipeline.domain.agencies import load_agencies
from pipeline.domain.model_file import load_model, save_model
from pipeline.domain.places import load_places
from pipeline.tag.reading import ArticleReader
from pipeline.tag.text_model import load_text_model

UNLABELLED = ("text", "words")
LABELLED = ("agencies", "tone", "attention")
"""These stand on those."""
NAMES = (*UNLABELLED, *LABELLED)


def train(corpus: Corpus, out: Path, names: Sequence[str] = NAMES) -> None:
    """Train the named models and write them under `out`; `out` must have those of `UNLABELLED` that are not named.

    One thread: sums in another order would give another file.
    """
    agencies = load_agencies()
    with threadpool_limits(1):
        if "text" in names:
            save_model(out / "text", *train_text(corpus, agencies))
        if "words" in names:
            save_model(out / "words", *train_words(corpus))
        if set(names) <= set(UNLABELLED):
            return
        text = load_text_model(load_model(out / "text"), load_model(out / "words"))
        first = look(corpus, text, ArticleReader(agencies, load_places()))
        if "agencies" in names:
            save_model(out / "agencies", *train_agencies(first, agencies))
        if "tone" in names:
            save_model(out / "tone", *train_tone(first))
        if "attention" in names:
            save_model(out / "attention", *train_attention(first))


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
    "--only",
    "names",
    multiple=True,
    type=click.Choice(NAMES),
    help="Train these alone; text and words must exist.",
)
@click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What reviewers corrected (`caichinh corrections`); taught beside the rest.",
)
@click.option("--without-dev", is_flag=True, help="Leave the development articles out, to measure on them.")
def main(
    data: Path | None, out: Path, names: tuple[str, ...], corrections: Path | None, without_dev: bool
) -> None:
    """Train on the articles in DATA, or on the seed corpus."""
    corpus = load_corpus(data, dev=not without_dev)
    if corrections:
        corpus = replace(corpus, ours=(*corpus.ours, *load_labelled(corrections)))
    train(corpus, out, names or NAMES)


if __name__ == "__main__":
    main()
