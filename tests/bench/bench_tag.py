"""CPU per article of group and tag in batch on one core, beside a full word segmentation; loading; copies found.

Articles: labelled files named by CAICHINH_LABELLED, else the seed corpus written for this repository, repeated.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click
import underthesea
from threadpoolctl import threadpool_limits

from models.corpus import SEED, UNDATED, load_labelled
from models.evaluate import MODELS
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.group import group
from pipeline.group.reprints import join_reprints
from pipeline.tag import load_tagger

ARTICLES, ROUNDS, SEGMENTED = 240, 3, 40
LONG = 60
"""Words from which a text can be told as a copy."""


def cost(work: Callable[[], object], count: int) -> float:
    """Return milliseconds of CPU per article."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started) / count


def copies_found(articles: Sequence[Article]) -> tuple[float, float]:
    """Return (recall, precision) of copies: each text cut to 60 %, and with every twentieth word replaced.

    A copy is found when it stands with its original; two originals that stand together count as wrong, though some
    of them are copies of each other in truth.
    """
    texts = [one for one in articles if len(one.body.split()) >= LONG]
    cut, edited = [], []
    for one in texts:
        words = one.body.split()
        cut.append(replace(one, id=f"{one.id}-cut", sapo="", body=" ".join(words[: len(words) * 6 // 10])))
        changed = ["khác" if place % 20 == 0 else word for place, word in enumerate(words)]
        edited.append(replace(one, id=f"{one.id}-edited", body=" ".join(changed)))
    found = join_reprints([*texts, *cut, *edited], [])
    right = sum(found[copy.id] == found[copy.id.rpartition("-")[0]] for copy in (*cut, *edited))
    alone = sum(found[one.id] == one.id for one in texts)
    wrong = len(texts) - alone
    return right / max(1, 2 * len(texts)), right / max(1, right + wrong)


def main() -> None:
    """Print one table."""
    path = Path(os.environ.get("CAICHINH_LABELLED", SEED / "articles.jsonl"))
    given = [item.article for item in load_labelled(path)]
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
    recall, precision = copies_found(given)
    click.echo(f"copies cut or edited: recall {recall:.3f} at precision {precision:.3f}")
    click.echo(f"loading {loading:.2f} s of CPU")


if __name__ == "__main__":
    main()
