"""Learn what each word and sign says for a headline that its text does not bear out: `python -m models.headline.train`.

Learned from the authors' sets and the invented headlines of `tests/flag`, and from real articles as articles without a
gap. Before the weights are written, each author's set is weighed by what the others teach and the F1 of the weights without the
rules is printed.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.config import REPOSITORY
from pipeline.domain.records import Article, Field
from pipeline.flag.headline import LIKELY, dramatic, striking_untold
from pipeline.flag.overstated import (
    FARTHEST,
    WEIGHTS,
    body_terms,
    signs_of,
    title_terms,
)
from pipeline.flag.reading import read_article

AUTHORS = REPOSITORY / "tests" / "flag" / "unseen"
UNREAD = {"first/kept.jsonl"} | {
    f"{name}/articles.jsonl"
    for name in ("twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth")
}
"""What only measures."""
INVENTED = REPOSITORY / "tests" / "flag" / "fresh" / "headlines.txt"
REAL = "nlp/baomoi2017_no_kontum.jsonl.xz"
REAL_ARTICLES, SHORTEST, LONGEST, SEED = 1500, 400, 6000, 0
"""How many real articles teach, and how many characters they may have."""
SHORTEST_TEXT = 3
"""Sentences that a text must have to teach."""
LEAST_TITLES, LEAST_TEXTS = 2, 5
"""In so many headlines or texts a word must stand to be learned."""
STRENGTH, SIGN = 4.0, 0.15
"""Inverse of the regularisation, and how much a standard deviation of a sign counts beside a word."""
DAY = date(2026, 11, 27)
_LINE = re.compile(r"(F-8|-) «([^»]+)» (.+)")
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A headline with its text as they are learned from."""

    group: str
    """The author; real articles have one group."""
    gap: bool
    title: frozenset[str]
    body: frozenset[str]
    signs: dict[str, float]
    striking: bool
    """A striking word of the headline is not told in the text."""


def _pair(group: str, title: str, body: str, *, gap: bool) -> Pair | None:
    article = Article(id=group, url="", title=title, body=body, published_at=datetime(2026, 9, 1, tzinfo=UTC))
    reading = read_article(article, DAY)
    headline, text = [s for s in reading.sentences if s.field is Field.TITLE], reading.body()
    if not headline or len(text) < SHORTEST_TEXT:
        return None
    drama = dramatic(headline)
    signs = signs_of(headline[0], text, len(drama))
    striking = bool(striking_untold(headline, text, drama))
    return Pair(group, gap, title_terms(headline[0]), body_terms(text), signs, striking)


def load_pairs(data: Path) -> Iterator[Pair | None]:
    """Yield what teaches: sets by their authors, invented headlines, real articles."""
    files = sorted(path for path in AUTHORS.glob("*/*.jsonl") if str(path.relative_to(AUTHORS)) not in UNREAD)
    for path in (*files, data / "gold" / "facts" / "dev.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            gap = bool(row["gold"]["headline_mismatch"])
            yield _pair(path.parent.name, row["title"], row["body"], gap=gap)
    for found in _LINE.finditer(INVENTED.read_text(encoding="utf-8")):
        yield _pair(INVENTED.name, found[2], found[3], gap=found[1] == "F-8")
    with lzma.open(data / REAL, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(SEED).shuffle(rows)  # noqa: S311  which articles teach is no secret
    usual = [row for row in rows if row["title"] and SHORTEST < len(row["body"]) < LONGEST]
    for row in usual[:REAL_ARTICLES]:
        yield _pair("real", row["title"], row["body"], gap=False)


class Model:
    """Weights of terms and signs, learned from pairs."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        """Learn from pairs; both kinds must be among them."""
        self.title = CountVectorizer(analyzer=sorted, binary=True, min_df=LEAST_TITLES)
        self.body = CountVectorizer(analyzer=sorted, binary=True, min_df=LEAST_TEXTS)
        self.title.fit([pair.title for pair in pairs])
        self.body.fit([pair.body for pair in pairs])
        signs = _matrix(pairs)
        self.mean, self.deviation = signs.mean(axis=0), signs.std(axis=0)
        self.fitted = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
        self.fitted.fit(self._features(pairs), [pair.gap for pair in pairs])

    def _features(self, pairs: Sequence[Pair]) -> sparse.csr_matrix:
        blocks = []
        for terms, texts in ((self.title, [p.title for p in pairs]), (self.body, [p.body for p in pairs])):
            counts = terms.transform(texts).astype(np.float64)
            known = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1.0)
            blocks.append(sparse.diags(1 / np.sqrt(known)) @ counts)
        apart = np.clip((_matrix(pairs) - self.mean) / self.deviation, -FARTHEST, FARTHEST)
        return sparse.hstack([*blocks, sparse.csr_matrix(apart * SIGN)]).tocsr()

    def odds(self, pairs: Sequence[Pair]) -> Vector:
        """Return the log odds of a gap."""
        return np.asarray(self.fitted.decision_function(self._features(pairs)))

    def rows(self, names: Sequence[str]) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield the rows of the file of weights."""
        weights = self.fitted.coef_[0]
        yield "base", "", "", "", f"{self.fitted.intercept_[0]:.4f}"
        at = len(weights) - len(names)
        for name, mean, deviation, weight in zip(
            names, self.mean, self.deviation, weights[at:] * SIGN, strict=True
        ):
            yield "sign", name, f"{mean:.4f}", f"{deviation:.4f}", f"{weight:.4f}"
        start = 0
        for kind, terms in (("title", self.title), ("body", self.body)):
            known = terms.get_feature_names_out()
            for term, weight in zip(known, weights[start : start + len(known)], strict=True):
                yield kind, term, "", "", f"{weight:.3f}"
            start += len(known)


def _matrix(pairs: Sequence[Pair]) -> Vector:
    return np.array([list(pair.signs.values()) for pair in pairs], dtype=np.float64)


def by_others(pairs: Sequence[Pair]) -> None:
    """Print how each author's set is read by what the others teach."""
    all_right = all_said = 0
    for author in sorted({pair.group for pair in pairs} - {"real"}):
        own = [pair for pair in pairs if pair.group == author]
        odds = Model([pair for pair in pairs if pair.group != author]).odds(own)
        said = [bool(one >= LIKELY and pair.striking) for pair, one in zip(own, odds, strict=True)]
        right = sum(pair.gap and one for pair, one in zip(own, said, strict=True))
        both = sum(pair.gap for pair in own) + sum(said)
        click.echo(
            f"{author:24} F1 {2 * right / both if both else 0.0:.2f}  {right} right of {sum(said)} said"
        )
        if not author.endswith(".txt"):
            all_right, all_said = all_right + right, all_said + both
    click.echo(f"{'all authors':24} F1 {2 * all_right / all_said:.3f}")


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=WEIGHTS, show_default=False)
def main(data: Path, out: Path) -> None:
    """Measure author by author, learn from all, write the weights over the shipped ones or to OUT."""
    pairs = [pair for pair in load_pairs(data) if pair is not None]
    with threadpool_limits(1):
        by_others(pairs)
        model = Model(pairs)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "term", "mean", "deviation", "weight"))
        writer.writerows(model.rows(list(pairs[0].signs)))
    click.echo(f"{len(pairs)} pairs; {out}")


if __name__ == "__main__":
    main()
