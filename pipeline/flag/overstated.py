"""How likely it is that a text does not bear out its headline, weighed over words and signs.

The rules of F-8 know the wordings that somebody thought of; a new author has others. So each word of a headline, each
word of its text and a few signs (what the text denies, reassures with, tells of the headline's words) have a weight,
learned from articles with their truth (`models/headline/train.py`, docs/decisions/0060) and written to
`headline_weights.csv`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from pipeline.domain.text import unify_tone
from pipeline.flag.quiet import alarms, is_fine, of_harm, of_nobody, softened, soothes
from pipeline.flag.reading import Sentence, words_of
from pipeline.flag.refuted import content
from pipeline.flag.told import claimed, denied, restricted, told

WEIGHTS = Path(__file__).with_name("headline_weights.csv")
LEAST_SENTENCES = 5
"""Of a shorter text nothing is said: a few words more or less would turn it."""
FARTHEST = 2.5
"""Standard deviations from its mean that a sign may count at most."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign is usually, and what one standard deviation more of it weighs."""

    mean: float
    deviation: float
    weight: float

    def weigh(self, value: float) -> float:
        """Return what a value of it says, as log odds."""
        apart = (value - self.mean) / self.deviation
        return self.weight * max(-FARTHEST, min(FARTHEST, apart))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each word of a headline and of a text, and each sign, says for a gap between them (log odds)."""

    base: float
    title: Mapping[str, float]
    body: Mapping[str, float]
    signs: Mapping[str, Sign]

    @property
    def most(self) -> float:
        """Return the most that the signs together can say."""
        return sum(abs(sign.weight) * FARTHEST for sign in self.signs.values())


@cache
def load_weights() -> Weights:
    """Return the learned weights."""
    title, body, signs, base = dict[str, float](), dict[str, float](), dict[str, Sign](), 0.0
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weight = float(row["weight"])
            match row["kind"]:
                case "title":
                    title[row["term"]] = weight
                case "body":
                    body[row["term"]] = weight
                case "sign":
                    signs[row["term"]] = Sign(float(row["mean"]), float(row["deviation"]), weight)
                case _:
                    base = weight
    return Weights(base, title, body, signs)


def title_terms(title: Sentence) -> frozenset[str]:
    """Return the words of a headline and its neighbouring pairs, numbers left out."""
    words = [word for word in title.words if not word[0].isdigit()]
    return frozenset((*words, *(f"{one} {other}" for one, other in pairwise(words))))


def body_terms(body: Sequence[Sentence]) -> frozenset[str]:
    """Return the different words of a text, numbers left out."""
    return frozenset().union(*(s.bare for s in body))


def signs_of(title: Sentence, body: Sequence[Sentence], dramatic: int) -> dict[str, float]:
    """Return the signs by name: counts, or shares of the sentences or of the headline's words.

    Args:
        title: the headline.
        body: the sentences of the text, at least one.
        dramatic: dramatic phrases of the headline.
    """
    count, words = len(body), title.words
    denials = [denied(s.small) for s in body]
    as_fact = {word for s in body for pair in _runs(told(s.small)) for word in pair}
    not_so = {word for one in denials for scope in one for pair in _runs(scope) for word in pair}
    harm = sum(of_harm(s) for s in body) / count
    own, pairs = (
        _share(words, as_fact, not_so),
        _share([f"{a} {b}" for a, b in pairwise(words)], as_fact, not_so),
    )
    claims = {unify_tone(word) for word in content(title)}
    return {
        "sentences": math.log(count),
        "words of the headline": len(words),
        "loud": len(alarms(claimed(title.small))),
        "dramatic": dramatic,
        "softened": softened(title.small),
        "denials": sum(map(len, denials)) / count,
        "denying": sum(map(bool, denials)) / count,
        "restricting": sum(bool(restricted(s.small)) for s in body) / count,
        "reassuring": sum(map(soothes, body)) / count,
        "fine": sum(map(is_fine, body)) / count,
        "nobody": sum(map(of_nobody, body)) / count,
        "harm": harm,
        "unharmed": not harm,
        "told": own[0],
        "denied": own[1],
        "pairs told": pairs[0],
        "pairs denied": pairs[1],
        "claims denied": sum(word in not_so and word not in as_fact for word in claims),
        "claims untold": sum(word not in as_fact for word in claims) / max(1, len(claims)),
    }


def _runs(small: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a text in small letters, each pair beside them."""
    words = words_of(unify_tone(small))
    yield words
    yield tuple(f"{one} {other}" for one, other in pairwise(words))


def _share(words: Sequence[str], as_fact: set[str], not_so: set[str]) -> tuple[float, float]:
    """Return the shares of a headline's words that are told as a fact and that are only denied."""
    number = max(1, len(words))
    told_so = sum(word in as_fact for word in words)
    return told_so / number, sum(word in not_so and word not in as_fact for word in words) / number


def overstates(title: Sentence, body: Sequence[Sentence], dramatic: int, *, least: float) -> float | None:
    """Return the log odds that a text does not bear out its headline, or None of a text too short to be weighed.

    Where the words alone settle that they are under `least`, the signs are not asked, and minus infinity is returned.
    """
    if len(body) < LEAST_SENTENCES:
        return None
    weights = load_weights()
    words = weights.base + _sum(weights.title, title_terms(title)) + _sum(weights.body, body_terms(body))
    if words + weights.most < least:
        return -math.inf
    signs = signs_of(title, body, dramatic)
    return words + sum(sign.weigh(signs[name]) for name, sign in weights.signs.items())


def _sum(weights: Mapping[str, float], terms: frozenset[str]) -> float:
    """Return what terms say together: the more of them are known, the less each one counts."""
    said = [weights[term] for term in terms if term in weights]
    return sum(said) / math.sqrt(len(said)) if said else 0.0


def calmest(body: Sequence[Sentence]) -> Sentence:
    """Return the sentence that says most against an alarm: by its signs, then by its words."""
    weights = load_weights().body
    return max(
        body,
        key=lambda s: (
            soothes(s) + of_nobody(s) + is_fine(s) - of_harm(s),
            _sum(weights, s.bare),
        ),
    )
