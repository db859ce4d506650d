"""Measure events among other articles: `python -m models.stories --data DIR`.

316 reports of 100 labelled events stand among 3,000 articles that belong to none of them, all without dates, so that
words alone decide; several orders of arrival are measured, for copies are found one by one.
"""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import numpy as np

from models.corpus import read_lines
from pipeline.domain.records import Article
from pipeline.group import group

EVENTS = Path("nlp") / "event_clusters_dev.jsonl.xz"
OTHERS = Path("nlp") / "baomoi2017_no_kontum.jsonl.xz"
NOISE, ORDERS = 3_000, 2


def pair_counts(found: Mapping[str, str], labels: Mapping[str, str]) -> tuple[int, int, int]:
    """Return how many pairs were put together rightly, put together at all, and belong together.

    A pair of two unlabelled articles is not judged; one of a labelled and an unlabelled article is wrong.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article_id, event_id in found.items():
        members[event_id].append(article_id)
    right = said = 0
    for together in members.values():
        for first, second in itertools.combinations(together, 2):
            if first in labels or second in labels:
                said += 1
                right += labels.get(first, first) == labels.get(second, second)
    wanted = sum(count * (count - 1) // 2 for count in Counter(labels.values()).values())
    return right, said, wanted


def pair_f1(found: Mapping[str, str], labels: Mapping[str, str]) -> float:
    """Return the F1 of pairs put together; NaN when the labels know no event of several articles."""
    right, said, wanted = pair_counts(found, labels)
    return 2 * right / (said + wanted) if wanted else float("nan")


def load_stories(data: Path, noise: int = NOISE) -> tuple[list[Article], dict[str, str]]:
    """Return the reports of labelled events and `noise` other articles, and the event of each report by its id."""
    articles, labels = [], {}
    for row in read_lines(data / EVENTS):
        info = dict(line.split(": ", 1) for line in row["info"].split("\n") if ": " in line)
        title, sapo, body = (
            text.replace("_", " ") for text in (info.get("TITLE", ""), info.get("SUMMARY", ""), row["body"])
        )
        articles.append(Article(id=f"e{row['id']}", url="", title=title, sapo=sapo, body=body))
        labels[articles[-1].id] = row["event"]
    articles.extend(
        Article(id=f"n{row['id']}", url="", title=row["title"], sapo=row["sapo"], body=row["body"])
        for row in read_lines(data / OTHERS)[:noise]
    )
    return articles, labels


def events_of(articles: Sequence[Article], order: int) -> dict[str, str]:
    """Return the event of each article when they come in a seeded order."""
    shuffled = list(articles)
    random.Random(order).shuffle(shuffled)  # noqa: S311  a seeded order, no secret
    return {article_id: event for article_id, (_, event) in group(shuffled, known=()).items()}


def measure_stories(data: Path, noise: int = NOISE, orders: int = ORDERS) -> dict[str, float]:
    """Return pair precision, recall and F1 on average over the orders, and the least F1 of them."""
    articles, labels = load_stories(data, noise)
    counts = [pair_counts(events_of(articles, order), labels) for order in range(1, orders + 1)]
    f1 = [2 * right / (said + wanted) for right, said, wanted in counts]
    return {
        "articles": len(articles),
        "pair_precision": float(np.mean([right / max(1, said) for right, said, _ in counts])),
        "pair_recall": float(np.mean([right / wanted for right, _, wanted in counts])),
        "pair_f1": float(np.mean(f1)),
        "pair_f1_least": min(f1),
    }


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--noise", type=click.IntRange(0), default=NOISE, show_default=True, help="Other articles.")
@click.option(
    "--orders", type=click.IntRange(1), default=ORDERS, show_default=True, help="Orders of arrival."
)
def main(data: Path, noise: int, orders: int) -> None:
    """Print the figures as JSON."""
    print(json.dumps(measure_stories(data, noise, orders), indent=1))


if __name__ == "__main__":
    main()
