"""What reviewers' corrections change: `python -m models.before_after --corrections FILE --measure FILE`.

Trains twice on what was learned without labels, without and with the corrections, and prints a table of both on labelled
articles that are in neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from models.corpus import Corpus, Labelled, load_corpus, load_labelled
from models.crossval import tag_unseen
from models.evaluate import MODELS, measure

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def compare(
    corpus: Corpus, corrections: tuple[Labelled, ...], measured: tuple[Labelled, ...], models: Path
) -> dict[str, tuple[float, float]]:
    """Return (before, after) of each figure; corrected articles that are measured do not teach."""
    kept_back = {item.article.id for item in measured}
    taught = tuple(item for item in corrections if item.article.id not in kept_back)
    corpus = replace(
        corpus, unlabelled=(), ours=tuple(item for item in corpus.ours if item.article.id not in kept_back)
    )
    after = replace(corpus, ours=(*corpus.ours, *taught))
    figures = [measure(measured, tag_unseen(each, measured, models)) for each in (corpus, after)]
    return {name: (figures[0][name], figures[1][name]) for name in figures[0]}


def table(figures: Mapping[str, tuple[float, float]]) -> str:
    """Return figures as lines of name, before, after, difference."""
    lines = [f"{'':<30}{'before':>8}{'after':>8}{'change':>8}"]
    lines += [f"{name:<30}{was:8.3f}{now:8.3f}{now - was:+8.3f}" for name, (was, now) in figures.items()]
    return "\n".join(lines)


@click.command()
@click.option("--corrections", type=FILE, required=True, help="JSON Lines of `caichinh corrections`.")
@click.option("--measure", "measured", type=FILE, required=True, help="Labelled articles to measure on.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Training data; the seed corpus when not given.",
)
def main(corrections: Path, measured: Path, data: Path | None) -> None:
    """Print the table."""
    corpus = load_corpus(data, dev=False)
    print(table(compare(corpus, load_labelled(corrections), load_labelled(measured), MODELS)))


if __name__ == "__main__":
    main()
