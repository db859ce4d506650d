"""Terms as vectors against plain TF-IDF with everything in one table; what is read of known articles is not kept."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Article
from pipeline.group import Known, group, terms
from pipeline.group.rows import Rows
from pipeline.group.terms import HEAD, Spread, Vectors, terms_of

Parts = list[npt.NDArray[np.int64]]
AT = datetime(2026, 11, 20, 6, 0, tzinfo=VIETNAM)


def drawn_texts(seed: int, count: int) -> list[Parts]:
    drawn = np.random.default_rng(seed)
    return [
        [drawn.geometric(0.02, size).astype(np.int64) for size in drawn.integers(0, (4, 8, 40))]
        for _ in range(count)
    ]


def plain(texts: list[Parts]) -> npt.NDArray[np.float64]:
    """Return all similarities, with the terms as tuples in dictionaries."""
    similar = np.zeros((len(texts), len(texts)))
    for say, times in ((1.0 - HEAD, (3, 2, 1)), (HEAD, (1, 1, 0))):
        counts: list[dict[tuple[int, ...], int]] = []
        for parts in texts:
            found: dict[tuple[int, ...], int] = {}
            for part, often in zip(parts, times, strict=True):
                for term in [*zip(part, strict=True), *pairwise(part)] if often else ():
                    found[tuple(map(int, term))] = found.get(tuple(map(int, term)), 0) + often
            counts.append(found)
        spread = {term: sum(term in found for found in counts) for found in counts for term in found}
        columns = {
            term: column
            for column, (term, many) in enumerate(spread.items())
            if many <= max(20, 0.1 * len(texts)) and not (many == 1 and len(term) == 2)
        }
        rows = np.zeros((len(texts), len(spread)))
        for row, found in zip(rows, counts, strict=True):
            for term, often in found.items():
                if term in columns:
                    row[columns[term]] = (1 + np.log(often)) * (
                        np.log((1 + len(texts)) / (1 + spread[term])) + 1
                    )
        sizes = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(sizes > 0, sizes, 1)
        similar += say * rows @ rows.T
    return similar


@pytest.mark.parametrize("seed", range(6))
def test_vectors_are_tf_idf(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """New articles with all, though known ones keep only what a new one shares and some count for the spread alone."""
    monkeypatch.setattr(terms, "_AT_ONCE", 700)  # or all would be counted in one go
    texts, new, kept = drawn_texts(seed, 60), 15, 45
    rows, spread = Rows("I"), Spread()
    for place, parts in enumerate(texts):
        spread.add(terms_of(*parts)[0])
        if place < kept:
            for part in parts:
                rows.append(part)
    vectors = Vectors(rows, spread, new=new, articles=len(texts))
    found = (vectors[:new] @ vectors[np.arange(kept)].T).toarray()
    expected = plain(texts)[:new, :kept]
    apart = ~np.eye(new, kept, dtype=bool)  # a row alone lacks what it shares with none
    assert np.allclose(found[apart], expected[apart], atol=1e-12)


def test_known_articles_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand texts of 15 KB: all that is compared of them takes less than they do."""
    monkeypatch.setattr(terms, "_AT_ONCE", 50_000)
    words = [f"từ{number}" for number in range(60)]

    def article(number: int) -> Article:
        drawn = random.Random(number)  # noqa: S311  no secret
        return Article(
            id=str(number),
            url="",
            title=" ".join(drawn.choices(words, k=9)),
            body=" ".join(drawn.choices(words, k=1600)),
            published_at=AT - timedelta(minutes=number),
        )

    def known() -> Iterator[Known]:
        for number in range(1000, 1, -1):
            yield article(number), str(number), str(number)

    tracemalloc.start()
    stories = group([article(1), article(0)], known=known())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert stories.keys() == {"0", "1"}
    assert peak < 14 * 2**20


def test_a_far_known_article_counts_for_the_spread_of_terms_alone() -> None:
    """A copy of a text of five days ago joins its event, though nothing is compared across the window of events."""
    words = " ".join(f"từ{number}" for number in range(60))
    old = Article(id="old", url="", title="Một", body=words, published_at=AT - timedelta(days=5))
    new = Article(id="new", url="", title="Hai", body=words, published_at=AT)
    assert group(iter([new]), known=iter([(old, "old", "event")])) == {"new": ("old", "event")}
