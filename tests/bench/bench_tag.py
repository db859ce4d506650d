"""CPU per article of group and tag in batch on one core, beside a full word segmentation; loading; variants.

Articles: labelled files named by CAICHINH_LABELLED, else the seed corpus written for this repository, repeated.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click
import underthesea
from table import key

# `models` belongs to the repository, not to the package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tag_variants import by_minhash, by_syllables, by_tfidf, by_words, link, read_fields
from threadpoolctl import threadpool_limits

from models.corpus import SEED, UNDATED, Labelled, load_labelled
from models.evaluate import MODELS
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.group import group
from pipeline.tag import load_tagger

ARTICLES, ROUNDS, SEGMENTED = 240, 3, 40


def cost(work: Callable[[], object], count: int) -> float:
    """Return milliseconds of CPU per article."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started) / count


def main() -> None:
    """Print one table."""
    path = Path(os.environ.get("CAICHINH_LABELLED", SEED / "articles.jsonl"))
    items = load_labelled(path)
    given = [item.article for item in items]
    articles = [
        replace(given[place % len(given)], id=f"{place}", sapo=f"{given[place % len(given)].sapo} {place}")
        for place in range(ARTICLES)
    ]
    few = articles[:SEGMENTED]
    with threadpool_limits(1):
        started = time.process_time()
        tagger = load_tagger(MODELS, load_agencies(), load_places())
        loading = time.process_time() - started
        underthesea.word_tokenize("Sở Y tế tỉnh Quảng Ngãi")
        rows: dict[str, list[float]] = {"tag": [], "group": [], "segmentation alone": []}
        for _ in range(ROUNDS):
            rows["tag"].append(cost(lambda: tagger.tag(articles, today=UNDATED), ARTICLES))
            rows["group"].append(cost(lambda: group(articles, known=()), ARTICLES))
            rows["segmentation alone"].append(
                cost(
                    lambda: [underthesea.word_tokenize(f"{one.title}. {one.body}") for one in few], SEGMENTED
                )
            )
    medians = {name: statistics.median(values) for name, values in rows.items()}
    both = medians["tag"] + medians["group"]
    click.echo(f"{path.name}, {ARTICLES} articles, median of {ROUNDS}")
    click.echo(f"{'':<24}{'ms/article':>12}{'ratio':>8}")
    for name, value in medians.items():
        click.echo(f"{name:<24}{value:12.2f}{value / both:8.2f}")
    click.echo(f"{'group + tag':<24}{both:12.2f}{1:8.2f}")
    key("group + tag, batch, one core", f"{both:.2f} ms", "5 ms")
    key("full segmentation alone, to group + tag", f"{medians['segmentation alone'] / both:.1f} x")
    key("loading the models", f"{loading:.2f} s", "1 s")
    show_variants(items)


def show_variants(items: Sequence[Labelled]) -> None:
    """Print what ships beside what was weighed against it, on the labelled articles."""
    click.echo("\nunits of text")
    with threadpool_limits(1):
        for reader in (
            read_fields("syllables (ships)", by_syllables, items),
            read_fields("full segmentation", by_words, items),
        ):
            key(f"fields by {reader.name}: F1 held out ({reader.cost:.2f} ms)", f"{reader.f1:.3f}")
        click.echo(
            f"\n{'linkage':<24}{'ms/article':>12}{'copies: recall':>16}{'precision':>11}{'events: pair-F1':>17}"
        )
        for one in (
            link("MinHash (copies)", by_minhash, items),
            link("TF-IDF (events)", by_tfidf, items),
        ):
            click.echo(
                f"{one.name:<24}{one.cost:12.2f}{one.recall:16.3f}{one.precision:11.3f}{one.events:17.3f}"
            )


if __name__ == "__main__":
    main()
