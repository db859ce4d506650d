"""Events among other articles: pair-F1 on labelled clusters, and reprints edited and cut."""

from __future__ import annotations

import itertools
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.records import Article
from pipeline.group import group

NOISE = 700
FLOOR = 0.86


def pair_f1(found: Mapping[str, str], labels: Mapping[str, str]) -> float:
    """Return the F1 of pairs put together; a pair of two unlabelled articles is not judged."""
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
    return 2 * right / (said + wanted)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.mark.outside_data
def test_events_are_found_among_other_articles(shared: Path) -> None:
    articles, labels = [], {}
    for row in rows(shared / "data" / "nlp" / "event_clusters_dev.jsonl.xz"):
        info = dict(line.split(": ", 1) for line in row["info"].split("\n") if ": " in line)
        text = {
            name: info.get(key, "").replace("_", " ")
            for name, key in (("title", "TITLE"), ("sapo", "SUMMARY"))
        }
        articles.append(Article(id=f"e{row['id']}", url="", body=row["body"].replace("_", " "), **text))
        labels[f"e{row['id']}"] = row["event"]
    noise = itertools.islice(rows(shared / "data" / "nlp" / "baomoi2017_no_kontum.jsonl.xz"), NOISE)
    articles.extend(
        Article(id=f"n{row['id']}", url="", title=row["title"], sapo=row["sapo"], body=row["body"])
        for row in noise
    )
    random.Random(1).shuffle(articles)  # noqa: S311  a seeded order, no secret
    found = {article_id: event for article_id, (_, event) in group(articles, known=()).items()}
    assert pair_f1(found, labels) >= FLOOR
