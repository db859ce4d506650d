"""Measure the models on articles they did not learn from: `python -m models.crossval --data DIR`.

Two figures each: cross-validation over all labelled articles, and the development articles tagged by models that
learned from the training articles alone. Articles of one event are never on both sides.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from models.corpus import UNDATED, Corpus, Labelled, load_corpus, load_labelled
from models.evaluate import MODELS, measure
from models.learning import folds
from models.train import LABELLED, UNLABELLED, train
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import TaggedArticle
from pipeline.tag import load_tagger


def tag_unseen(corpus: Corpus, items: Sequence[Labelled], models: Path) -> list[TaggedArticle]:
    """Return `items` tagged by models that learn from `corpus`, on what was learned without labels in `models`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for name in UNLABELLED:
            shutil.copytree(models / name, out / name)
        train(corpus, out, LABELLED)
        tagger = load_tagger(out, load_agencies(), load_places())
        return tagger.tag([item.article for item in items], today=UNDATED)


def cross_validate(corpus: Corpus, models: Path) -> list[TaggedArticle]:
    """Return all of `corpus.ours`, in order, each tagged by models that did not learn from its event."""
    found: dict[int, TaggedArticle] = {}
    for test in folds([item.group for item in corpus.ours]):
        held_out = set(test.tolist())
        ours = tuple(item for place, item in enumerate(corpus.ours) if place not in held_out)
        unseen = [corpus.ours[place] for place in test]
        found |= dict(zip(test.tolist(), tag_unseen(replace(corpus, ours=ours), unseen, models), strict=True))
    return [found[place] for place in range(len(corpus.ours))]


def cross_figures(data: Path, models: Path, *, dev_only: bool) -> dict[str, dict[str, float]]:
    """Return the figures of cross-validation (all, and of it the development articles), and of dev without dev.

    Args:
        data: folder of the labelled articles.
        models: folder of the models learned without labels.
        dev_only: leave the cross-validation out, which takes five times as long.
    """
    corpus = replace(load_corpus(data), unlabelled=())
    dev = load_labelled(data / "gold" / "agency" / "dev.jsonl")
    train_only = replace(corpus, ours=corpus.ours[: -len(dev)])
    figures = {"dev_without_dev": measure(dev, tag_unseen(train_only, dev, models))}
    if dev_only:
        return figures
    crossed = cross_validate(corpus, models)
    return figures | {
        "cross_validation": measure(corpus.ours, crossed),
        "cross_validation_dev": measure(dev, crossed[-len(dev) :]),
    }


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--models",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=MODELS,
    show_default="models",
)
@click.option("--dev-only", is_flag=True, help="Measure on the development articles alone.")
@click.option("--write", is_flag=True, help="Keep the figures in models/measured.json.")
def main(data: Path, models: Path, dev_only: bool, write: bool) -> None:
    """Print the figures as JSON."""
    text = json.dumps(cross_figures(data, models, dev_only=dev_only), indent=1, sort_keys=True)
    print(text)
    if write:
        (models / "measured.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
